package io.consilium.framework.engine.internal;

import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Ref;
import io.consilium.api.planner.Result;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.SubgoalId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What can be done next in one H-cycle: a subgoal is ready once every step it waits for is settled
 * on the inputs of now; it is done again if its resolved inputs or its definition changed; it is
 * skipped if an input it requires cannot come any more.
 *
 * <p>Confined to the loop's thread. Remembers what was found settled, since within a cycle nothing
 * before it can change any more.
 */
final class Agenda {
  /** A subgoal with its inputs as they are now. */
  record Item(Subgoal subgoal, Map<String, List<Artifact>> inputs) {}

  /** A subgoal that is not known to be settled, with the steps it waits for. */
  private record Open(Subgoal subgoal, String step, Set<String> waits) {}

  private final List<Open> open = new ArrayList<>();
  private final Map<String, Integer> unsettled = new HashMap<>();
  private final List<Item> ready = new ArrayList<>();
  private final List<Item> stuck = new ArrayList<>();

  Agenda(Plan plan) {
    for (Subgoal subgoal : plan.subgoals()) {
      String step = subgoal.id().step();
      open.add(new Open(subgoal, step, Plan.waitsFor(subgoal)));
      unsettled.merge(step, 1, Integer::sum);
    }
  }

  /** Looks again, given the state now and the subgoals under way. */
  void review(State state, String path, Set<SubgoalId> busy) {
    Carry carry = state.at(path);
    boolean again = true;
    while (again) {
      again = false;
      ready.clear();
      stuck.clear();
      for (Iterator<Open> each = open.iterator(); each.hasNext(); ) {
        Open next = each.next();
        if (!busy.contains(next.subgoal().id()) && free(next)) {
          if (settled(state, path, carry, next.subgoal())) {
            each.remove();
            unsettled.merge(next.step(), -1, Integer::sum);
            again = true;
          }
        }
      }
    }
  }

  /** Subgoals that can be routed. */
  List<Item> ready() {
    return List.copyOf(ready);
  }

  /** Subgoals that lack a required input for good. */
  List<Item> stuck() {
    return List.copyOf(stuck);
  }

  /** True if the subgoal is settled as it is; else notes what can be done with it. */
  private boolean settled(State state, String path, Carry carry, Subgoal subgoal) {
    Map<String, List<Artifact>> inputs = carry.resolve(subgoal.inputs());
    Result result = carry.results().get(subgoal.id());
    Subgoal before =
        result == null ? null : state.settledAs().get(State.join(path, subgoal.id().value()));
    if (before != null && same(before, subgoal) && result.inputs().equals(inputs)) {
      return true;
    }
    (lacks(carry, subgoal) ? stuck : ready).add(new Item(subgoal, inputs));
    return false;
  }

  private boolean free(Open next) {
    for (String step : next.waits()) {
      if (unsettled.getOrDefault(step, 0) > 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(Subgoal before, Subgoal now) {
    return before.capability().equals(now.capability())
        && before.parameters().equals(now.parameters())
        && before.goal().equals(now.goal());
  }

  private static boolean lacks(Carry carry, Subgoal subgoal) {
    return subgoal.inputs().values().stream()
        .flatMap(List::stream)
        .anyMatch(ref -> absent(carry, ref));
  }

  private static boolean absent(Carry carry, Ref ref) {
    return !ref.optional() && carry.resolve(ref).isEmpty();
  }
}
