package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Effect;
import io.consilium.api.host.Facts;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Check;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.SubgoalId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a task's records add up to: the root's carry, and beside it what is under way. Immutable;
 * see {@link Fold}.
 *
 * @param carry the root loop's; null before the admission
 * @param calls calls whose subgoal is not settled, by number
 * @param settledAs subgoal path to the subgoal as it was planned when it was settled
 * @param checkedAs check path to the check as it was planned when it was made
 * @param ended loop path to the last H-cycle that has its halting record
 * @param lastCall number of the last call
 * @param lastRouting number of the last routing decision
 * @param waits waits for approval, by number
 */
record State(
    Carry carry,
    Map<Integer, Call> calls,
    Map<String, Subgoal> settledAs,
    Map<String, Check> checkedAs,
    Map<String, Integer> ended,
    int lastCall,
    int lastRouting,
    Map<Integer, Wait> waits) {
  static final State EMPTY =
      new State(null, Map.of(), Map.of(), Map.of(), Map.of(), 0, 0, Map.of());

  /** A call under way, or returned for a subgoal that is not settled yet. */
  record Call(
      String path,
      SubgoalId subgoal,
      String expert,
      Effect effect,
      int routing,
      int attempt,
      Map<String, List<Artifact>> inputs,
      Optional<Returned> returned) {
    Call ended(Returned how) {
      return new Call(path, subgoal, expert, effect, routing, attempt, inputs, Optional.of(how));
    }
  }

  /** How a call ended. */
  record Returned(
      Outcome outcome,
      String code,
      double confidence,
      Map<String, List<Artifact>> outputs,
      Facts facts,
      String message) {
    boolean solved() {
      return outcome == Outcome.SOLVED;
    }
  }

  /** The carry of the loop at a path. */
  Carry at(String path) {
    Carry found = carry;
    for (String segment : segments(path)) {
      found = found == null ? null : found.children().get(new SubgoalId(segment));
    }
    return found;
  }

  static String[] segments(String path) {
    return path.isEmpty() ? new String[0] : path.split("/", -1);
  }

  static String join(String path, String subgoal) {
    return path.isEmpty() ? subgoal : path + "/" + subgoal;
  }

  /** This state with the loop at a path changed, and every loop above it as well. */
  State change(String path, UnaryOperator<Carry> at, UnaryOperator<Carry> above) {
    return with(change(carry, segments(path), 0, at, above));
  }

  private static Carry change(
      Carry carry, String[] path, int depth, UnaryOperator<Carry> at, UnaryOperator<Carry> above) {
    if (carry == null) {
      return null;
    }
    if (depth == path.length) {
      return at.apply(carry);
    }
    SubgoalId id = new SubgoalId(path[depth]);
    Carry child = change(carry.children().get(id), path, depth + 1, at, above);
    Carry changed = above.apply(carry);
    return child == null ? changed : Carries.child(changed, id, child);
  }

  State with(Carry root) {
    return new State(root, calls, settledAs, checkedAs, ended, lastCall, lastRouting, waits);
  }

  State withCalls(Map<Integer, Call> now, int last) {
    return new State(carry, now, settledAs, checkedAs, ended, last, lastRouting, waits);
  }

  State settled(String key, Subgoal subgoal) {
    return new State(
        carry, calls, put(settledAs, key, subgoal), checkedAs, ended, lastCall, lastRouting, waits);
  }

  State checked(String key, Check check) {
    return new State(
        carry, calls, settledAs, put(checkedAs, key, check), ended, lastCall, lastRouting, waits);
  }

  State ended(Map<String, Integer> now) {
    return new State(carry, calls, settledAs, checkedAs, now, lastCall, lastRouting, waits);
  }

  State routed(int routing) {
    return new State(
        carry, calls, settledAs, checkedAs, ended, lastCall, Math.max(routing, lastRouting), waits);
  }

  State waiting(Wait wait) {
    return new State(
        carry,
        calls,
        settledAs,
        checkedAs,
        ended,
        lastCall,
        lastRouting,
        put(waits, wait.number(), wait));
  }

  /** How often people have corrected a result. */
  int corrections() {
    return waits.values().stream().mapToInt(Wait::corrections).sum();
  }

  /** With the approval of a call used up: it was good for this one. */
  State used(Call call) {
    Map<Integer, Wait> now = new LinkedHashMap<>(waits);
    now.replaceAll((number, wait) -> wait.covers(call) ? wait.use() : wait);
    return new State(carry, calls, settledAs, checkedAs, ended, lastCall, lastRouting, now);
  }

  static <K, V> Map<K, V> put(Map<K, V> map, K key, V value) {
    Map<K, V> more = new LinkedHashMap<>(map);
    more.put(key, value);
    return more;
  }

  static <V> Map<String, V> without(Map<String, V> map, String prefix) {
    Map<String, V> less = new HashMap<>(map);
    less.keySet().removeIf(key -> key.equals(prefix) || key.startsWith(prefix + "/"));
    return less;
  }
}
