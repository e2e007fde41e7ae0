package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.planner.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Results of calls in one task that no check has judged yet. A result is right if the next required
 * checks made in a cycle of its loop, or of one above, all accept, and wrong if one of them
 * rejects.
 */
final class Judged {
  private record Waiting(String path, double confidence) {}

  private final List<Waiting> waiting = new ArrayList<>();
  private final Map<String, Boolean> verdicts = new HashMap<>();

  void add(DecisionRecord record, Calibration calibration) {
    String path = record.position().path();
    if (record.body() instanceof Body.SubgoalSettled b) {
      if (b.status() == Result.Status.SOLVED && b.call() > 0) {
        waiting.add(new Waiting(path, b.confidence()));
      }
    } else if (record.body() instanceof Body.CheckMade b && b.required()) {
      if (b.verdict() == Body.CheckMade.Kind.ACCEPTED) {
        verdicts.merge(path, true, Boolean::logicalAnd);
      } else if (b.verdict() == Body.CheckMade.Kind.REJECTED) {
        verdicts.put(path, false);
      }
    } else if (record.body() instanceof Body.HaltDecided) {
      Boolean verdict = verdicts.remove(path);
      if (verdict != null) {
        judge(path, verdict, calibration);
      }
    }
  }

  private void judge(String path, boolean verdict, Calibration calibration) {
    for (Iterator<Waiting> results = waiting.iterator(); results.hasNext(); ) {
      Waiting result = results.next();
      if (path.isEmpty() || result.path.equals(path) || result.path.startsWith(path + "/")) {
        calibration.add(result.confidence, verdict);
        results.remove();
      }
    }
  }
}
