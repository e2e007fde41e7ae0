package io.consilium.governance.telemetry.internal;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/** Takes spans. Used by one thread. */
interface Collector {
  /**
   * What came of a request that was taken.
   *
   * @param refused spans of it that the collector will never take (OTLP, "Partial Success")
   * @param why its words, made safe for a line of a log
   */
  record Taken(long refused, String why) {
    static final Taken ALL = new Taken(0, "");
  }

  /**
   * Returns when the collector has taken them.
   *
   * @throws CollectorAway if it has not, or not surely: then they are to be sent again
   * @throws CollectorRefuses if it never will: then fewer are to be sent
   * @throws InterruptedException if the host ends
   */
  Taken send(List<SpanData> spans) throws InterruptedException;
}
