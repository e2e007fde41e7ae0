package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Entry;
import io.consilium.api.task.Position;
import io.consilium.framework.engine.Replay.Decision;
import io.consilium.framework.engine.Replay.Outcome;
import io.consilium.framework.pipeline.Pipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the repetitions of one task's decisions share.
 *
 * @param pipeline as it was declared
 * @param policies whether policy changed what the plugins said; it is not asked again
 */
record Rerun(Guests guests, RecordedCode code, Pipeline pipeline, boolean policies) {

  /** One decision taken again. */
  interface Repetition {
    /**
     * Finds differences, and adds what it took from the record to {@code fed}.
     *
     * @throws Unrepeatable if it cannot be taken again
     */
    Differences repeat(List<String> fed) throws Unrepeatable;
  }

  /** Takes a decision again and says how it compares. */
  Decision compare(State before, Entry entry, String kind, String what, Repetition repetition) {
    DecisionRecord record = entry.record();
    List<String> fed = new ArrayList<>();
    try {
      refuseErased(before, entry);
      Differences differences = repetition.repeat(fed);
      boolean same = differences.found().isEmpty();
      if (!same && policies) {
        throw new Unrepeatable(
            "Policy had a part in it and is not asked again; without it, "
                + differences.found().get(0).field()
                + " differs.");
      }
      return new Decision(
          record.sequence(),
          record.position(),
          kind,
          what,
          same ? Outcome.IDENTICAL : Outcome.DIFFERENT,
          differences.found(),
          fed,
          "");
    } catch (Unrepeatable e) {
      return new Decision(
          record.sequence(),
          record.position(),
          kind,
          what,
          Outcome.NOT_REPEATABLE,
          List.of(),
          fed,
          e.getMessage());
    }
  }

  private static void refuseErased(State before, Entry entry) throws Unrepeatable {
    Set<String> gone = new TreeSet<>(entry.record().payloads().keySet());
    gone.removeAll(entry.payloads().keySet());
    if (!gone.isEmpty()) {
      throw new Unrepeatable("Its payloads cannot be opened any more (" + gone + ").");
    }
    if (before.at(entry.record().position().path()) == null) {
      throw new Unrepeatable("The state before it cannot be made up any more: it was erased.");
    }
  }

  /** The code that a record says acted. */
  static Code acted(DecisionRecord record) throws Unrepeatable {
    if (record.code().isEmpty()) {
      throw new Unrepeatable("The record names no code: nobody was there to be asked.");
    }
    return record.code().get(0);
  }

  /** Asks as the engine does, with time of its own. */
  <S, T> Ended<T> ask(Guest<S> guest, Position at, Duration timeout, long seed, Work<S, T> work) {
    long nanos = Budgets.nanos(timeout);
    CallSpec spec =
        new CallSpec(
            at,
            nanos,
            System.nanoTime() + 2 * nanos,
            seed,
            CallSpec.SILENT,
            CallSpec.Nature.REPLAYED);
    return guests.ask(guest, spec, work);
  }

  /** As {@link #ask}, where nothing but an answer will do. */
  <S, T> T answer(Guest<S> guest, Position at, Duration timeout, long seed, Work<S, T> work)
      throws Unrepeatable {
    Ended<T> ended = ask(guest, at, timeout, seed, work);
    if (!ended.returned()) {
      throw new Unrepeatable("Asked again, it gave nothing to compare. " + ended.message());
    }
    return ended.value();
  }
}
