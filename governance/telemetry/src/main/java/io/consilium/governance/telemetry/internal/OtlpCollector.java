package io.consilium.governance.telemetry.internal;

import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;

/** A collector that is sent OTLP over HTTP in protobuf. */
final class OtlpCollector implements Collector {
  static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final OtlpHttpSpanExporter exporter;
  private HttpPost post;

  OtlpCollector(Settings settings) {
    this(settings, TIMEOUT);
  }

  OtlpCollector(Settings settings, Duration timeout) {
    OtlpHttpSpanExporterBuilder builder =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(settings.endpoint().toString())
            .setTimeout(timeout)
            .setConnectTimeout(timeout)
            .setRetryPolicy(null)
            .setMeterProvider(MeterProvider.noop())
            .setComponentLoader(new OwnSender());
    settings.headers().forEach(builder::addHeader);
    this.exporter = builder.build();
  }

  @Override
  public Taken send(List<SpanData> spans) throws InterruptedException {
    try {
      CompletableResultCode result = exporter.export(spans);
      if (!result.isSuccess()) {
        throw new CollectorAway("could not be sent spans (" + result.getFailureThrowable() + ")");
      }
      return post.taken();
    } catch (CollectorAway e) {
      if (Thread.interrupted()) {
        throw new InterruptedException(e.getMessage());
      }
      throw e;
    }
  }

  /** Gives the exporter the one sender that tells what was answered. */
  private final class OwnSender implements ComponentLoader {
    @Override
    public <T> Iterable<T> load(Class<T> spi) {
      HttpSenderProvider provider =
          config -> {
            post = new HttpPost(config);
            return post;
          };
      return spi == HttpSenderProvider.class ? List.of(spi.cast(provider)) : List.of();
    }
  }
}
