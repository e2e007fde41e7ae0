package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A task over time: its calls and halting decisions, in seconds from its first record.
 *
 * @param rows in the order in which they began
 * @param end of the last record but for shadows', which nothing waits for; above 0
 */
record Course(List<Row> rows, double end) {
  /** What a row is. */
  enum Kind {
    SOLVED,
    /** A call that ended otherwise, or did not. */
    UNSOLVED,
    HALTED
  }

  /**
   * A call from its record to that of its outcome, to the end if none came; or a halting decision.
   *
   * @param what how it ended; of a call with the time that it took by its own record
   */
  record Row(Kind kind, String who, String what, double from, double to) {}

  static Course of(List<DecisionRecord> records) {
    DecisionRecord first = records.get(0);
    double end = 1e-6;
    for (DecisionRecord record : records) {
      if (ShadowWords.call(record.body()).isEmpty()) {
        end = Math.max(end, seconds(first, record));
      }
    }
    Map<Integer, Row> calls = new LinkedHashMap<>();
    List<Row> rows = new ArrayList<>();
    for (DecisionRecord record : records) {
      double at = seconds(first, record);
      if (record.body() instanceof Body.ExpertCalled b) {
        String who = "call " + b.call() + " " + b.expert();
        calls.put(b.call(), new Row(Kind.UNSOLVED, who, "not back", at, end));
      } else if (record.body() instanceof Body.ExpertReturned b) {
        calls.computeIfPresent(b.call(), (call, begun) -> ended(begun, b, at));
      } else if (record.body() instanceof Body.HaltDecided b) {
        String what = "#" + record.sequence() + " " + b.reason().map(Enum::name).orElse("continue");
        rows.add(new Row(Kind.HALTED, loop(record), what, at, at));
      }
    }
    rows.addAll(calls.values());
    rows.sort(Comparator.comparingDouble(Row::from));
    return new Course(List.copyOf(rows), end);
  }

  private static Row ended(Row begun, Body.ExpertReturned returned, double at) {
    boolean solved = returned.outcome() == Body.ExpertReturned.Outcome.SOLVED;
    String took = Words.duration(Duration.ofNanos(returned.nanos()));
    String what = Words.lower(returned.outcome()) + " after " + took;
    return new Row(solved ? Kind.SOLVED : Kind.UNSOLVED, begun.who, what, begun.from, at);
  }

  private static String loop(DecisionRecord record) {
    String path = record.position().path();
    String loop = path.isEmpty() ? "root loop" : "loop " + path;
    return loop + ", H-cycle " + record.position().hCycle();
  }

  /** After a restart the monotonic clock is another one, and the wall clock has to do. */
  private static double seconds(DecisionRecord first, DecisionRecord record) {
    return record.boot().equals(first.boot())
        ? (record.nanos() - first.nanos()) / 1e9
        : Duration.between(Instant.parse(first.time()), Instant.parse(record.time())).toMillis()
            / 1e3;
  }
}
