package io.consilium.governance.telemetry.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The calls of one task that have not returned, by their numbers. Confined to one thread. */
final class Calls {
  private final Map<Integer, OpenSpan> open = new LinkedHashMap<>();

  /** A task that is taken up again may make a call anew that was still open: that one ends. */
  void began(int number, OpenSpan call, DecisionRecord record, long now, List<SpanData> ended) {
    OpenSpan before = open.put(number, call);
    if (before != null) {
      ended.add(before.abandon(record, now));
    }
  }

  void returned(
      DecisionRecord record, Body.ExpertReturned returned, long now, List<SpanData> ended) {
    OpenSpan call = open.remove(returned.call());
    if (call == null) {
      return;
    }
    call.put(Keys.OUTCOME, returned.outcome().name())
        .put(Keys.CONFIDENCE, returned.confidence())
        .put(Keys.real("consilium.cost"), returned.cost())
        .put(Keys.number("consilium.call.nanos"), returned.nanos());
    if (!returned.code().isEmpty()) {
      call.put(Keys.CODE, returned.code());
    }
    switch (returned.outcome()) {
      case SOLVED, DECLINED -> {}
      default -> call.error(returned.outcome().name());
    }
    ended.add(call.end(record, now));
  }

  /** Ends those that will not return. */
  void abandon(Predicate<OpenSpan> those, DecisionRecord record, long now, List<SpanData> ended) {
    open.values().removeIf(call -> those.test(call) && ended.add(call.abandon(record, now)));
  }
}
