package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.task.Digest;
import java.util.stream.Collectors;

/** One line for each kind of record that is not a step of a task. Pure. */
final class HostWords {

  /** What the ledger puts on record when that key is another. */
  private static final String PSEUDONYMS = "consilium.ledger.pseudonyms";

  private static final String NOTHING = Digest.of(new byte[0]).hex();

  private HostWords() {}

  static String of(Body body) {
    if (body instanceof Body.PolicyEvaluated b) {
      return policy(b);
    } else if (body instanceof Body.ApprovalAsked b) {
      return "wait "
          + b.approval()
          + " for "
          + b.approvers()
          + " to approve at "
          + Words.lower(b.point())
          + ", asked by "
          + String.join(", ", b.rules());
    } else if (body instanceof Body.ApprovalGiven b) {
      return "wait " + b.approval() + ": a person " + (b.granted() ? "approves" : "refuses");
    } else if (body instanceof Body.ApprovalEnded b) {
      return "wait "
          + b.approval()
          + " ended: "
          + (b.granted() ? "approved" : "refused")
          + (b.timedOut() ? ", since its time ran out" : "");
    } else if (body instanceof Body.Corrected b) {
      return "a person corrected " + b.output() + " of " + b.subgoal();
    } else if (body instanceof Body.GuestAbandoned b) {
      return "thread of " + b.plugin() + " lost in call " + b.call() + "; " + b.lost() + " so far";
    } else if (body instanceof Body.HostChanged b) {
      return "host "
          + Words.lower(b.change())
          + ", version "
          + b.version()
          + " on Java "
          + b.java();
    } else if (body instanceof Body.PluginChanged b) {
      return "plugin "
          + b.bundle()
          + " "
          + b.version()
          + " "
          + Words.lower(b.change())
          + (b.cause().isEmpty() ? "" : ": " + b.cause());
    } else if (body instanceof Body.ConfigurationChanged b && b.pid().equals(PSEUDONYMS)) {
      return "key of pseudonyms was lost and made anew ("
          + b.revision()
          + "): people have others now";
    } else if (body instanceof Body.ConfigurationChanged b) {
      return "configuration of " + b.pid() + " changed to " + revision(b.revision());
    } else if (body instanceof Body.WitnessChanged b) {
      return witness(b);
    } else if (body instanceof Body.KeyRotated b) {
      return "signing key changed from " + b.fromKeyId() + " to " + b.toKeyId();
    } else if (body instanceof Body.Erased b) {
      return "unit " + b.unit() + " erased: " + b.cause() + ", by " + b.by().actor();
    } else if (body instanceof Body.PayloadRead b) {
      return read(b);
    } else if (body instanceof Body.StorageAlarm b) {
      return "storage "
          + Words.lower(b.level())
          + ": "
          + b.usedBytes()
          + " of "
          + b.budgetBytes()
          + " bytes used";
    } else if (body instanceof Body.ClockJumped b) {
      return "wall clock jumped by " + b.millis() + " ms";
    } else if (body instanceof Body.Recovered b) {
      return "log recovered: "
          + b.truncatedBytes()
          + " bytes cut off that were never acknowledged"
          + (b.closedTasks().isEmpty() ? "" : "; closed " + String.join(", ", b.closedTasks()));
    } else if (body instanceof Body.Gap b) {
      return b.to() < b.from()
          ? "records from " + b.from() + " on may be missing, nobody knows how many: " + b.cause()
          : "records " + b.from() + " to " + b.to() + " may be missing: " + b.cause();
    }
    throw new IllegalArgumentException("Not a known body (" + body.getClass() + ").");
  }

  /** A configuration's revision; the SHA-256 of no bytes is one without a setting. */
  static String revision(String revision) {
    return revision.equals(NOTHING) ? "nothing set, revision " + revision : "revision " + revision;
  }

  private static String witness(Body.WitnessChanged b) {
    String held = b.held() == 0 ? "" : ", it holds " + b.held() + " records";
    return switch (b.state()) {
      case COSIGNING -> "witness " + b.witness() + " cosigns, at " + b.size() + " records";
      case AWAY ->
          "witness " + b.witness() + " is away (" + b.code() + "), at " + b.size() + " records";
      case CONFLICT ->
          "ALARM: witness "
              + b.witness()
              + " holds another history of this log ("
              + b.code()
              + ") than the host, which has "
              + b.size()
              + " records"
              + held;
    };
  }

  private static String policy(Body.PolicyEvaluated b) {
    String rules =
        b.rules().stream()
            .map(matched -> matched.rule() + " (" + Words.lower(matched.effect()) + ")")
            .collect(Collectors.joining(", "));
    return "policy at "
        + Words.lower(b.point())
        + ": "
        + Words.lower(b.outcome())
        + (rules.isEmpty() ? "" : " by " + rules)
        + (b.required().isEmpty() ? "" : ", requires " + String.join(", ", b.required()))
        + b.budget().map(budget -> ", caps the budget to " + budget).orElse("")
        + (b.masked().isEmpty() ? "" : ", masks " + String.join(", ", b.masked()))
        + (b.revision().isEmpty() ? ", there are no rules" : " (revision " + b.revision() + ")");
  }

  private static String read(Body.PayloadRead b) {
    String slots =
        b.slots().stream()
            .map(slot -> slot.slot() + " of record " + slot.sequence())
            .collect(Collectors.joining(", "));
    return b.by().actor() + " read " + slots;
  }
}
