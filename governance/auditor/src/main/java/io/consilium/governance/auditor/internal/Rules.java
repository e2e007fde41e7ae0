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
 * routing decision that allows it and before one outcome at most, and a shadow of it after that; a
 * cycle has exactly one halting decision; an answer is the last word of a halted loop. Holds tasks
 * under way; of those that ended, 16 bytes.
 */
final class Rules {
  private final Findings findings;
  private final boolean fromStart;
  private final Map<String, Story> stories = new HashMap<>();
  private final LongSet ended = new LongSet();
  private long tasks;
  private long calls;
  private long routings;
  private long halts;

  /**
   * The rules.
   *
   * @param fromStart false if only tasks admitted from now on can be judged
   */
  Rules(Findings findings, boolean fromStart) {
    this.findings = findings;
    this.fromStart = fromStart;
  }

  /** What is known of a task so far. */
  private static final class Story {
    private final Map<Integer, Body.SubgoalRouted> routings = new HashMap<>();
    private final Map<Integer, String> calls = new HashMap<>();
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
    if (ended.contains(task)) {
      late(record);
      return;
    }
    boolean begins = record.body() instanceof Body.TaskAdmitted;
    Story story = stories.get(task);
    if (story == null && (fromStart || begins)) {
      tasks++;
      story = new Story();
      stories.put(task, story);
    }
    if (story != null) {
      follow(record, story);
      if (story.answered && story.returned.size() >= story.calls.size()) {
        stories.remove(task);
        ended.add(task);
      }
    }
  }

  /** Records of a task whose answer stands before, and all of whose calls had come back. */
  private void late(DecisionRecord record) {
    Body body = record.body();
    require(record, !(body instanceof Body.TaskAdmitted), "the task was admitted before");
    require(record, !(body instanceof Body.AnswerReleased), "the task was answered before");
    boolean root = record.position().path().isEmpty();
    require(
        record, !(root && body instanceof Body.HaltDecided), "the root loop had stopped before");
    require(record, !(body instanceof Body.ExpertCalled), "a call after the task's answer");
    require(
        record,
        !(body instanceof Body.ExpertReturned),
        "an outcome of a call that had one, or was never made");
  }

  private void follow(DecisionRecord record, Story story) {
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
    } else if (ShadowWords.call(body).isPresent()) {
      int call = ShadowWords.call(body).getAsInt();
      require(
          record,
          story.returned.contains(call),
          "a shadow of call " + call + ", which had no outcome");
    } else if (body instanceof Body.PlanRevised || body instanceof Body.PlanFailed) {
      begun(record, story);
    } else if (body instanceof Body.HaltDecided halt) {
      halted(record, story, halt);
    } else if (body instanceof Body.AnswerReleased) {
      require(record, !story.answered, "the task was answered before");
      require(record, story.rootHalted, "no halting decision of the root loop stands before it");
      require(
          record,
          !story.openCycles.containsKey(""),
          "its answer left a cycle without halting decision");
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
        story.calls.put(called.call(), called.expert()) == null,
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
    String expert = story.calls.get(returned.call());
    require(record, expert != null, "an outcome of call " + returned.call() + " without the call");
    require(
        record,
        story.returned.add(returned.call()),
        "call " + returned.call() + " has two outcomes");
    require(
        record,
        expert == null || expert.equals(returned.expert()),
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
    long unfinished = stories.values().stream().filter(story -> !story.answered).count();
    findings.checked(
        "rules",
        tasks
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
