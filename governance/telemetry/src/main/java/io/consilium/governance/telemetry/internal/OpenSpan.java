package io.consilium.governance.telemetry.internal;

import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.task.Position;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;

/**
 * A span that has begun. Its ids are those of the record it begins with, so that the same records
 * always make the same span.
 */
final class OpenSpan {
  /** What a task that never ends may cost in memory. */
  static final int MOST_EVENTS = 512;

  private final Resource resource;
  private final SpanContext self;
  private final SpanContext parent;
  private final String name;
  private final String path;
  private final long start;
  private final AttributesBuilder attributes = Attributes.builder();
  private final List<EventData> events = new ArrayList<>();
  private int happened;
  private long latest;
  private boolean error;

  /**
   * @param parent the span above; none for the first of a trace
   * @param start nanoseconds since 1970
   */
  OpenSpan(Resource resource, DecisionRecord record, SpanContext parent, String name, long start) {
    this.resource = resource;
    this.self = context(record);
    this.parent = parent;
    this.name = name;
    this.start = start;
    this.latest = start;
    Position at = record.position();
    this.path = at.path();
    put(Keys.TASK, at.task());
    put(Keys.SEQUENCE, record.sequence());
    if (!path.isEmpty()) {
      put(Keys.PATH, path);
    }
    if (at.hCycle() > 0) {
      put(Keys.H_CYCLE, (long) at.hCycle());
    }
    if (at.lStep() > 0) {
      put(Keys.L_STEP, (long) at.lStep());
    }
    code(record.code());
  }

  private static SpanContext context(DecisionRecord record) {
    return SpanContext.create(
        record.trace(), record.span(), TraceFlags.getSampled(), TraceState.getDefault());
  }

  private void code(List<Code> code) {
    if (!code.isEmpty()) {
      Code who = code.get(0);
      put(Keys.text("consilium.bundle.name"), who.bundle());
      put(Keys.text("consilium.bundle.version"), who.version());
      put(Keys.text("consilium.bundle.sha256"), who.digest());
      if (!who.models().isEmpty()) {
        put(
            Keys.texts("consilium.models"),
            who.models().entrySet().stream()
                .map(model -> model.getKey() + "@" + model.getValue())
                .sorted()
                .toList());
      }
    }
  }

  SpanContext context() {
    return self;
  }

  /** Of the loop whose record it begins with. */
  String path() {
    return path;
  }

  /** When the last of what belongs to it happened. */
  long latest() {
    return latest;
  }

  void touch(long nanos) {
    latest = nanos;
  }

  <T> OpenSpan put(AttributeKey<T> key, T value) {
    attributes.put(key, value);
    return this;
  }

  /** It ends as an error of this kind. */
  OpenSpan error(String type) {
    error = true;
    return put(Keys.ERROR, type);
  }

  void event(EventData event) {
    happened++;
    if (events.size() < MOST_EVENTS) {
      events.add(event);
    }
  }

  /** It ends without an outcome on record. */
  SpanData abandon(DecisionRecord by, long nanos) {
    return error("_OTHER").end(by, nanos);
  }

  SpanData end(DecisionRecord by, long nanos) {
    put(Keys.SEQUENCE_END, by.sequence());
    StatusData status = error ? StatusData.error() : StatusData.unset();
    return new EndedSpan(
        resource, self, parent, name, start, nanos, attributes.build(), events, happened, status);
  }
}
