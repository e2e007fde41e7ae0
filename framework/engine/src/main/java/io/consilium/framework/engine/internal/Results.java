package io.consilium.framework.engine.internal;

import io.consilium.api.host.Facts;
import io.consilium.api.ledger.Body;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Result;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.SubgoalId;
import io.consilium.api.task.Task;
import io.consilium.framework.engine.internal.State.Call;
import io.consilium.framework.engine.internal.State.Returned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What settling a subgoal makes of the call or the child loop that settled it. Pure. */
final class Results {
  /** Who settled a decomposed subgoal. */
  static final String LOOP = "loop";

  /** Who gave a corrected result. */
  static final String PERSON = "person";

  private Results() {}

  /** The carry with an output of a result as a person put it. */
  static Carry corrected(
      Carry carry, Body.Corrected body, Map<String, List<Artifact>> corrections) {
    Result result = carry.results().get(new SubgoalId(body.subgoal()));
    if (result == null) {
      return carry;
    }
    Map<String, List<Artifact>> outputs = new HashMap<>(result.outputs());
    outputs.putAll(corrections);
    return Carries.settled(
        carry,
        new Result(
            result.subgoal(),
            result.status(),
            result.inputs(),
            outputs,
            result.confidence(),
            result.facts(),
            result.code(),
            result.message(),
            PERSON));
  }

  static Result of(State state, Carry carry, Body.SubgoalSettled body, String message) {
    SubgoalId id = new SubgoalId(body.subgoal());
    Call call = state.calls().get(body.call());
    if (call != null && call.returned().isPresent()) {
      return byCall(id, body, message, call, call.returned().get());
    }
    Carry child = carry.children().get(id);
    if (body.child() && child != null) {
      return byLoop(id, body, message, child);
    }
    Map<String, List<Artifact>> inputs =
        Tasks.planned(carry, id).map(s -> carry.resolve(s.inputs())).orElse(Map.of());
    return new Result(
        id,
        body.status(),
        inputs,
        Map.of(),
        body.confidence(),
        Facts.NONE,
        body.code(),
        message,
        "");
  }

  private static Result byCall(
      SubgoalId id, Body.SubgoalSettled body, String message, Call call, Returned returned) {
    boolean solved = body.status() == Result.Status.SOLVED;
    return new Result(
        id,
        body.status(),
        call.inputs(),
        solved ? returned.outputs() : Map.of(),
        body.confidence(),
        returned.facts(),
        body.code(),
        message,
        call.expert());
  }

  private static Result byLoop(
      SubgoalId id, Body.SubgoalSettled body, String message, Carry child) {
    boolean solved = body.status() == Result.Status.SOLVED;
    Map<String, List<Artifact>> inputs = new HashMap<>();
    for (Task.Input input : child.task().inputs()) {
      inputs.computeIfAbsent(input.name(), name -> new ArrayList<>()).add(input.artifact());
    }
    return new Result(
        id,
        body.status(),
        inputs,
        solved ? child.outputs() : Map.of(),
        body.confidence(),
        facts(child),
        body.code(),
        message,
        LOOP);
  }

  /** The facts of the child's results whose name only one of them uses. */
  private static Facts facts(Carry child) {
    Map<String, Object> facts = new LinkedHashMap<>();
    Set<String> twice = new HashSet<>();
    for (Result result : child.results().values()) {
      if (result.status() == Result.Status.SOLVED) {
        result
            .facts()
            .values()
            .forEach(
                (name, value) -> {
                  if (facts.put(name, value) != null) {
                    twice.add(name);
                  }
                });
      }
    }
    facts.keySet().removeAll(twice);
    return new Facts(facts);
  }
}
