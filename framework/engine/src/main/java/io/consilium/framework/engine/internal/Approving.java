package io.consilium.framework.engine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Result;
import io.consilium.api.policy.PolicyAnswer.Approval;
import io.consilium.api.policy.PolicyQuestion;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Position;
import io.consilium.api.task.SubgoalId;
import io.consilium.json.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The waits of one task. All there is to know of a wait is on record, so that a host that died goes
 * on with it. The task's clock stands still meanwhile. Thread-safe.
 */
final class Approving {
  private static final long LOOK_MILLIS = 500;

  private final TaskRun run;
  private boolean parked;

  Approving(TaskRun run) {
    this.run = run;
  }

  /**
   * Waits until people decided, or the time is up.
   *
   * @param about digest of the contents that the question describes: others were not approved
   * @return whether it was granted
   * @throws LedgerFailure if the host stops before; the wait goes on at its next start
   */
  boolean await(Position at, PolicyQuestion question, String about, Approval approval) {
    JsonNode key = Wait.key(question.point(), Json.tree(Json.canonical(question)), about);
    Optional<Wait> known =
        state().waits().values().stream()
            .filter(wait -> wait.path().equals(at.path()))
            .filter(wait -> wait.question().filter(key::equals).isPresent())
            .reduce((first, second) -> second);
    int number = known.map(Wait::number).orElseGet(() -> ask(at, question, about, approval));
    return granted(number);
  }

  /**
   * Waits for everything that was open when the host died; what was refused then counts as well.
   */
  void awaitOpen() {
    state().waits().keySet().forEach(this::granted);
  }

  private boolean granted(int number) {
    boolean granted = await(number);
    if (!granted && !run.cancelled()) {
      run.deny(state().waits().get(number).denial());
    }
    return granted;
  }

  private int ask(Position at, PolicyQuestion question, String about, Approval approval) {
    int[] number = new int[1];
    Map<String, Artifact> payloads =
        Map.of(
            Slots.INPUT,
            Slots.json(question),
            Slots.ABOUT,
            Slots.text(about),
            Slots.SHOWN,
            Slots.json(approval.shown()));
    long until = Instant.now().plus(approval.within()).toEpochMilli();
    run.journal()
        .append(
            state -> {
              number[0] = state.waits().size() + 1;
              Body body =
                  new Body.ApprovalAsked(
                      number[0],
                      question.point(),
                      approval.rules(),
                      approval.approvers(),
                      until,
                      approval.granted(),
                      run.elapsedMillis());
              return List.of(new Draft(at, body, List.of(), payloads));
            });
    run.journal().awaitDurable();
    return number[0];
  }

  private synchronized boolean await(int number) {
    if (state().waits().get(number).ended().isPresent()) {
      return state().waits().get(number).ended().get();
    }
    run.pause();
    try {
      while (true) {
        Wait wait = state().waits().get(number);
        long left = wait.asked().untilMillis() - System.currentTimeMillis();
        if (wait.decided()) {
          return end(wait, !wait.refused(), false);
        } else if (parked) {
          throw new LedgerFailure(
              "The task " + run.id() + " waits for approval; it goes on at the host's next start.");
        } else if (run.cancelled()) {
          return end(wait, false, false);
        } else if (left <= 0) {
          return end(wait, wait.asked().otherwise(), true);
        }
        wait(Math.min(left, LOOK_MILLIS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LedgerFailure("Interrupted while the task " + run.id() + " waited for approval.");
    } finally {
      run.resume();
    }
  }

  private boolean end(Wait wait, boolean granted, boolean timedOut) {
    append(wait, new Body.ApprovalEnded(wait.number(), granted, timedOut), Map.of());
    return granted;
  }

  /** As {@link io.consilium.framework.engine.Approvals#decide}. */
  synchronized String decide(int number, String name, boolean granted, String words) {
    Wait wait = open(number);
    if (name.equals(state().carry().task().principal().actor())) {
      throw new IllegalArgumentException(
          "Whoever hands a task in does not approve it (" + name + "). Maybe ask somebody else.");
    }
    if (wait.given().contains(name)) {
      throw new IllegalArgumentException(
          "This person has approved already (" + name + "). Maybe ask somebody else.");
    }
    append(wait, new Body.ApprovalGiven(number, granted), said(name, words));
    run.journal().awaitDurable();
    notifyAll();
    Wait now = state().waits().get(number);
    return now.decided()
        ? granted ? "approved" : "refused"
        : now.given().size() + " of " + now.asked().approvers() + " approved";
  }

  /** As {@link io.consilium.framework.engine.Approvals#correct}. */
  synchronized void correct(
      int number, String subgoal, String output, Artifact content, String name, String words) {
    Wait wait = open(number);
    Carry carry = state().at(wait.path());
    Result result = carry.results().get(new SubgoalId(subgoal));
    if (result == null || !result.outputs().containsKey(output)) {
      throw new IllegalArgumentException(
          "There is no such result ("
              + subgoal
              + "."
              + output
              + "). There is: "
              + carry.results().values().stream()
                  .flatMap(
                      one -> one.outputs().keySet().stream().map(out -> one.subgoal() + "." + out))
                  .sorted()
                  .toList()
              + ".");
    }
    Map<String, Artifact> payloads = new HashMap<>(said(name, words));
    payloads.put(Slots.OUT + output, content);
    append(wait, new Body.Corrected(number, subgoal, output), payloads);
    run.journal().awaitDurable();
  }

  private Wait open(int number) {
    Wait wait = state().waits().get(number);
    if (wait == null || !wait.open() || wait.decided()) {
      throw new IllegalArgumentException(
          "The task "
              + run.id()
              + " does not wait so ("
              + number
              + "). Maybe see \"approve list\".");
    }
    return wait;
  }

  private static Map<String, Artifact> said(String name, String words) {
    Map<String, Artifact> said = new HashMap<>(Slots.message(words));
    said.put(Slots.NAME, Slots.text(name));
    return said;
  }

  private void append(Wait wait, Body body, Map<String, Artifact> payloads) {
    Position at = Loop.position(state().at(wait.path()), wait.path(), 0);
    run.journal().append(state -> List.of(new Draft(at, body, List.of(), payloads)));
  }

  /** Lets go of the threads that wait; what they wait for stays on record. */
  synchronized void park() {
    parked = true;
    notifyAll();
  }

  boolean waits() {
    return state().waits().values().stream().anyMatch(Wait::open);
  }

  private State state() {
    return run.journal().state();
  }
}
