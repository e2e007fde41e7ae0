package io.consilium.governance.telemetry.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.governance.telemetry.internal.Collector.Taken;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class CollectorAnswerTest {
  private static final String PROTOBUF = "application/x-protobuf";

  private static CollectorAnswer answer(int status, String type, byte[] body) {
    return new CollectorAnswer(status, type, "", body);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] refusing(long spans, String why) {
    return ExportTraceServiceResponse.newBuilder()
        .setPartialSuccess(
            ExportTracePartialSuccess.newBuilder().setRejectedSpans(spans).setErrorMessage(why))
        .build()
        .toByteArray();
  }

  @Test
  void allIsTakenWhenNothingElseIsSaid() {
    assertThat(answer(200, PROTOBUF, new byte[0]).taken()).isEqualTo(Taken.ALL);
    assertThat(answer(202, "", new byte[0]).taken()).isEqualTo(Taken.ALL);
    assertThat(answer(200, "application/json; charset=utf-8", bytes("{}")).taken())
        .isEqualTo(Taken.ALL);
  }

  @Test
  void whatIsRefusedForGoodIsTold() {
    assertThat(answer(200, PROTOBUF, refusing(300, "too old")).taken())
        .isEqualTo(new Taken(300, "too old"));
    String json = "{\"partialSuccess\":{\"rejectedSpans\":\"3\",\"errorMessage\":\"too old\"}}";
    assertThat(answer(200, "application/json", bytes(json)).taken())
        .isEqualTo(new Taken(3, "too old"));
  }

  @Test
  void foreignWordsFitALineOfALog() {
    Taken taken =
        answer(200, PROTOBUF, refusing(1, "a\u001b[31m\nb\u202e" + "x".repeat(999))).taken();

    assertThat(taken.why()).startsWith("a?[31m?b?xxx").hasSizeLessThan(210);
  }

  @Test
  void anotherStatusTakesNothing() {
    for (int status : new int[] {100, 301, 401, 404, 429, 503}) {
      assertThatThrownBy(() -> answer(status, PROTOBUF, new byte[0]).taken())
          .isInstanceOf(CollectorAway.class)
          .hasMessage("answers " + status);
    }
  }

  @Test
  void badDataAndTooMuchOfItAreRefusedForGood() {
    for (int status : new int[] {400, 413}) {
      assertThatThrownBy(() -> answer(status, PROTOBUF, new byte[0]).taken())
          .isInstanceOf(CollectorRefuses.class)
          .hasMessage("answers " + status);
    }
  }

  @Test
  void badDataIsRefusedByACollectorAlone() {
    assertThatThrownBy(() -> answer(400, "text/html", bytes("<html>This port is for TLS")).taken())
        .isInstanceOf(CollectorAway.class);
    assertThatThrownBy(() -> answer(400, "", new byte[0]).taken())
        .isInstanceOf(CollectorAway.class);
    assertThatThrownBy(() -> answer(413, "text/html", new byte[0]).taken())
        .isInstanceOf(CollectorRefuses.class);
  }

  @Test
  void aWaitThatIsAskedForIsTold() {
    assertThatThrownBy(() -> new CollectorAnswer(429, "", "30", new byte[0]).taken())
        .asInstanceOf(InstanceOfAssertFactories.type(CollectorAway.class))
        .extracting(CollectorAway::after)
        .isEqualTo(Duration.ofSeconds(30));
    assertThatThrownBy(() -> new CollectorAnswer(429, "", "-1 soon", new byte[0]).taken())
        .asInstanceOf(InstanceOfAssertFactories.type(CollectorAway.class))
        .extracting(CollectorAway::after)
        .isEqualTo(Duration.ZERO);
  }

  @Test
  void whatNoCollectorSaysTakesNothing() {
    assertThatThrownBy(() -> answer(200, "text/html", bytes("<html>Log in")).taken())
        .isInstanceOf(CollectorAway.class)
        .hasMessageContaining("text/html");
    assertThatThrownBy(() -> answer(200, PROTOBUF, bytes("<html>Log in")).taken())
        .isInstanceOf(CollectorAway.class);
    assertThatThrownBy(() -> answer(200, "application/json", bytes("[]")).taken())
        .isInstanceOf(CollectorAway.class);
    assertThatThrownBy(() -> answer(200, "application/json", bytes("{\"partial")).taken())
        .isInstanceOf(CollectorAway.class);
  }

  @Test
  void anyBytesAreAnAnswerOrNone() {
    Random random = new Random(7);
    byte[] real = refusing(7, "why");
    for (int i = 0; i < 5_000; i++) {
      byte[] body = real.clone();
      body[random.nextInt(body.length)] = (byte) random.nextInt();
      try {
        answer(200, PROTOBUF, body).taken();
      } catch (CollectorAway e) {
        assertThat(e).hasMessageStartingWith("answers 200");
      }
    }
  }
}
