package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Effect;
import io.consilium.api.halting.Condition;
import io.consilium.api.halting.HaltDecision.Action;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Entry;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Spend;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Budget;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.Position;
import io.consilium.api.task.TaskId;
import io.consilium.framework.engine.internal.State.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Closes what a crash left open: an intent with effects and no outcome becomes UNKNOWN, every open
 * cycle gets its halting record, and the task its answer, all with RECOVERED. Pure: entries in,
 * drafts out.
 */
final class Recovery {
  private final Code engine;
  private final boolean governed;

  /**
   * @param governed whether policy rules on answers: it cannot be asked about what a crash left, so
   *     nothing is given then
   */
  Recovery(Code engine, boolean governed) {
    this.engine = engine;
    this.governed = governed;
  }

  /** What is to be appended; empty if there is nothing to close. */
  List<Draft> close(List<Entry> entries) {
    State state = Fold.all(entries);
    if (state.carry() == null) {
      throw new IllegalStateException("The admission is not among the records.");
    }
    List<Draft> drafts = new ArrayList<>();
    state.calls().entrySet().stream()
        .filter(call -> call.getValue().returned().isEmpty())
        .sorted(Map.Entry.comparingByKey())
        .forEach(call -> drafts.add(unanswered(state, call.getKey(), call.getValue())));
    List<Carry> loops = new ArrayList<>();
    collect(state.carry(), loops);
    loops.stream()
        .sorted(Comparator.comparing(Carry::level).reversed())
        .filter(loop -> loop.halted().isEmpty())
        .forEach(loop -> drafts.add(halted(state, loop)));
    drafts.add(answer(state, entries));
    return drafts;
  }

  /** Closes a task whose records cannot be folded. */
  List<Draft> closeUnread(TaskId task) {
    Position at = new Position(task.value(), "", 0, 1, 0);
    Body halt =
        new Body.HaltDecided(
            Halting.ENGINE,
            Action.REFUSE,
            Optional.of(HaltReason.RECOVERED),
            List.of(new Condition(HaltReason.RECOVERED, true, 1, 1)),
            Optional.empty(),
            Spend.NOTHING,
            Budget.DEFAULT,
            0,
            List.of());
    Answer answer = new Answer.Refused(HaltReason.RECOVERED, Words.reason(HaltReason.RECOVERED));
    return List.of(new Draft(at, halt, List.of(engine), Map.of()), Answers.released(at, answer));
  }

  private static void collect(Carry loop, List<Carry> into) {
    into.add(loop);
    loop.children().values().forEach(child -> collect(child, into));
  }

  /** A pure call died with the host; whether one with effects had any cannot be known. */
  static Draft unanswered(State state, int number, Call call) {
    boolean pure = call.effect() == Effect.PURE;
    Carry loop = state.at(call.path());
    return new Draft(
        Loop.position(loop, call.path(), loop.lStep()),
        new Body.ExpertReturned(
            call.subgoal().value(),
            number,
            call.expert(),
            pure ? Outcome.GONE : Outcome.UNKNOWN,
            "host-died",
            0,
            0,
            0,
            List.of()),
        List.of(),
        pure ? Map.of() : Slots.message("Whether it had its effect cannot be known."));
  }

  /** Closes the cycle under way, or the one that was about to begin. */
  private Draft halted(State state, Carry loop) {
    int ended = state.ended().getOrDefault(loop.path(), 0);
    List<String> best = loop.outputs().keySet().stream().sorted().toList();
    return new Draft(
        new Position(
            loop.task().id().value(),
            loop.path(),
            loop.level(),
            Math.max(ended + 1, loop.hCycle()),
            0),
        new Body.HaltDecided(
            Halting.ENGINE,
            best.isEmpty() ? Action.REFUSE : Action.BEST_EFFORT,
            Optional.of(HaltReason.RECOVERED),
            List.of(new Condition(HaltReason.RECOVERED, true, 1, 1)),
            loop.estimate(),
            loop.spend(),
            loop.task().budget(),
            0,
            best),
        List.of(engine),
        Map.of());
  }

  private Draft answer(State state, List<Entry> entries) {
    Carry root = state.carry();
    String words = Words.reason(HaltReason.RECOVERED);
    Answer answer =
        governed || Withheld.stopped(state, entries) || root.outputs().isEmpty()
            ? new Answer.Refused(HaltReason.RECOVERED, words)
            : new Answer.BestEffort(HaltReason.RECOVERED, root.outputs(), List.of(words));
    return Answers.released(Loop.position(root, "", 0), answer);
  }
}
