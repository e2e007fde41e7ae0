package io.consilium.framework.engine.internal;

import io.consilium.api.halting.HaltDecision;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.planner.Carry;
import io.consilium.api.task.Position;
import java.util.ArrayList;
import java.util.List;

/**
 * One loop, at one level: H-cycles of plan, waves of L-steps, checks, and one halting decision.
 * Confined to its thread; all it knows of its task it reads from the journal's state.
 */
final class Loop {
  private final TaskRun run;
  private final String path;
  private final List<Carry> history = new ArrayList<>();

  Loop(TaskRun run, String path) {
    this.run = run;
    this.path = path;
    if (path.isEmpty()) {
      history.addAll(Resumption.history(run.journal().entries()));
    }
  }

  /**
   * Runs until a decision to halt.
   *
   * @throws LedgerFailure if nothing can be recorded any more
   */
  HaltDecision run() {
    while (true) {
      HaltDecision decision = cycle();
      if (decision.halts()) {
        return decision;
      }
      history.add(carry());
    }
  }

  private HaltDecision cycle() {
    // A cycle that was under way when the host died goes on by its plan.
    State state = run.journal().state();
    boolean open = carry().hCycle() > state.ended().getOrDefault(path, 0);
    int hCycle = carry().hCycle() + (open ? 0 : 1);
    Planning.Outcome planned = open ? Planning.Outcome.PLANNED : Planning.Outcome.BROKE;
    run.shadows().begins(path);
    try {
      planned = run.denied() || open ? planned : new Planning(run, path).revise(hCycle);
      if (planned == Planning.Outcome.PLANNED && !run.denied()) {
        new Wave(run, path).run();
        new Checks(run, path).run();
      }
    } catch (LedgerFailure e) {
      throw e;
    } catch (RuntimeException | Error e) {
      run.breakDown(e);
    }
    run.shadows().ends(path, carry());
    if (run.denied()) {
      return new Forbidden(run, path).decide(hCycle, history);
    }
    return new Halting(run, path).decide(hCycle, planned, history);
  }

  Carry carry() {
    return run.journal().state().at(path);
  }

  static Position position(Carry carry, String path, int lStep) {
    return new Position(carry.task().id().value(), path, carry.level(), carry.hCycle(), lStep);
  }
}
