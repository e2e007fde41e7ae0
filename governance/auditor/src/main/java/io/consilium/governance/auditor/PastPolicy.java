package io.consilium.governance.auditor;

import io.consilium.api.ledger.Body.ApprovalAsked;
import io.consilium.api.ledger.Body.PayloadRead;
import io.consilium.api.ledger.Body.PolicyEvaluated;
import io.consilium.governance.auditor.internal.PolicyHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What policy was asked in the past, for whoever holds other rules against it. */
public final class PastPolicy {

  /**
   * One evaluation.
   *
   * @param question as JSON; empty if its key is not there
   * @param waited the wait that began with it; empty if none did
   */
  public record Asked(
      long sequence,
      String task,
      PolicyEvaluated ruling,
      Optional<byte[]> question,
      Optional<ApprovalAsked> waited) {}

  private PastPolicy() {}

  /**
   * Every evaluation that had a question, in the order of the log.
   *
   * @param ledger the ledger's directory
   * @throws IllegalArgumentException if there is none, or it cannot be read; the message is for a
   *     person
   */
  public static List<Asked> of(Path ledger) throws IOException {
    return PolicyHistory.of(ledger);
  }

  /** The payloads that were opened for it. */
  public static List<PayloadRead.Slot> opened(List<Asked> asked) {
    return asked.stream()
        .filter(one -> one.question().isPresent())
        .map(one -> new PayloadRead.Slot(one.sequence(), PolicyHistory.SLOT))
        .toList();
  }
}
