package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A task over time: its calls and halting decisions, in seconds from its first record.
 *
 * @param end of the last record; above 0
 */
record Course(List<Bar> calls, List<Stop> stops, double end) {

  /**
   * A call from its record to that of its outcome; to the end if none came.
   *
   * @param told its outcome, and the time that it took by its record
   */
  record Bar(int call, String expert, String outcome, String told, double from, double to) {}

  /** A halting decision of the loop at a path. */
  record Stop(long sequence, String path, int cycle, String what, double at) {}

  static Course of(List<DecisionRecord> records) {
    DecisionRecord first = records.get(0);
    double end = 1e-6;
    Map<Integer, Bar> calls = new LinkedHashMap<>();
    List<Stop> stops = new ArrayList<>();
    for (DecisionRecord record : records) {
      end = Math.max(end, seconds(first, record));
    }
    for (DecisionRecord record : records) {
      double at = seconds(first, record);
      if (record.body() instanceof Body.ExpertCalled b) {
        calls.put(b.call(), new Bar(b.call(), b.expert(), "not back", "not back", at, end));
      } else if (record.body() instanceof Body.ExpertReturned b && calls.containsKey(b.call())) {
        double from = calls.get(b.call()).from;
        String outcome = Words.lower(b.outcome());
        String told = outcome + " after " + Words.duration(Duration.ofNanos(b.nanos()));
        calls.put(b.call(), new Bar(b.call(), b.expert(), outcome, told, from, at));
      } else if (record.body() instanceof Body.HaltDecided b) {
        String what = b.reason().map(Enum::name).orElse("continue");
        String path = record.position().path();
        stops.add(new Stop(record.sequence(), path, record.position().hCycle(), what, at));
      }
    }
    return new Course(List.copyOf(calls.values()), stops, end);
  }

  /** After a restart the monotonic clock is another one, and the wall clock has to do. */
  private static double seconds(DecisionRecord first, DecisionRecord record) {
    return record.boot().equals(first.boot())
        ? (record.nanos() - first.nanos()) / 1e9
        : Duration.between(Instant.parse(first.time()), Instant.parse(record.time())).toMillis()
            / 1e3;
  }
}
