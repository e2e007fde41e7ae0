package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.planner.Result;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.routing.RoutingDecision.Choice;
import io.consilium.api.task.Artifact;
import io.consilium.framework.engine.internal.State.Returned;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One subgoal under way after its routing: who was asked, who answered, who could be asked next.
 */
final class Pursuit {
  /** An expert that is asked with a weight. */
  record Ask(Guest<Expert> guest, double weight) {
    ExpertDescriptor descriptor() {
      return guest.descriptor(ExpertDescriptor.class);
    }
  }

  /** A call that came back. */
  record Tried(int call, double weight, Effect effect, Returned returned) {
    /** Whether somebody else may be asked after this: not if the world may have been changed. */
    boolean leavesRoom() {
      return effect != Effect.WRITES_OUTSIDE
          || returned.outcome() == Outcome.DECLINED
          || returned.outcome() == Outcome.CANCELLED && returned.code().equals(How.BARRED.code());
    }

    double worth() {
      return weight * returned.confidence();
    }
  }

  /** More than anybody is replaced while one subgoal is worked on. */
  static final int SUCCESSIONS = 8;

  private final Agenda.Item item;
  private final int lStep;
  private final int corrections;
  private final Deque<Ask> next = new ArrayDeque<>();
  private final Deque<Ask> fallbacks = new ArrayDeque<>();
  private final Map<Integer, Ask> open = new HashMap<>();
  private final List<Tried> tried = new ArrayList<>();
  private int routing;
  private int attempt;
  private int successions;

  /**
   * Begins with nobody to ask.
   *
   * @param corrections of results by people, when its inputs were looked up
   */
  Pursuit(Agenda.Item item, int lStep, int corrections) {
    this.item = item;
    this.lStep = lStep;
    this.corrections = corrections;
  }

  /** Begins with whom a decision names. */
  static Pursuit of(Router.Routed routed, int lStep, int corrections) {
    Pursuit pursuit = new Pursuit(routed.item(), lStep, corrections);
    for (Choice choice : routed.decision().chosen()) {
      pursuit.next.add(new Ask(routed.experts().get(choice.expert()), choice.weight()));
    }
    for (String expert : routed.decision().fallbacks()) {
      pursuit.fallbacks.add(new Ask(routed.experts().get(expert), 1));
    }
    return pursuit;
  }

  Agenda.Item item() {
    return item;
  }

  Subgoal subgoal() {
    return item.subgoal();
  }

  Map<String, List<Artifact>> inputs() {
    return item.inputs();
  }

  int lStep() {
    return lStep;
  }

  int routing() {
    return routing;
  }

  int attempt() {
    return attempt;
  }

  int corrections() {
    return corrections;
  }

  void routedAs(int number) {
    routing = number;
  }

  /** Who is to be asked now, at once. */
  List<Ask> takeNext() {
    attempt++;
    List<Ask> asks = List.copyOf(next);
    next.clear();
    return asks;
  }

  /** Whether anybody who is to be asked next is not pure. */
  boolean nextTouchesOutside() {
    return next.stream().anyMatch(ask -> ask.descriptor().effect() != Effect.PURE);
  }

  boolean hasNext() {
    return !next.isEmpty();
  }

  void called(int call, Ask ask) {
    open.put(call, ask);
  }

  /** Notes an answer; true if nobody is being asked any more. */
  boolean returned(int call, Returned returned) {
    Ask ask = open.remove(call);
    tried.add(new Tried(call, ask.weight(), ask.descriptor().effect(), returned));
    return open.isEmpty();
  }

  Ask asked(int call) {
    return open.get(call);
  }

  /** The best of those that solved it, by weight times confidence. */
  Optional<Tried> best() {
    return tried.stream()
        .filter(t -> t.returned().solved())
        .max(
            Comparator.comparingDouble(Tried::worth)
                .thenComparing(Comparator.comparingInt(Tried::call).reversed()));
  }

  /** Notes a call that came back before the host died. */
  void tried(Tried call) {
    tried.add(call);
  }

  /** Calls of this attempt were made before the host died. */
  void attempted(int number) {
    attempt = Math.max(attempt, number);
  }

  /** Somebody who may be asked once the others did not solve it. */
  void fallBackTo(Ask ask) {
    fallbacks.add(ask);
  }

  /** Asks next who stands for one that went; who comes and goes without end is not followed. */
  void succeed(Ask ask) {
    if (successions++ < SUCCESSIONS) {
      next.add(ask);
    }
  }

  /** Asks somebody next who was not among the decision's fallbacks. */
  void again(Ask ask) {
    next.add(ask);
  }

  /** Whether somebody else may be asked after those who were. */
  boolean leavesRoom() {
    return tried.stream().allMatch(Tried::leavesRoom);
  }

  /** Moves the next fallback up; false if there is none or none may be asked. */
  boolean fallBack() {
    Ask ask = leavesRoom() ? fallbacks.poll() : null;
    if (ask != null) {
      next.add(ask);
    }
    return ask != null;
  }

  /**
   * The call that says best why it was not solved: a decline before a breakdown, the first first.
   */
  Optional<Tried> mostTelling() {
    return tried.stream()
        .filter(t -> t.returned().outcome() == Outcome.DECLINED)
        .findFirst()
        .or(() -> tried.stream().findFirst());
  }

  static Result.Status status(Returned returned) {
    switch (returned.outcome()) {
      case SOLVED:
        return Result.Status.SOLVED;
      case DECLINED:
        return Result.Status.DECLINED;
      default:
        return Result.Status.FAILED;
    }
  }
}
