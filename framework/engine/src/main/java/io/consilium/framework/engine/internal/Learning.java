package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.CheckMade;
import io.consilium.api.ledger.Body.ExpertCalled;
import io.consilium.api.ledger.Body.ExpertReturned;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.ledger.Body.PlanRevised;
import io.consilium.api.ledger.Body.ShadowChecked;
import io.consilium.api.ledger.Body.ShadowReturned;
import io.consilium.api.ledger.Body.SubgoalRouted;
import io.consilium.api.ledger.Body.SubgoalSettled;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.planner.Result;
import io.consilium.api.routing.RoutingDecision.Action;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one task's records say of plugins: a verdict speaks of those who made what was judged; a
 * breakdown or a timeout speaks of the one called. A decline, a cancellation, and that the task's
 * own time ran out say nothing. What a shadow gave speaks of the shadow's code alone. It is a fold
 * of records alone, whose commitments tell which output was judged: so a task whose payloads were
 * erased counts as before. Confined to one thread at a time.
 */
final class Learning {
  private record Asked(String expert, Optional<Code> code, String capability) {
    Lesson lesson(Lesson.Kind kind) {
      return new Lesson(expert, code, capability, kind);
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
      String capability = capabilities.getOrDefault(called.routing(), "");
      asked.put(called.call(), new Asked(called.expert(), code(record, 0), capability));
    } else if (body instanceof ExpertReturned returned && asked.containsKey(returned.call())) {
      outputs.put(returned.call(), commitments(record, Slots.OUT));
      // That its turn never came says nothing of it.
      return returned.nanos() == 0
          ? List.of()
          : ended(asked.get(returned.call()), returned.outcome(), returned.code());
    } else if (body instanceof ShadowReturned returned && asked.containsKey(returned.call())) {
      return ended(shadow(record, returned.call(), 0), returned.outcome(), returned.code());
    } else if (body instanceof SubgoalSettled settled) {
      settled(path, settled);
    } else if (body instanceof Body.Corrected corrected) {
      made.remove(State.join(path, corrected.subgoal()));
    } else if (body instanceof CheckMade check) {
      return judged(path, record, check);
    } else if (body instanceof ShadowChecked check && asked.containsKey(check.call())) {
      return verdict(check.verdict())
          .map(kind -> List.of(shadow(record, check.call(), 1).lesson(kind)))
          .orElse(List.of());
    }
    return List.of();
  }

  /** A shadow, as if it had been called. */
  private Asked shadow(DecisionRecord record, int call, int code) {
    Asked primary = asked.get(call);
    return new Asked(primary.expert(), code(record, code), primary.capability());
  }

  private static Optional<Code> code(DecisionRecord record, int which) {
    return record.code().stream().skip(which).findFirst();
  }

  private static List<Lesson> ended(Asked by, Outcome outcome, String code) {
    if (code.equals(How.EXPIRED.code()) && outcome == Outcome.TIMED_OUT) {
      return List.of();
    }
    return switch (outcome) {
      case FAILED -> List.of(by.lesson(Lesson.Kind.FAILED));
      case BROKE, TIMED_OUT, ABANDONED -> List.of(by.lesson(Lesson.Kind.FAULT));
      default -> List.of();
    };
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

  private List<Lesson> judged(String path, DecisionRecord record, CheckMade check) {
    Optional<Lesson.Kind> verdict = verdict(check.verdict());
    if (verdict.isEmpty()) {
      return Lesson.fault(check, code(record, 0));
    }
    Set<String> judged = commitments(record, Slots.IN);
    return made.values().stream()
        .filter(one -> one.path().equals(path) && !Collections.disjoint(one.outputs(), judged))
        .map(one -> one.by().lesson(verdict.get()))
        .toList();
  }

  private static Optional<Lesson.Kind> verdict(CheckMade.Kind verdict) {
    return switch (verdict) {
      case ACCEPTED -> Optional.of(Lesson.Kind.ACCEPTED);
      case REJECTED -> Optional.of(Lesson.Kind.REJECTED);
      default -> Optional.empty();
    };
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
