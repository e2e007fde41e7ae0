package io.consilium.governance.telemetry.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.ledger.DecisionRecord;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtlpCollectorTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir Path directory;
  private LoopbackCollector loopback;
  private List<DecisionRecord> records;
  private final List<SpanData> spans = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    loopback = new LoopbackCollector();
    try (SampleLedger ledger = new SampleLedger(directory)) {
      records = ledger.tasks(0, 1);
    }
    SpanFold fold = new SpanFold(SampleLedger.ORIGIN);
    records.forEach(record -> spans.addAll(fold.add(record)));
  }

  @AfterEach
  void close() {
    loopback.close();
  }

  private OtlpCollector collector() {
    return new OtlpCollector(
        new Settings(loopback.url(), Map.of("authorization", "Bearer 4711")), LONG);
  }

  @Test
  void aSpanArrivesWithAllThatItSays() throws Exception {
    assertThat(collector().send(spans)).isEqualTo(Collector.Taken.ALL);

    assertThat(loopback.spans()).hasSize(SampleTask.SPANS);
    Span root = loopback.spans().get(SampleTask.SPANS - 1);
    assertThat(root.getName()).isEqualTo("invoke_agent report-forecast");
    assertThat(HexFormat.of().formatHex(root.getTraceId().toByteArray()))
        .isEqualTo(records.get(0).trace());
    assertThat(HexFormat.of().formatHex(root.getSpanId().toByteArray()))
        .isEqualTo(records.get(0).span());
    assertThat(root.getParentSpanId().isEmpty()).isTrue();
    assertThat(root.getEventsList()).hasSize(4);
    assertThat(root.getAttributesList().toString()).contains("gen_ai.operation.name");
    Span late = loopback.spans().get(2);
    assertThat(late.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(loopback.resources())
        .singleElement()
        .extracting(ResourceSpans::toString)
        .asString()
        .contains("lossy-copy-of-ledger", SampleLedger.ORIGIN, "io.consilium.governance.telemetry");
  }

  @Test
  void headersAreSent() throws Exception {
    collector().send(spans);

    assertThat(loopback.headers.get(0))
        .containsEntry("Authorization", List.of("Bearer 4711"))
        .containsEntry("Content-type", List.of("application/x-protobuf"));
  }

  @Test
  void aPartialSuccessTellsWhatWasRefused() throws Exception {
    loopback.answer =
        ExportTraceServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportTracePartialSuccess.newBuilder()
                    .setRejectedSpans(2)
                    .setErrorMessage("too old"))
            .build()
            .toByteArray();

    assertThat(collector().send(spans)).isEqualTo(new Collector.Taken(2, "too old"));
  }

  @Test
  void aCollectorThatIsNotThereOrNotWellOrNoneIsAway() throws Exception {
    OtlpCollector collector = collector();
    loopback.status = 503;
    assertThatThrownBy(() -> collector.send(spans))
        .isInstanceOf(CollectorAway.class)
        .hasMessage("answers 503");
    loopback.status = 200;
    loopback.type = "text/html";
    loopback.answer = "<html>Log in".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> collector.send(spans))
        .isInstanceOf(CollectorAway.class)
        .hasMessageContaining("text/html");
    loopback.answer = new byte[1 << 20];
    assertThatThrownBy(() -> collector.send(spans))
        .isInstanceOf(CollectorAway.class)
        .hasMessageStartingWith("breaks off");
    loopback.close();
    assertThatThrownBy(() -> collector.send(spans))
        .isInstanceOf(CollectorAway.class)
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void aRequestThatIsTooLargeIsRefused() {
    loopback.status = 413;

    assertThatThrownBy(() -> collector().send(spans))
        .isInstanceOf(CollectorRefuses.class)
        .hasMessage("answers 413");
  }

  @Test
  void aCollectorThatHangsIsNotWaitedForLong() {
    loopback.hangs = true;
    OtlpCollector collector =
        new OtlpCollector(new Settings(loopback.url(), Map.of()), Duration.ofMillis(100));

    assertThatThrownBy(() -> collector.send(spans))
        .isInstanceOf(CollectorAway.class)
        .hasMessageContaining("does not answer");
  }

  @Test
  void anEndingHostDoesNotWaitForACollectorThatHangs() throws Exception {
    loopback.hangs = true;
    OtlpCollector collector = collector();
    FutureTask<Class<?>> sending = new FutureTask<>(() -> outcome(collector));
    Thread thread = new Thread(sending);
    thread.start();
    loopback.asked.await();
    thread.interrupt();

    assertThat(sending.get()).isEqualTo(InterruptedException.class);
  }

  private Class<?> outcome(OtlpCollector collector) {
    try {
      return collector.send(spans).getClass();
    } catch (InterruptedException | RuntimeException e) {
      return e.getClass();
    }
  }
}
