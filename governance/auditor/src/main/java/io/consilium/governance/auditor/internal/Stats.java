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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts over many tasks. Holds tasks under way, experts and capabilities, not records. */
final class Stats {
  private final Map<String, OpenTask> open = new HashMap<>();
  private final Map<String, ExpertTally> experts = new TreeMap<>();
  private final Map<String, Map<String, Long>> chosen = new TreeMap<>();
  private final Map<String, Long> answers = new TreeMap<>();
  private final Map<String, Long> reasons = new TreeMap<>();
  private final Map<String, Long> overrides = new LinkedHashMap<>();
  private final Calibration calibration = new Calibration();
  private long tasks;
  private long records;
  private double cost;
  private double seconds;
  private double longest;
  private double dearest;

  Stats() {
    for (String kind :
        List.of(
            "routings by chance against the best score",
            "calls of a fallback",
            "routings refused",
            "rulings that restricted, asked for approval or denied",
            "loops ended by policy",
            "loops ended by a person")) {
      overrides.put(kind, 0L);
    }
  }

  /** What must be remembered of a task until its answer. */
  private static final class OpenTask {
    private final Judged judged = new Judged();
    private final TaskSummary summary;
    private double cost;

    OpenTask(String task) {
      this.summary = new TaskSummary(task);
    }
  }

  void add(DecisionRecord record) {
    records++;
    Body body = record.body();
    if (body instanceof Body.PolicyEvaluated ruled && ruled.outcome() != Ruling.Outcome.ALLOWED) {
      override("rulings that restricted, asked for approval or denied");
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
    } else if (body instanceof Body.ExpertCalled called && called.attempt() > 1) {
      override("calls of a fallback");
    } else if (body instanceof Body.ExpertReturned returned) {
      expert(returned.expert()).add(returned);
    } else if (body instanceof Body.HaltDecided halt) {
      halt.reason().ifPresent(this::halted);
      if (record.position().path().isEmpty()) {
        task.cost = halt.spend().cost();
      }
    } else if (body instanceof Body.AnswerReleased answer) {
      answers.merge(Words.lower(answer.kind()), 1L, Long::sum);
      cost += task.cost;
      dearest = Math.max(dearest, task.cost);
      seconds += task.summary.getSeconds();
      longest = Math.max(longest, task.summary.getSeconds());
      open.remove(record.position().task());
    }
  }

  private void routed(Body.SubgoalRouted routed) {
    RoutingDecision decision = routed.decision();
    if (decision.explored()) {
      override("routings by chance against the best score");
    }
    if (decision.action() == RoutingDecision.Action.REFUSE) {
      override("routings refused");
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

  private void halted(HaltReason reason) {
    reasons.merge(reason.name(), 1L, Long::sum);
    if (reason == HaltReason.POLICY) {
      override("loops ended by policy");
    } else if (reason == HaltReason.HUMAN) {
      override("loops ended by a person");
    }
  }

  private ExpertTally expert(String name) {
    return experts.computeIfAbsent(name, ExpertTally::new);
  }

  private void override(String kind) {
    overrides.merge(kind, 1L, Long::sum);
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

  Map<String, Long> overrides() {
    return overrides;
  }

  Map<String, Long> reasons() {
    return reasons;
  }

  /** Numbers about tasks as a whole. */
  Map<String, Object> tasks() {
    long answered = answers.values().stream().mapToLong(Long::longValue).sum();
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("records", records);
    told.put("tasks", tasks);
    told.put("answers", answers);
    told.put("withoutAnswer", tasks - answered);
    told.put("cost", cost);
    told.put("costMean", cost / Math.max(1, answered));
    told.put("costMost", dearest);
    told.put("secondsMean", seconds / Math.max(1, answered));
    told.put("secondsMost", longest);
    return told;
  }

  /** All of it, for a program. */
  Map<String, Object> all() {
    Map<String, Object> told = new LinkedHashMap<>(tasks());
    told.put("haltReasons", reasons);
    told.put("overrides", overrides);
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
