package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.SubgoalRouted.Scored;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.policy.Ruling;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.task.HaltReason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts over many tasks. Holds tasks under way, experts and capabilities, not records. */
final class Stats {
  private final Map<String, OpenTask> open = new HashMap<>();
  private final Map<String, ExpertTally> experts = new TreeMap<>();
  private final Map<String, Map<String, Long>> chosen = new TreeMap<>();
  private final Map<String, Long> answers = new TreeMap<>();
  private final Map<String, Long> reasons = new TreeMap<>();
  private final Map<String, Long> ends = new TreeMap<>();
  private final Overrides overrides = new Overrides();
  private final Calibration calibration = new Calibration();
  private final Summed cost = new Summed();
  private final Summed calls = new Summed();
  private final Summed seconds = new Summed();
  private long tasks;
  private long records;

  /** What must be remembered of a task until its answer. */
  private static final class OpenTask {
    private final Judged judged = new Judged();
    private final TaskSummary summary;
    private double cost;
    private int calls;

    OpenTask(String task) {
      this.summary = new TaskSummary(task);
    }
  }

  void add(DecisionRecord record) {
    records++;
    Body body = record.body();
    if (body instanceof Body.PolicyEvaluated ruled && !ruled.revision().isEmpty()) {
      overrides.count(Overrides.Of.RULINGS);
      if (ruled.outcome() != Ruling.Outcome.ALLOWED) {
        overrides.count(Overrides.Kind.RULED);
      }
    }
    String name = record.position().task();
    OpenTask task = name.isEmpty() ? null : open.get(name);
    if (body instanceof Body.TaskAdmitted) {
      tasks++;
      task = new OpenTask(name);
      open.put(name, task);
    }
    if (task != null) {
      task.summary.add(record);
      task.judged.add(record, calibration);
      follow(record, task);
    }
  }

  private void follow(DecisionRecord record, OpenTask task) {
    Body body = record.body();
    if (body instanceof Body.SubgoalRouted routed) {
      routed(routed);
    } else if (body instanceof Body.ExpertCalled called) {
      task.calls++;
      overrides.count(Overrides.Of.CALLS);
      if (called.attempt() > 1) {
        overrides.count(Overrides.Kind.FALLBACK);
      }
    } else if (body instanceof Body.ExpertReturned returned) {
      expert(returned.expert()).add(returned);
    } else if (body instanceof Body.HaltDecided halt) {
      boolean root = record.position().path().isEmpty();
      halt.reason().ifPresent(reason -> halted(reason, root));
      task.cost = root ? halt.spend().cost() : task.cost;
    } else if (body instanceof Body.AnswerReleased answer) {
      answers.merge(Words.lower(answer.kind()), 1L, Long::sum);
      cost.add(task.cost);
      calls.add(task.calls);
      seconds.add(task.summary.getSeconds());
      open.remove(record.position().task());
    }
  }

  private void routed(Body.SubgoalRouted routed) {
    RoutingDecision decision = routed.decision();
    overrides.count(Overrides.Of.ROUTINGS);
    if (decision.explored()) {
      overrides.count(Overrides.Kind.EXPLORED);
    }
    if (decision.action() == RoutingDecision.Action.REFUSE) {
      overrides.count(Overrides.Kind.REFUSED);
    }
    if (decision.action() == RoutingDecision.Action.EXECUTE) {
      Map<String, Long> loads = chosen.computeIfAbsent(routed.capability(), c -> new TreeMap<>());
      for (Scored candidate : routed.candidates()) {
        if (candidate.veto().isEmpty()) {
          loads.putIfAbsent(candidate.expert(), 0L);
        }
      }
      for (RoutingDecision.Choice choice : decision.chosen()) {
        loads.merge(choice.expert(), 1L, Long::sum);
        expert(choice.expert()).choose();
      }
    }
  }

  private void halted(HaltReason reason, boolean root) {
    reasons.merge(reason.name(), 1L, Long::sum);
    ends.merge(reason.name(), root ? 1L : 0L, Long::sum);
    overrides.count(Overrides.Of.LOOPS);
    if (reason == HaltReason.POLICY) {
      overrides.count(Overrides.Kind.POLICY);
    } else if (reason == HaltReason.HUMAN) {
      overrides.count(Overrides.Kind.HUMAN);
    }
  }

  private ExpertTally expert(String name) {
    return experts.computeIfAbsent(name, ExpertTally::new);
  }

  long tasks() {
    return tasks;
  }

  long records() {
    return records;
  }

  /** Tasks by the kind of their answer. */
  Map<String, Long> answers() {
    return answers;
  }

  /** Tasks that have an answer, of whatever kind. */
  long ended() {
    return cost.count();
  }

  Summed cost() {
    return cost;
  }

  Summed calls() {
    return calls;
  }

  Summed seconds() {
    return seconds;
  }

  Collection<ExpertTally> experts() {
    return experts.values();
  }

  /** The balance among the experts of each capability that could have been chosen. */
  Map<String, Balance> balance() {
    Map<String, Balance> balance = new LinkedHashMap<>();
    chosen.forEach((capability, loads) -> balance.put(capability, Balance.of(loads.values())));
    return balance;
  }

  Calibration calibration() {
    return calibration;
  }

  Overrides overrides() {
    return overrides;
  }

  /** Why loops stopped, those of tasks and those below. */
  Map<String, Long> reasons() {
    return reasons;
  }

  /** Of the same reasons, how often the loop was a task's own. */
  Map<String, Long> ends() {
    return ends;
  }

  /** All of it, for a program. */
  Map<String, Object> all() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("records", records);
    told.put("tasks", tasks);
    told.put("answers", answers);
    told.put("withoutAnswer", tasks - ended());
    told.put("cost", cost.sum());
    told.put("costMean", cost.mean());
    told.put("costMost", cost.most());
    told.put("callsMean", calls.mean());
    told.put("callsMost", (long) calls.most());
    told.put("secondsMean", seconds.mean());
    told.put("secondsMost", seconds.most());
    told.put("haltReasons", reasons);
    told.put("haltReasonsOfTasks", ends);
    told.put("overrides", overrides.all());
    told.put("experts", new ArrayList<>(experts.values()));
    told.put("balance", balance());
    told.put(
        "calibration",
        Map.of(
            "results", calibration.count(),
            "expectedError", calibration.error(),
            "bins", calibration.bins()));
    return told;
  }
}
