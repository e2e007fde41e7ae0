package io.consilium.framework.planners.methodlibrary.internal;

import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Check;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Ref;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.task.SubgoalId;
import io.consilium.framework.pipeline.method.CheckStep;
import io.consilium.framework.pipeline.method.Method;
import io.consilium.framework.pipeline.method.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Builds the plan that a method means now. A plan never refers to a step that it does not hold:
 * alternatives that lead to absent steps are left out, and a step that has none left waits until
 * they are there.
 */
final class PlanBuilder {
  private final Method method;
  private final Situation situation;
  private final Map<String, List<Ref.Source>> items = new LinkedHashMap<>();
  private final Set<String> present = new TreeSet<>();

  private PlanBuilder(Method method, Situation situation) {
    this.method = method;
    this.situation = situation;
  }

  static Plan build(Method method, Situation situation) {
    return new PlanBuilder(method, situation).plan();
  }

  private Plan plan() {
    List<Step> steps = new ArrayList<>(method.steps().stream().filter(this::wanted).toList());
    steps.forEach(step -> present.add(step.name()));
    while (steps.removeIf(step -> !possible(step))) {
      present.clear();
      steps.forEach(step -> present.add(step.name()));
    }
    Map<String, List<Ref>> outputs = new LinkedHashMap<>();
    method.outputs().forEach((name, refs) -> put(outputs, name, within(refs)));
    return new Plan(
        method.name(),
        steps.stream().flatMap(step -> subgoals(step).stream()).toList(),
        method.checks().stream().flatMap(check -> check(check).stream()).toList(),
        outputs);
  }

  /** A step that has brought something stays, whatever its condition says now. */
  private boolean wanted(Step step) {
    boolean settled =
        situation.carry().results().keySet().stream().anyMatch(id -> id.step().equals(step.name()));
    return settled || situation.holds(step.when());
  }

  private boolean possible(Step step) {
    return step.inputs().values().stream().allMatch(refs -> within(refs).isPresent())
        && step.forEach().stream().allMatch(over -> !items(step, over).isEmpty());
  }

  private List<Ref.Source> items(Step step, Ref over) {
    List<Ref.Source> found =
        within(over).map(ref -> items(situation.carry(), ref)).orElse(List.of());
    items.put(step.name(), found);
    return found;
  }

  /** The artifacts that a reference stands for now, one by one. */
  private static List<Ref.Source> items(Carry carry, Ref over) {
    for (Ref.Source source : over.sources()) {
      int count = carry.resolve(new Ref(List.of(source), true)).size();
      if (count > 0 && source.index() >= 0) {
        return List.of(source);
      }
      if (count > 0) {
        List<Ref.Source> each = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          each.add(new Ref.Source(source.step(), source.name(), i));
        }
        return each;
      }
    }
    return List.of();
  }

  private List<Subgoal> subgoals(Step step) {
    if (step.forEach().isEmpty()) {
      return List.of(subgoal(step, step.name(), Step.ITEM));
    }
    List<Subgoal> each = new ArrayList<>();
    for (Ref.Source item : items.get(step.name())) {
      each.add(subgoal(step, step.name() + "[" + each.size() + "]", new Ref(List.of(item), false)));
    }
    return each;
  }

  private Subgoal subgoal(Step step, String id, Ref item) {
    Map<String, List<Ref>> inputs = new LinkedHashMap<>();
    step.inputs()
        .forEach(
            (name, refs) ->
                put(
                    inputs,
                    name,
                    within(refs.stream().map(ref -> ref.equals(Step.ITEM) ? item : ref).toList())));
    return new Subgoal(
        new SubgoalId(id),
        step.capability(),
        step.goal(),
        inputs,
        step.with(),
        step.needs().stream().filter(present::contains).collect(Collectors.toSet()),
        step.optional());
  }

  private Optional<Check> check(CheckStep step) {
    Check check = step.check();
    Map<String, List<Ref>> inputs = new LinkedHashMap<>();
    for (Map.Entry<String, List<Ref>> input : check.inputs().entrySet()) {
      Optional<List<Ref>> within = within(input.getValue());
      if (within.isEmpty()) {
        return Optional.empty();
      }
      put(inputs, input.getKey(), within);
    }
    return situation.holds(step.when())
        ? Optional.of(
            new Check(check.id(), check.verifier(), inputs, check.settings(), check.required()))
        : Optional.empty();
  }

  private static void put(Map<String, List<Ref>> inputs, String name, Optional<List<Ref>> refs) {
    refs.filter(list -> !list.isEmpty()).ifPresent(list -> inputs.put(name, list));
  }

  /** References cut down to what the plan holds; empty if one that must be there leads nowhere. */
  private Optional<List<Ref>> within(List<Ref> refs) {
    List<Ref> found = new ArrayList<>();
    for (Ref ref : refs) {
      Optional<Ref> cut = within(ref);
      if (cut.isPresent()) {
        found.add(cut.get());
      } else if (!ref.optional()) {
        return Optional.empty();
      }
    }
    return Optional.of(found);
  }

  private Optional<Ref> within(Ref ref) {
    List<Ref.Source> sources =
        ref.sources().stream()
            .filter(
                source ->
                    source.isTask() || present.contains(source.step()) || ref.equals(Step.ITEM))
            .toList();
    return sources.isEmpty() ? Optional.empty() : Optional.of(new Ref(sources, ref.optional()));
  }
}
