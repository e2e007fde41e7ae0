package io.consilium.governance.auditor.internal;

import io.consilium.api.halting.HaltDecision;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.routing.RoutingDecision;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The rules that records of a task keep in the ledger's order: a call stands after exactly one
 * routing decision that allows it and before one outcome at most; a cycle has exactly one halting
 * decision; an answer is the last word of a halted loop.
 */
final class Rules {
  private final Findings findings;
  private final Map<String, Story> stories = new HashMap<>();
  private long calls;
  private long routings;
  private long halts;

  Rules(Findings findings) {
    this.findings = findings;
  }

  /** What is known of a task so far. */
  private static final class Story {
    private final Map<Integer, Body.SubgoalRouted> routings = new HashMap<>();
    private final Map<Integer, Body.ExpertCalled> calls = new HashMap<>();
    private final Set<Integer> returned = new HashSet<>();
    private final Map<String, Integer> openCycles = new HashMap<>();
    private final Map<String, Integer> halted = new HashMap<>();
    private boolean admitted;
    private boolean rootHalted;
    private boolean answered;
  }

  void add(DecisionRecord record) {
    String task = record.position().task();
    if (task.isEmpty()) {
      return;
    }
    Story story = stories.computeIfAbsent(task, name -> new Story());
    Body body = record.body();
    if (body instanceof Body.TaskAdmitted) {
      require(record, !story.admitted, "the task was admitted before");
      story.admitted = true;
    } else if (body instanceof Body.SubgoalRouted routed) {
      routings++;
      boolean first = story.routings.put(routed.routing(), routed) == null;
      require(record, first, "routing " + routed.routing() + " was decided before");
      if (routed.decision().action() == RoutingDecision.Action.DECOMPOSE) {
        String path = record.position().path();
        // A loop below begins anew, and counts its cycles from 1 again.
        story.halted.remove(path.isEmpty() ? routed.subgoal() : path + "/" + routed.subgoal());
      }
    } else if (body instanceof Body.ExpertCalled called) {
      called(record, story, called);
    } else if (body instanceof Body.ExpertReturned returned) {
      returned(record, story, returned);
    } else if (body instanceof Body.PlanRevised || body instanceof Body.PlanFailed) {
      begun(record, story);
    } else if (body instanceof Body.HaltDecided halt) {
      halted(record, story, halt);
    } else if (body instanceof Body.AnswerReleased) {
      require(record, !story.answered, "the task was answered before");
      require(record, story.rootHalted, "no halting decision of the root loop stands before it");
      story.answered = true;
    }
  }

  private void require(DecisionRecord record, boolean holds, String otherwise) {
    if (!holds) {
      findings.fail(
          "record " + record.sequence() + ", task " + record.position().task(), otherwise);
    }
  }

  private void called(DecisionRecord record, Story story, Body.ExpertCalled called) {
    calls++;
    Body.SubgoalRouted routed = story.routings.get(called.routing());
    require(record, routed != null, "call " + called.call() + " has no routing decision before it");
    require(
        record,
        story.calls.put(called.call(), called) == null,
        "call " + called.call() + " was made before");
    if (routed != null) {
      boolean named =
          routed.decision().fallbacks().contains(called.expert())
              || routed.decision().chosen().stream()
                  .anyMatch(choice -> choice.expert().equals(called.expert()));
      require(
          record,
          named && routed.subgoal().equals(called.subgoal()),
          "routing "
              + called.routing()
              + " does not name "
              + called.expert()
              + " for this subgoal");
    }
  }

  private void returned(DecisionRecord record, Story story, Body.ExpertReturned returned) {
    Body.ExpertCalled called = story.calls.get(returned.call());
    require(record, called != null, "an outcome of call " + returned.call() + " without the call");
    require(
        record,
        story.returned.add(returned.call()),
        "call " + returned.call() + " has two outcomes");
    require(
        record,
        called == null || called.expert().equals(returned.expert()),
        "the outcome of call " + returned.call() + " is of another expert");
  }

  private void begun(DecisionRecord record, Story story) {
    String path = record.position().path();
    Integer open = story.openCycles.put(path, record.position().hCycle());
    require(
        record, open == null, "cycle " + open + " of loop (" + path + ") has no halting decision");
  }

  private void halted(DecisionRecord record, Story story, Body.HaltDecided halt) {
    halts++;
    String path = record.position().path();
    Integer open = story.openCycles.remove(path);
    Integer before = story.halted.put(path, record.position().hCycle());
    boolean again = before != null && before == record.position().hCycle();
    boolean early = open == null && !again && halt.action() != HaltDecision.Action.CONTINUE;
    require(
        record,
        early || (open != null && open == record.position().hCycle()),
        "a halting decision for a cycle that has one, or did not begin");
    if (path.isEmpty() && halt.action() != HaltDecision.Action.CONTINUE) {
      require(record, !story.rootHalted, "the root loop had stopped before");
      story.rootHalted = true;
    }
  }

  void finish() {
    long unfinished = 0;
    for (Map.Entry<String, Story> task : stories.entrySet()) {
      Story story = task.getValue();
      if (!story.answered) {
        unfinished++;
      } else if (story.openCycles.containsKey("")) {
        findings.fail("task " + task.getKey(), "its answer left a cycle without halting decision");
      }
    }
    findings.checked(
        "rules",
        stories.size()
            + " tasks ("
            + unfinished
            + " without an answer), "
            + routings
            + " routing decisions, "
            + calls
            + " calls, "
            + halts
            + " halting decisions");
  }
}
