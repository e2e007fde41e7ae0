package io.consilium.governance.telemetry.internal;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes spans, or does not. */
final class FakeCollector implements Collector {
  final List<SpanData> spans = new ArrayList<>();
  String away = "";
  int requests;

  /** Takes this many requests, and goes away. */
  int patience = Integer.MAX_VALUE;

  /** Refuses requests of more spans. */
  int most = Integer.MAX_VALUE;

  /** Refuses requests with a span of this name. */
  String bad = "";

  @Override
  public Taken send(List<SpanData> batch) {
    requests++;
    if (!away.isEmpty() || patience == 0) {
      throw new CollectorAway(away);
    }
    patience--;
    if (batch.size() > most || batch.stream().anyMatch(span -> span.getName().equals(bad))) {
      throw new CollectorRefuses("answers 413");
    }
    spans.addAll(batch);
    return Taken.ALL;
  }

  /** Ids of the spans, each once. */
  Set<String> ids() {
    Set<String> ids = new HashSet<>();
    spans.forEach(span -> ids.add(span.getTraceId() + span.getSpanId()));
    return ids;
  }
}
