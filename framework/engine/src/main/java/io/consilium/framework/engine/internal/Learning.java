package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.CheckMade.Kind;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.ledger.Entry;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Result;
import io.consilium.api.routing.Feedback;
import io.consilium.api.task.Artifact;
import io.consilium.framework.engine.internal.State.Call;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a record says of an expert: a verdict speaks of those who made what was judged; a breakdown
 * or a timeout speaks of the one called. A decline and a cancellation say nothing. Pure.
 */
final class Learning {
  private static final Set<Outcome> FAILURES =
      Set.of(Outcome.FAILED, Outcome.BROKE, Outcome.TIMED_OUT, Outcome.ABANDONED);

  private Learning() {}

  static List<Feedback> from(State before, Entry entry) {
    Body body = entry.record().body();
    String path = entry.record().position().path();
    if (body instanceof Body.ExpertReturned returned && FAILURES.contains(returned.outcome())) {
      Call call = before.calls().get(returned.call());
      return call == null
          ? List.of()
          : feedback(before.at(path), call.subgoal().value(), call.expert(), false);
    }
    if (body instanceof Body.CheckMade made
        && (made.verdict() == Kind.ACCEPTED || made.verdict() == Kind.REJECTED)) {
      return judged(before.at(path), entry.payloads().values(), made.verdict() == Kind.ACCEPTED);
    }
    return List.of();
  }

  private static List<Feedback> judged(Carry carry, Collection<Artifact> judged, boolean accepted) {
    Set<Artifact> artifacts = judged.stream().collect(Collectors.toSet());
    List<Feedback> all = new ArrayList<>();
    for (Result result : carry.results().values()) {
      boolean made =
          result.outputs().values().stream().flatMap(List::stream).anyMatch(artifacts::contains);
      if (made && !result.by().equals(Results.LOOP)) {
        all.addAll(feedback(carry, result.subgoal().value(), result.by(), accepted));
      }
    }
    return all;
  }

  private static List<Feedback> feedback(
      Carry carry, String subgoal, String expert, boolean success) {
    return carry.plan().stream()
        .flatMap(plan -> plan.subgoals().stream())
        .filter(planned -> planned.id().value().equals(subgoal))
        .map(planned -> new Feedback(expert, planned.capability(), success))
        .toList();
  }
}
