package io.consilium.framework.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.host.Facts;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Digest;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Position;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.VerifierDescriptor;
import io.consilium.json.Json;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageTest {
  private static final ExpertDescriptor EXPERT =
      ExpertDescriptor.pure(
          "test.expert",
          "Tests.",
          new Capability(
              "test.it", Map.of("text", MediaType.TEXT), Map.of("text", MediaType.TEXT)));
  private static final VerifierDescriptor VERIFIER =
      new VerifierDescriptor(
          "test.verifier", "Tests.", Map.of("text", MediaType.TEXT), Duration.ofSeconds(3));
  private static final Position POSITION = new Position("t-1", "a/b", 1, 2, 3);

  private static Stream<Message> all() {
    Map<String, List<Payload>> inputs =
        Map.of(
            "text",
            List.of(
                new Payload(MediaType.TEXT, "aGVsbG8=", null, Digest.of(new byte[0])),
                new Payload(MediaType.PNG, null, "in/1-0", null)));
    return Stream.of(
        new Message.Hello(
            Message.PROTOCOL, "0.1.0", "/tmp/x", 65536, 8 << 20, new Settings(Map.of("a", "b"))),
        new Message.Ready(
            Message.PROTOCOL, List.of(ExpertOffer.of(EXPERT)), List.of(VerifierOffer.of(VERIFIER))),
        new Message.Warm("1", "test.expert"),
        new Message.Warmed("1"),
        new Message.Solve(
            "2", "test.expert", "test.it", "Do\nit", inputs, Settings.EMPTY, -7, 2, 100, POSITION),
        new Message.Solved(
            "2",
            Map.of("text", new Payload(MediaType.TEXT, "", null, null)),
            0.5,
            Facts.of("rows", 2)),
        new Message.Declined("2", "absent", "Not there."),
        new Message.Failed("2", "threw", "Broken."),
        new Message.Verify(
            "3", "test.verifier", "sum", inputs, Settings.EMPTY, 7, 1, 100, POSITION),
        new Message.Judged(
            "3", new Verdict.Rejected(0.1, 0.5, List.of(new Finding("off", "It is off.")))),
        new Message.Progress("3", "Half."),
        new Message.Cancel("3"),
        new Message.Bye());
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyMessageIsOneLineThatComesBackAndFitsTheSchema(Message message) throws Exception {
    byte[] line = Message.line(message);

    assertThat(new String(line, StandardCharsets.UTF_8)).doesNotContain("\n");
    assertThat(Message.read(line)).isEqualTo(message);
    assertThat(schema().validate(Json.tree(line))).isEmpty();
  }

  @Test
  void theSchemaKnowsEveryMessage() {
    assertThat(all().map(Object::getClass).distinct().count()).isEqualTo(13);
  }

  private static JsonSchema schema() throws Exception {
    try (InputStream in = Message.class.getResourceAsStream("schema/bridge-1.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    }
  }

  @Test
  void anOfferSaysLittleAndTheRestIsCautious() {
    Message.Ready ready =
        (Message.Ready)
            read(
                """
                {"type":"ready","protocol":"consilium-bridge/1","experts":[{"id":"a.b","description":"x",
                 "capabilities":[{"name":"c.d","outputs":{"text":"text/plain"}}]}]}""");
    ExpertDescriptor expert = ready.experts().get(0).descriptor();
    assertThat(expert.effect()).isEqualTo(io.consilium.api.expert.Effect.WRITES_OUTSIDE);
    assertThat(expert.determinism()).isEqualTo(io.consilium.api.expert.Determinism.VARYING);
    assertThat(expert.concurrency()).isEqualTo(1);
    assertThat(ready.verifiers()).isEmpty();
  }

  @Test
  void whatADescriptorSaysComesBack() {
    assertThat(ExpertOffer.of(EXPERT).descriptor()).isEqualTo(EXPERT);
    assertThat(VerifierOffer.of(VERIFIER).descriptor()).isEqualTo(VERIFIER);
  }

  @Test
  void whatIsUnknownMissingOrNoMessageIsNamed() {
    assertThatThrownBy(() -> read("{\"type\":\"warmed\",\"id\":\"1\",\"confidance\":1}"))
        .hasMessageContaining("confidance");
    assertThatThrownBy(() -> read("{\"type\":\"failed\",\"id\":\"1\",\"code\":\"x\"}"))
        .hasMessageContaining("the member \"message\" is missing");
    assertThatThrownBy(() -> read("{\"type\":\"solved\",\"id\":\"1\",\"outputs\":{}}"))
        .hasMessageContaining("confidence");
    assertThatThrownBy(() -> read("{\"type\":\"greets\"}")).hasMessageContaining("greets");
    assertThatThrownBy(() -> read("Loading model...")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> read("null")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                read(
                    "{\"type\":\"solved\",\"id\":\"1\",\"confidence\":1,"
                        + "\"outputs\":{\"a\":{\"media\":\"text/plain\"}}}"))
        .hasMessageContaining("either \"base64\" or \"file\"");
  }

  private static Message read(String line) {
    return Message.read(line.getBytes(StandardCharsets.UTF_8));
  }
}
