package io.consilium.framework.engine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Entry;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Result;
import io.consilium.api.policy.PolicyAnswer.Approval;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.PolicyQuestion;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Position;
import io.consilium.api.task.Principal;
import io.consilium.api.task.SubgoalId;
import io.consilium.json.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The waits of one task. All there is to know of a wait is on record, so that a host that died goes
 * on with it. While one is open the task's clock stands still, unless plugins work for it; if its
 * time runs out then, the wait ends ungranted. Thread-safe.
 */
final class Approving {
  private static final long LOOK_MILLIS = 500;

  private final TaskRun run;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean parked;

  Approving(TaskRun run) {
    this.run = run;
  }

  /**
   * Asks people, unless they were asked the same before and nothing was done on the strength of it.
   *
   * @param about digest of the contents that the question describes: others were not approved
   * @return the wait's number
   */
  int ask(Position at, PolicyQuestion question, String about, Approval approval) {
    JsonNode key = Wait.key(question.point(), Json.tree(Json.canonical(question)), about);
    return state().waits().values().stream()
        .filter(wait -> wait.path().equals(at.path()) && !wait.used())
        .filter(wait -> wait.question().filter(key::equals).isPresent())
        .reduce((first, second) -> second)
        .map(Wait::number)
        .orElseGet(() -> begin(at, question, about, approval));
  }

  private int begin(Position at, PolicyQuestion question, String about, Approval approval) {
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
    run.clock().waits(1);
    run.journal().awaitDurable();
    return number[0];
  }

  /**
   * Waits for everything that was open when the host died; what was refused then counts as well.
   */
  void awaitOpen() {
    for (int number : state().waits().keySet()) {
      if (!await(number) && !run.stopping()) {
        run.deny(state().waits().get(number).denial());
      }
    }
  }

  /**
   * Blocks until a wait has ended; only for a loop that has nothing else to do.
   *
   * @return whether it was granted
   * @throws LedgerFailure if the host stops before; the wait goes on at its next start
   */
  synchronized boolean await(int number) {
    try {
      while (true) {
        Optional<Boolean> ended = look(number);
        if (ended.isPresent()) {
          return ended.get();
        }
        wait(Math.max(1, Math.min(left(state().waits().get(number)), LOOK_MILLIS)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LedgerFailure("Interrupted while the task " + run.id() + " waited for approval.");
    }
  }

  /**
   * Whether a wait was granted; empty while it is open. Ends it on record when it is time.
   *
   * @throws LedgerFailure if the host stops before; the wait goes on at its next start
   */
  synchronized Optional<Boolean> look(int number) {
    Wait wait = state().waits().get(number);
    if (wait.ended().isPresent()) {
      return wait.ended();
    } else if (wait.decided()) {
      return end(wait, !wait.refused(), false);
    } else if (parked) {
      throw parking();
    } else if (over(wait)) {
      return end(wait, false, false);
    }
    return left(wait) > 0 ? Optional.empty() : end(wait, wait.asked().otherwise(), true);
  }

  /** Whether nothing can come of it any more; an answer is asked about even if time ran out. */
  private boolean over(Wait wait) {
    boolean last = wait.asked().point() == PolicyPoint.BEFORE_ANSWER;
    return last ? run.cancelled() : run.stopping();
  }

  private static long left(Wait wait) {
    return wait.asked().untilMillis() - System.currentTimeMillis();
  }

  private Optional<Boolean> end(Wait wait, boolean granted, boolean timedOut) {
    append(wait, new Body.ApprovalEnded(wait.number(), granted, timedOut), Map.of());
    run.clock().waits(-1);
    if (!granted && (timedOut || wait.refused())) {
      run.deny(wait.denial());
    }
    return Optional.of(granted);
  }

  private LedgerFailure parking() {
    return new LedgerFailure(
        "The task " + run.id() + " waits for approval; it goes on at the host's next start.");
  }

  /** As {@link io.consilium.framework.engine.Approvals#decide}. */
  synchronized String decide(int number, String name, boolean granted, String words) {
    Wait wait = open(number);
    refuseSubmitter(name, "approve");
    if (correctors().contains(name)) {
      throw new IllegalArgumentException(
          "Whoever corrected a result does not approve what comes of it ("
              + name
              + "). Maybe ask somebody else.");
    }
    if (wait.given().contains(name)) {
      throw new IllegalArgumentException(
          "This person has approved already (" + name + "). Maybe ask somebody else.");
    }
    append(wait, new Body.ApprovalGiven(number, granted), said(name, words));
    run.journal().awaitDurable();
    wake();
    Wait now = state().waits().get(number);
    return now.decided()
        ? granted ? "approved" : "refused"
        : now.given().size() + " of " + now.asked().approvers() + " approved";
  }

  private void refuseSubmitter(String name, String doing) {
    Optional<String> submitter = submitter();
    if (submitter.isEmpty()) {
      throw new IllegalArgumentException(
          "Nobody can "
              + doing
              + " the task "
              + run.id()
              + ": the name of whoever handed it in cannot be read any more. Maybe hand it in"
              + " again.");
    }
    if (submitter.get().equals(name)) {
      throw new IllegalArgumentException(
          "Whoever hands a task in does not "
              + doing
              + " it ("
              + name
              + "). Maybe ask somebody else.");
    }
  }

  /** The name that is sealed with the admission; nobody in particular stands there openly. */
  private Optional<String> submitter() {
    String nobody = Principal.LOCAL.actor();
    return state().carry().task().principal().actor().equals(nobody)
        ? Optional.of(nobody)
        : Optional.of(name(run.journal().entries().get(0))).filter(name -> !name.isEmpty());
  }

  private List<String> correctors() {
    return run.journal().entries().stream()
        .filter(entry -> entry.record().body() instanceof Body.Corrected)
        .map(Approving::name)
        .toList();
  }

  private static String name(Entry entry) {
    return Slots.text(entry.payloads(), Slots.NAME);
  }

  /** As {@link io.consilium.framework.engine.Approvals#correct}. */
  synchronized void correct(
      int number, String subgoal, String output, Artifact content, String name, String words) {
    Wait wait = open(number);
    refuseSubmitter(name, "correct");
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
    wake();
  }

  private Wait open(int number) {
    Wait wait = state().waits().get(number);
    if (wait == null || !wait.open() || wait.decided()) {
      throw new IllegalArgumentException(
          "The task "
              + run.id()
              + " does not wait so ("
              + number
              + "). Maybe see: ./consilium approve list");
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

  /** Whoever waits looks again; listeners must not block. */
  synchronized void wake() {
    notifyAll();
    listeners.forEach(Runnable::run);
  }

  /** Tells of whatever may end a wait, or change what follows from one. */
  void listen(Runnable listener) {
    listeners.add(listener);
  }

  void unlisten(Runnable listener) {
    listeners.remove(listener);
  }

  /**
   * The host stops: lets go of the threads that wait; what they wait for stays on record.
   *
   * @return false if nobody is waited for (any more): nothing is let go of then
   */
  synchronized boolean park() {
    if (state().waits().values().stream().noneMatch(Wait::open)) {
      return false;
    }
    parked = true;
    run.journal().park(parking());
    wake();
    return true;
  }

  boolean parked() {
    return parked;
  }

  private State state() {
    return run.journal().state();
  }
}
