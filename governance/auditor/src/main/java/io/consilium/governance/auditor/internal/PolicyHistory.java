package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body.PolicyEvaluated;
import io.consilium.governance.auditor.PastPolicy.Asked;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the evaluations of policy in a ledger. */
public final class PolicyHistory {
  /** The payload that holds the question. */
  public static final String SLOT = "input";

  private static final String TYPE = "policy-evaluated";

  private PolicyHistory() {}

  /** As {@link io.consilium.governance.auditor.PastPolicy#of}. */
  public static List<Asked> of(Path ledger) throws IOException {
    try {
      Snapshot snapshot = Snapshot.take(LedgerDirectory.at(ledger, Typed.HOST));
      Payloads payloads = new Payloads(snapshot);
      List<Asked> asked = new ArrayList<>();
      new History(snapshot)
          .each(
              glance -> glance.type().equals(TYPE),
              record -> {
                if (record.payloads().containsKey(SLOT)) {
                  asked.add(
                      new Asked(
                          record.sequence(),
                          record.position().task(),
                          (PolicyEvaluated) record.body(),
                          payloads.open(record, SLOT)));
                }
              });
      return asked;
    } catch (AuditFailure e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
