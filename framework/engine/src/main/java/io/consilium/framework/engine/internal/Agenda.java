package io.consilium.framework.engine.internal;

import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Ref;
import io.consilium.api.planner.Result;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.SubgoalId;
import java.util.ArrayList;
import java.util.HashSet;
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

  private final Set<SubgoalId> fresh = new HashSet<>();
  private final List<Item> ready = new ArrayList<>();
  private final List<Item> stuck = new ArrayList<>();

  /** Looks again, given the state now and the subgoals under way. */
  void review(State state, String path, Set<SubgoalId> busy) {
    ready.clear();
    stuck.clear();
    Carry carry = state.at(path);
    Plan plan = carry.plan().orElseThrow();
    Set<String> open = new HashSet<>();
    for (Subgoal subgoal : plan.subgoals()) {
      if (!fresh.contains(subgoal.id())) {
        open.add(subgoal.id().step());
      }
    }
    boolean again = true;
    while (again) {
      again = false;
      for (Subgoal subgoal : plan.subgoals()) {
        if (!fresh.contains(subgoal.id()) && !busy.contains(subgoal.id()) && free(subgoal, open)) {
          again |= sort(state, path, carry, subgoal);
        }
      }
      if (again) {
        ready.clear();
        stuck.clear();
        open.removeIf(step -> complete(plan, step));
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

  /** True if the subgoal turned out to be settled as it is. */
  private boolean sort(State state, String path, Carry carry, Subgoal subgoal) {
    Map<String, List<Artifact>> inputs = carry.resolve(subgoal.inputs());
    Result result = carry.results().get(subgoal.id());
    Subgoal before = state.settledAs().get(State.join(path, subgoal.id().value()));
    if (result != null
        && before != null
        && same(before, subgoal)
        && result.inputs().equals(inputs)) {
      return fresh.add(subgoal.id());
    }
    (lacks(carry, subgoal) ? stuck : ready).add(new Item(subgoal, inputs));
    return false;
  }

  private boolean complete(Plan plan, String step) {
    return plan.subgoals().stream()
        .filter(subgoal -> subgoal.id().step().equals(step))
        .allMatch(subgoal -> fresh.contains(subgoal.id()));
  }

  private static boolean free(Subgoal subgoal, Set<String> open) {
    return Plan.waitsFor(subgoal).stream().noneMatch(open::contains);
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
