package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body.ApprovalAsked;
import io.consilium.api.ledger.Body.PolicyEvaluated;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.Ruling;
import io.consilium.api.task.Position;
import io.consilium.governance.auditor.PastPolicy.Asked;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the evaluations of policy in a ledger. */
public final class PolicyHistory {
  /** The payload that holds the question. */
  public static final String SLOT = "input";

  private static final Set<String> TYPES = Set.of("policy-evaluated", "approval-asked");

  private final Payloads payloads;
  private final List<Asked> asked = new ArrayList<>();

  /** Places in the list of those whose wait may begin yet. */
  private final Map<Map.Entry<Position, PolicyPoint>, Integer> waiting = new HashMap<>();

  private PolicyHistory(Payloads payloads) {
    this.payloads = payloads;
  }

  /** As {@link io.consilium.governance.auditor.PastPolicy#of}. */
  public static List<Asked> of(Path ledger) throws IOException {
    try {
      Snapshot snapshot = Snapshot.take(LedgerDirectory.at(ledger, Typed.HOST));
      PolicyHistory history = new PolicyHistory(new Payloads(snapshot));
      new History(snapshot).each(glance -> TYPES.contains(glance.type()), history::add);
      return history.asked;
    } catch (AuditFailure e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private void add(DecisionRecord record) throws IOException {
    Position at = record.position();
    if (record.body() instanceof ApprovalAsked wait) {
      // One place asks for one thing after the other, and its wait is the next record of it.
      Integer place = waiting.remove(Map.entry(at, wait.point()));
      if (place != null) {
        Asked one = asked.get(place);
        asked.set(
            place,
            new Asked(one.sequence(), one.task(), one.ruling(), one.question(), Optional.of(wait)));
      }
    } else if (record.payloads().containsKey(SLOT)) {
      PolicyEvaluated ruling = (PolicyEvaluated) record.body();
      Map.Entry<Position, PolicyPoint> place = Map.entry(at, ruling.point());
      if (ruling.outcome() == Ruling.Outcome.APPROVAL) {
        waiting.put(place, asked.size());
      } else {
        waiting.remove(place);
      }
      asked.add(
          new Asked(
              record.sequence(), at.task(), ruling, payloads.open(record, SLOT), Optional.empty()));
    }
  }
}
