package io.consilium.distribution.benchmarks.plugins;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.task.HaltReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is on record of one task: counts its calls and their outcomes as its records pass by. */
final class TaskAccount {
  private final String task;
  private final Set<Integer> routings = new HashSet<>();
  private final Set<Integer> open = new HashSet<>();
  private final Map<String, Integer> solved = new HashMap<>();
  private final Map<Outcome, Integer> outcomes = new HashMap<>();
  private final List<String> doubled = new ArrayList<>();
  private long admittedNanos;
  private long releasedNanos;
  private int released;
  private long before;
  private long gateNanos;
  private boolean recovered;

  TaskAccount(String task) {
    this.task = task;
  }

  void take(DecisionRecord record) {
    Body body = record.body();
    if (body instanceof Body.TaskAdmitted) {
      admittedNanos = record.nanos();
    } else if (body instanceof Body.SubgoalRouted routed) {
      gateNanos += record.nanos() - before;
      count(routings.add(routed.routing()), "routed twice by one number", routed.routing());
    } else if (body instanceof Body.ExpertCalled called) {
      count(open.add(called.call()), "called twice by one number", called.call());
      count(routings.contains(called.routing()), "called without a routing", called.call());
    } else if (body instanceof Body.ExpertReturned returned) {
      returned(record.position().path() + "/" + returned.subgoal(), returned);
    } else if (body instanceof Body.AnswerReleased answer && record.position().level() == 0) {
      releasedNanos = record.nanos();
      recovered = answer.reason() == HaltReason.RECOVERED;
      count(++released == 1, "answered twice", released);
    }
    before = record.nanos();
  }

  private void returned(String subgoal, Body.ExpertReturned returned) {
    count(open.remove(returned.call()), "an outcome without a call", returned.call());
    outcomes.merge(returned.outcome(), 1, Integer::sum);
    if (returned.outcome() == Outcome.SOLVED) {
      int times = solved.merge(subgoal, 1, Integer::sum);
      count(times == 1, "solved twice (" + subgoal + ")", returned.call());
    }
  }

  private void count(boolean once, String what, int number) {
    if (!once) {
      doubled.add(task + ": " + what + ", " + number);
    }
  }

  String task() {
    return task;
  }

  /** From admission to the released answer. */
  long nanos() {
    return releasedNanos - admittedNanos;
  }

  /** From the record before each routing to the routing, all of them together. */
  long gateNanos() {
    return gateNanos;
  }

  int routings() {
    return routings.size();
  }

  boolean released() {
    return released > 0;
  }

  /** Calls of which nothing is on record after they began. */
  int withoutOutcome() {
    return open.size();
  }

  /** True if the host died while it ran, and a later start closed it. */
  boolean recovered() {
    return recovered;
  }

  Map<Outcome, Integer> outcomes() {
    return outcomes;
  }

  /** Whatever stands twice, in words; none if all is well. */
  List<String> doubled() {
    return doubled;
  }
}
