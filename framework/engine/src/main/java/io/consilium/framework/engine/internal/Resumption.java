package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Effect;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Entry;
import io.consilium.api.planner.Carry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a task needs to go on after its host died while it waited for people. Loops below the root
 * begin anew, so a task goes on only if nothing outside was touched below.
 *
 * @param entries on record
 * @param state that they add up to
 * @param usedNanos time that the task had used at its last record
 */
record Resumption(List<Entry> entries, State state, long usedNanos) {

  boolean possible() {
    boolean waits = state.waits().values().stream().anyMatch(Wait::open);
    boolean touched =
        entries.stream()
            .anyMatch(
                entry ->
                    entry.record().position().level() > 0
                        && entry.record().body() instanceof Body.ExpertCalled called
                        && called.effect() != Effect.PURE);
    boolean kept = entries.get(0).payloads().containsKey(PipelineSlot.SLOT);
    return waits && kept && !touched;
  }

  /** Closes the calls that died with the host; an effect is never tried again by itself. */
  static List<Draft> close(State state) {
    List<Draft> drafts = new ArrayList<>();
    state
        .calls()
        .forEach(
            (number, call) -> {
              if (call.returned().isEmpty()) {
                drafts.add(Recovery.unanswered(state, number, call));
              }
            });
    return drafts;
  }

  /** Reads a task's entries once. */
  static Resumption of(List<Entry> entries) {
    State state = State.EMPTY;
    DecisionRecord before = null;
    long used = 0;
    for (Entry entry : entries) {
      DecisionRecord now = entry.record();
      boolean stood =
          state.waits().values().stream().anyMatch(Wait::open)
              && state.calls().values().stream().allMatch(call -> call.returned().isPresent());
      if (now.body() instanceof Body.ApprovalAsked asked) {
        used = asked.usedMillis() * 1_000_000;
      } else if (before != null && before.boot().equals(now.boot()) && !stood) {
        used += now.nanos() - before.nanos();
      }
      state = Fold.apply(state, entry);
      before = now;
    }
    return new Resumption(entries, state, used);
  }

  /** The root's decision to halt, if it has made one that no person's correction overtook. */
  static Optional<HaltDecision> halted(State state, List<Entry> entries) {
    HaltDecision last = null;
    for (Entry entry : entries) {
      if (entry.record().body() instanceof Body.HaltDecided halt
          && entry.record().position().path().isEmpty()) {
        last = new HaltDecision(halt.action(), halt.reason(), halt.conditions());
      } else if (entry.record().body() instanceof Body.Corrected) {
        last = null;
      }
    }
    boolean open = state.carry().hCycle() > state.ended().getOrDefault("", 0);
    return Optional.ofNullable(last).filter(halt -> halt.halts() && !open);
  }

  /** The root's carries at the ends of its cycles. */
  static List<Carry> history(List<Entry> entries) {
    List<Carry> history = new ArrayList<>();
    State state = State.EMPTY;
    for (Entry entry : entries) {
      state = Fold.apply(state, entry);
      if (entry.record().body() instanceof Body.HaltDecided
          && entry.record().position().path().isEmpty()) {
        history.add(state.carry());
      }
    }
    return history;
  }
}
