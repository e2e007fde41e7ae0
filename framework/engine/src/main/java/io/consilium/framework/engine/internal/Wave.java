package io.consilium.framework.engine.internal;

import io.consilium.api.halting.HaltDecision;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Result;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.routing.RoutingDecision.Action;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Position;
import io.consilium.api.task.SubgoalId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The L-steps of one H-cycle. A wave is the set of subgoals that become ready together: they are
 * routed together and run in parallel, and the next wave begins as soon as an outcome makes
 * anything else ready. Ends when nothing is under way and nothing can begin.
 *
 * <p>Confined to the loop's thread; what happens elsewhere comes in through the mailbox.
 */
final class Wave {
  private final TaskRun run;
  private final String path;
  private final Router router;
  private final Asking asking;
  private Agenda agenda;
  private int corrections;
  private final Set<SubgoalId> busy = new HashSet<>();
  private final BlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
  private boolean waiting;
  private boolean moved;
  private int lStep;

  Wave(TaskRun run, String path) {
    this.run = run;
    this.path = path;
    this.router = new Router(run, path);
    this.agenda = agenda();
    // Not at the beginning if the cycle was under way when the host died.
    this.lStep = carry().lStep();
    this.asking = new Asking(run, path, mailbox::add, this::settled);
  }

  void run() {
    Runnable wake = () -> mailbox.add(() -> {});
    run.host().plugins().listen(wake);
    run.approving().listen(wake);
    try {
      guarded(this::launch);
      while (!busy.isEmpty() || !mailbox.isEmpty() || (waiting && !run.stopping())) {
        Runnable event = mailbox.poll(100, TimeUnit.MILLISECONDS);
        if (event != null) {
          guarded(event);
        }
        if (asking.waits()) {
          guarded(asking::look);
        }
        if (mailbox.isEmpty() && (event != null || moved)) {
          guarded(this::launch);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The loop was interrupted.", e);
    } finally {
      run.host().plugins().unlisten(wake);
      run.approving().unlisten(wake);
    }
  }

  /** What breaks here stops the task, but what is under way is still waited for and recorded. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (LedgerFailure e) {
      throw e;
    } catch (RuntimeException | Error e) {
      run.breakDown(e);
    }
  }

  /** Begins what can begin, and what that which was settled on the spot made ready. */
  private void launch() {
    moved = !run.stopping();
    while (moved && !run.stopping()) {
      moved = false;
      advance();
    }
  }

  private void advance() {
    waiting = false;
    review();
    while (!agenda.stuck().isEmpty()) {
      skip(agenda.stuck());
      review();
    }
    List<Agenda.Item> ready = new ArrayList<>(agenda.ready());
    ready.removeIf(this::goesOn);
    if (!ready.isEmpty() && Budgets.callsLeft(run.journal().state().carry(), path) > 0) {
      route(ready);
    }
  }

  private Agenda agenda() {
    return new Agenda(carry().plan().orElseThrow());
  }

  private void review() {
    State state = run.journal().state();
    // What followed from a corrected result is not settled any more.
    int now = state.corrections();
    agenda = now == corrections ? agenda : agenda();
    corrections = now;
    agenda.review(state, path, busy);
  }

  /**
   * Takes up what was under way when the host died, if calls with effects were made for it; waits
   * while an expert whom it needs is warming up.
   */
  private boolean goesOn(Agenda.Item item) {
    Optional<Begun> begun = Begun.of(run, path, item);
    Optional<Pursuit> pursuit = begun.flatMap(one -> one.pursuit(corrections));
    waiting |= begun.isPresent() && pursuit.isEmpty();
    pursuit.ifPresent(one -> begin(one, () -> asking.goOn(one)));
    return begun.isPresent();
  }

  private void route(List<Agenda.Item> ready) {
    List<Router.Routed> routed = router.route(ready, position(lStep + 1));
    waiting |= routed.size() < ready.size();
    if (routed.isEmpty()) {
      return;
    }
    lStep++;
    List<Pursuit> pursuits = new ArrayList<>();
    List<Artifact> candidates = new ArrayList<>();
    for (Router.Routed one : routed) {
      pursuits.add(Pursuit.of(one, lStep, corrections));
      candidates.add(Slots.json(one.candidates()));
    }
    Position at = position(lStep);
    run.journal()
        .append(
            state -> {
              List<Draft> drafts = new ArrayList<>();
              int routing = state.lastRouting();
              for (int i = 0; i < pursuits.size(); i++) {
                pursuits.get(i).routedAs(++routing);
                drafts.add(Drafts.routed(at, routed.get(i), routing, candidates.get(i)));
              }
              return drafts;
            });
    for (int i = 0; i < pursuits.size(); i++) {
      Router.Routed one = routed.get(i);
      Pursuit pursuit = pursuits.get(i);
      begin(pursuit, () -> follow(one, pursuit));
    }
  }

  private void follow(Router.Routed routed, Pursuit pursuit) {
    Action action = routed.decision().action();
    if (action == Action.REFUSE) {
      refuse(routed, pursuit);
    } else if (action == Action.DECOMPOSE) {
      descend(pursuit);
    } else {
      asking.ask(pursuit);
    }
  }

  private void begin(Pursuit pursuit, Runnable first) {
    busy.add(pursuit.subgoal().id());
    try {
      first.run();
    } catch (RuntimeException | Error e) {
      settled(pursuit);
      throw e;
    }
  }

  private void settled(Pursuit pursuit) {
    busy.remove(pursuit.subgoal().id());
    moved = true;
  }

  private void refuse(Router.Routed routed, Pursuit pursuit) {
    Words.Reason reason = Words.nobody(run, path, routed);
    settle(pursuit, Result.Status.FAILED, false, 0, reason.code(), reason.message());
    settled(pursuit);
  }

  private void skip(List<Agenda.Item> stuck) {
    Position at = position(lStep);
    Carry carry = carry();
    run.journal()
        .append(state -> stuck.stream().map(item -> skipped(at, carry, item.subgoal())).toList());
  }

  private static Draft skipped(Position at, Carry carry, Subgoal subgoal) {
    return Drafts.settled(
        at,
        subgoal,
        Result.Status.SKIPPED,
        0,
        false,
        0,
        Words.MISSING_INPUT,
        Words.missingInput(carry, subgoal));
  }

  /** The same loop on a child carry, one level down, on a thread of its own. */
  private void descend(Pursuit pursuit) {
    String below = State.join(path, pursuit.subgoal().id().value());
    run.host()
        .loops()
        .execute(
            () -> {
              try {
                HaltDecision halt = new Loop(run, below).run();
                mailbox.add(() -> ascended(pursuit, halt));
              } catch (RuntimeException | Error e) {
                mailbox.add(() -> fell(pursuit, e));
              }
            });
  }

  private void ascended(Pursuit pursuit, HaltDecision halt) {
    settled(pursuit);
    Carry child = carry().children().get(pursuit.subgoal().id());
    boolean solved = halt.action() != HaltDecision.Action.REFUSE && !child.outputs().isEmpty();
    if (solved) {
      settle(pursuit, Result.Status.SOLVED, true, Words.confidence(child), "", "");
    } else {
      Words.Reason reason = Words.unsolved(child, halt);
      settle(pursuit, reason.status(), true, 0, reason.code(), reason.message());
    }
  }

  private void fell(Pursuit pursuit, Throwable error) {
    settled(pursuit);
    if (error instanceof LedgerFailure failure) {
      throw failure;
    }
    run.breakDown(error);
  }

  private void settle(
      Pursuit pursuit,
      Result.Status status,
      boolean child,
      double confidence,
      String code,
      String message) {
    Position at = position(pursuit.lStep());
    run.journal()
        .append(
            state ->
                List.of(
                    Drafts.settled(
                        at, pursuit.subgoal(), status, 0, child, confidence, code, message)));
  }

  private Carry carry() {
    return run.journal().state().at(path);
  }

  private Position position(int step) {
    return Loop.position(carry(), path, step);
  }
}
