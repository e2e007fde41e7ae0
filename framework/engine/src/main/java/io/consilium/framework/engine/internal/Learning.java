package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.CheckMade;
import io.consilium.api.ledger.Body.ExpertCalled;
import io.consilium.api.ledger.Body.ExpertReturned;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.ledger.Body.PlanRevised;
import io.consilium.api.ledger.Body.SubgoalRouted;
import io.consilium.api.ledger.Body.SubgoalSettled;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.planner.Result;
import io.consilium.api.routing.Feedback;
import io.consilium.api.routing.RoutingDecision.Action;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one task's records say of experts: a verdict speaks of those who made what was judged; a
 * breakdown or a timeout speaks of the one called. A decline and a cancellation say nothing. It is
 * a fold of records alone, whose commitments tell which output was judged: so a task whose payloads
 * were erased counts as before. Confined to one thread at a time.
 */
final class Learning {
  private static final Set<Outcome> FAILURES =
      Set.of(Outcome.FAILED, Outcome.BROKE, Outcome.TIMED_OUT, Outcome.ABANDONED);

  /**
   * One judgement.
   *
   * @param code digest of the code that did the work
   */
  record Lesson(String code, Feedback feedback) {}

  private record Asked(String expert, String code, String capability) {
    Lesson lesson(boolean success) {
      return new Lesson(code, new Feedback(expert, capability, success));
    }
  }

  private record Made(String path, String subgoal, Asked by, Set<String> outputs) {}

  private final Map<Integer, String> capabilities = new HashMap<>();
  private final Map<Integer, Asked> asked = new HashMap<>();
  private final Map<Integer, Set<String>> outputs = new HashMap<>();
  private final Map<String, Made> made = new HashMap<>();

  /** Takes the next record of the task. */
  List<Lesson> take(DecisionRecord record) {
    String path = record.position().path();
    Body body = record.body();
    if (body instanceof PlanRevised revised) {
      planned(path, revised);
    } else if (body instanceof SubgoalRouted routed) {
      routed(path, routed);
    } else if (body instanceof ExpertCalled called) {
      String code = record.code().stream().map(Code::digest).findFirst().orElse("");
      String capability = capabilities.getOrDefault(called.routing(), "");
      asked.put(called.call(), new Asked(called.expert(), code, capability));
    } else if (body instanceof ExpertReturned returned && asked.containsKey(returned.call())) {
      outputs.put(returned.call(), commitments(record, Slots.OUT));
      return FAILURES.contains(returned.outcome())
          ? List.of(asked.get(returned.call()).lesson(false))
          : List.of();
    } else if (body instanceof SubgoalSettled settled) {
      settled(path, settled);
    } else if (body instanceof Body.Corrected corrected) {
      made.remove(State.join(path, corrected.subgoal()));
    } else if (body instanceof CheckMade check) {
      return judged(path, record, check.verdict());
    }
    return List.of();
  }

  private void planned(String path, PlanRevised revised) {
    Map<String, String> plan = new HashMap<>();
    revised.subgoals().forEach(subgoal -> plan.put(subgoal.id(), subgoal.capability()));
    made.values()
        .removeIf(
            one ->
                one.path().equals(path) && !one.by().capability().equals(plan.get(one.subgoal())));
  }

  private void routed(String path, SubgoalRouted routed) {
    capabilities.put(routed.routing(), routed.capability());
    if (routed.decision().action() == Action.DECOMPOSE) {
      String below = State.join(path, routed.subgoal());
      made.values().removeIf(one -> one.path().equals(below) || one.path().startsWith(below + "/"));
    }
  }

  private void settled(String path, SubgoalSettled settled) {
    String key = State.join(path, settled.subgoal());
    Asked by = asked.get(settled.call());
    if (by == null || settled.status() != Result.Status.SOLVED) {
      made.remove(key);
    } else {
      Set<String> given = outputs.getOrDefault(settled.call(), Set.of());
      made.put(key, new Made(path, settled.subgoal(), by, given));
    }
  }

  private List<Lesson> judged(String path, DecisionRecord record, CheckMade.Kind verdict) {
    if (verdict != CheckMade.Kind.ACCEPTED && verdict != CheckMade.Kind.REJECTED) {
      return List.of();
    }
    Set<String> judged = commitments(record, Slots.IN);
    return made.values().stream()
        .filter(one -> one.path().equals(path) && !Collections.disjoint(one.outputs(), judged))
        .map(one -> one.by().lesson(verdict == CheckMade.Kind.ACCEPTED))
        .toList();
  }

  private static Set<String> commitments(DecisionRecord record, String prefix) {
    Set<String> commitments = new HashSet<>();
    record
        .payloads()
        .forEach(
            (slot, payload) -> {
              if (slot.startsWith(prefix)) {
                commitments.add(payload.commitment());
              }
            });
    return commitments;
  }
}
