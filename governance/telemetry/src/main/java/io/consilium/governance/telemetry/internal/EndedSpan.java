package io.consilium.governance.telemetry.internal;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.InstrumentationLibraryInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;

/**
 * A span as the exporter takes it. The components have the names of the methods that they are.
 *
 * @param getStartEpochNanos since 1970
 * @param getEndEpochNanos since 1970
 * @param getTotalRecordedEvents how many events there were; those over a bound are not among {@code
 *     getEvents}
 */
record EndedSpan(
    Resource getResource,
    SpanContext getSpanContext,
    SpanContext getParentSpanContext,
    String getName,
    long getStartEpochNanos,
    long getEndEpochNanos,
    Attributes getAttributes,
    List<EventData> getEvents,
    int getTotalRecordedEvents,
    StatusData getStatus)
    implements SpanData {
  private static final InstrumentationScopeInfo SCOPE =
      InstrumentationScopeInfo.builder("io.consilium.governance.telemetry")
          .setSchemaUrl(Keys.SCHEMA)
          .build();

  EndedSpan {
    getEvents = List.copyOf(getEvents);
  }

  @Override
  public SpanKind getKind() {
    return SpanKind.INTERNAL;
  }

  @Override
  public boolean hasEnded() {
    return true;
  }

  @Override
  public int getTotalAttributeCount() {
    return getAttributes.size();
  }

  @Override
  public List<LinkData> getLinks() {
    return List.of();
  }

  @Override
  public int getTotalRecordedLinks() {
    return 0;
  }

  @Override
  public InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return SCOPE;
  }

  @Override
  @SuppressWarnings("deprecation")
  public InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
    return InstrumentationLibraryInfo.create(SCOPE.getName(), null);
  }
}
