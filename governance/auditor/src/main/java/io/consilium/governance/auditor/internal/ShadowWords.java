package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.DecisionRecord;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * What is told of versions that were asked beside a call, and whose answers were not used. Pure.
 */
final class ShadowWords {

  private ShadowWords() {}

  /** The call whose assignment a shadow had; empty if a record is of no shadow. */
  static OptionalInt call(Body body) {
    if (body instanceof Body.ShadowReturned b) {
      return OptionalInt.of(b.call());
    }
    return body instanceof Body.ShadowChecked b ? OptionalInt.of(b.call()) : OptionalInt.empty();
  }

  /** The version that was tried: the last that a record names. */
  private static String version(DecisionRecord record) {
    List<Code> code = record.code();
    return code.isEmpty() ? "" : " " + code.get(code.size() - 1).version();
  }

  /** One line. */
  static String line(DecisionRecord record) {
    if (record.body() instanceof Body.ShadowReturned b) {
      return "shadow"
          + version(record)
          + " of call "
          + b.call()
          + ": "
          + b.expert()
          + " "
          + ended(b)
          + (b.agrees() ? "; as the call did" : "; otherwise than the call");
    }
    Body.ShadowChecked b = (Body.ShadowChecked) record.body();
    return "shadow" + version(record) + " of call " + b.call() + ": " + Words.check(made(b));
  }

  private static String ended(Body.ShadowReturned b) {
    return Words.lower(b.outcome())
        + (b.code().isEmpty() ? "" : " (" + b.code() + ")")
        + " after "
        + Words.duration(Duration.ofNanos(b.nanos()))
        + (b.outcome() == Body.ExpertReturned.Outcome.SOLVED
            ? ", confidence " + Words.number(b.confidence())
            : "");
  }

  /** Sentences on what a shadow gave. */
  static List<String> returned(DecisionRecord record, Body.ShadowReturned b) {
    return List.of(
        "Version"
            + version(record)
            + " of "
            + b.expert()
            + " was asked beside call "
            + b.call()
            + " for "
            + b.subgoal()
            + ", as a shadow: what it gave was not used.",
        "It ended: "
            + ended(b)
            + (b.agrees()
                ? ". That is how the call ended, with the same outputs."
                : ". The call ended otherwise, or with other outputs."));
  }

  /** A sentence on whose outputs a check judged. */
  static String judged(DecisionRecord record, Body.ShadowChecked b) {
    return "Judged is what version"
        + version(record)
        + " of "
        + b.expert()
        + " gave beside call "
        + b.call()
        + ", as a shadow: nothing follows from it in the task.";
  }

  /** A check of a shadow as if it were one of the task's. */
  static Body.CheckMade made(Body.ShadowChecked b) {
    return new Body.CheckMade(
        b.check(),
        b.verifier(),
        b.required(),
        b.verdict(),
        b.score(),
        b.threshold(),
        b.codes(),
        b.nanos());
  }
}
