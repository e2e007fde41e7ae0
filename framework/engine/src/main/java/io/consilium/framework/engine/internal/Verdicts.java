package io.consilium.framework.engine.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import io.consilium.api.ledger.Body.CheckMade;
import io.consilium.api.task.Artifact;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.json.Json;
import java.util.List;

/** Verdicts to and from the record: kind and numbers in the body, findings in a payload. */
final class Verdicts {
  private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};
  private static final Finding GONE = new Finding("erased", "The findings are not kept any more.");

  private Verdicts() {}

  static Verdict read(CheckMade made, Artifact findings) {
    List<Finding> read = findings == null ? List.of() : Json.read(Slots.bytes(findings), FINDINGS);
    switch (made.verdict()) {
      case ACCEPTED:
        return new Verdict.Accepted(made.score(), made.threshold(), read);
      case REJECTED:
        List<Finding> why = read.isEmpty() ? List.of(GONE) : read;
        return new Verdict.Rejected(made.score(), made.threshold(), why);
      case UNDECIDED:
        return new Verdict.Undecided(read);
      default:
        return new Verdict.Broke(read);
    }
  }

  static CheckMade.Kind kind(Verdict verdict) {
    if (verdict instanceof Verdict.Accepted) {
      return CheckMade.Kind.ACCEPTED;
    } else if (verdict instanceof Verdict.Rejected) {
      return CheckMade.Kind.REJECTED;
    }
    return verdict instanceof Verdict.Undecided ? CheckMade.Kind.UNDECIDED : CheckMade.Kind.BROKE;
  }

  static double score(Verdict verdict) {
    if (verdict instanceof Verdict.Accepted accepted) {
      return accepted.score();
    }
    return verdict instanceof Verdict.Rejected rejected ? rejected.score() : 0;
  }

  static double threshold(Verdict verdict) {
    if (verdict instanceof Verdict.Accepted accepted) {
      return accepted.threshold();
    }
    return verdict instanceof Verdict.Rejected rejected ? rejected.threshold() : 0;
  }
}
