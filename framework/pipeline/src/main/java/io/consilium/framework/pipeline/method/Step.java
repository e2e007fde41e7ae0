package io.consilium.framework.pipeline.method;

import io.consilium.api.host.Settings;
import io.consilium.api.planner.Ref;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One step of a method. It becomes one subgoal of a plan, or one per item of {@code forEach}.
 *
 * @param name unique in its method
 * @param capability what is asked for
 * @param goal the wish in words for a person
 * @param inputs input name to references; {@link #ITEM} stands for the item at hand
 * @param needs steps to wait for beyond those that the inputs refer to
 * @param when must hold for the step to enter the plan; absent means always
 * @param forEach over whose artifacts it is repeated; absent means once
 * @param with settings handed to the expert
 * @param optional true if the plan goes on without it
 */
public record Step(
    String name,
    String capability,
    String goal,
    Map<String, List<Ref>> inputs,
    Set<String> needs,
    Optional<Condition> when,
    Optional<Ref> forEach,
    Settings with,
    boolean optional) {
  /** Written {@code item}: the artifact that this repetition of a {@code forEach} step is about. */
  public static final Ref ITEM = new Ref(List.of(new Ref.Source("item", "item", -1)), false);

  public Step {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(capability, "capability");
    Objects.requireNonNull(goal, "goal");
    Objects.requireNonNull(when, "when");
    Objects.requireNonNull(forEach, "forEach");
    Objects.requireNonNull(with, "with");
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    needs = Set.copyOf(needs);
  }

  /** Reads a reference as it may stand among a step's inputs, {@code item} included. */
  public static Ref input(String text) {
    return text.trim().equals("item") ? ITEM : Ref.parse(text);
  }
}
