package io.consilium.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.consilium.api.data.Box;
import io.consilium.api.data.Series;
import io.consilium.api.data.Table;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.halting.Condition;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.SealedPayload;
import io.consilium.api.planner.Spend;
import io.consilium.api.task.Budget;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Position;
import io.consilium.api.task.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schemas say what is written. {@code -Dschemas.write=true} writes them anew. */
class SchemasTest {
  private static final Path FOLDER = Path.of("src/main/resources/io/consilium/json");

  static Stream<Class<?>> published() {
    List<Class<?>> all = new ArrayList<>(Vocabulary.types().keySet());
    all.add(DecisionRecord.class);
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("published")
  void theCommittedSchemaIsThatOfTheType(Class<?> type) throws IOException {
    String schema = new SchemaWriter().schema(type);
    Path file = FOLDER.resolve(Schemas.path(type));
    if (Boolean.getBoolean("schemas.write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, schema);
    }
    assertThat(Files.readString(file))
        .as("Maybe run with -Dschemas.write=true, and raise the number if old values no longer fit")
        .isEqualTo(schema);
  }

  private static Set<ValidationMessage> check(String schema, Object value) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(schema)
        .validate(Json.text(value), InputFormat.JSON);
  }

  @Test
  void whatIsWrittenFitsItsSchema() {
    Table table =
        new Table(
            "t",
            "USD",
            List.of("a", "b"),
            List.of(Arrays.asList(new Table.Cell("x", null, 1), new Table.Cell("2", 2.0, 0.9))),
            new Box(1, 2, 3, 4));
    Series series =
        new Series(
            "s",
            "",
            Series.Frequency.YEARLY,
            List.of(new Series.Observation("2024", 1.5)),
            List.of(new Series.Excluded("YTD", null, "partial")));
    assertThat(check(Schemas.of(Table.class), table)).isEmpty();
    assertThat(check(Schemas.of(Series.class), series)).isEmpty();
    assertThat(check(Schemas.of(Series.class), table)).isNotEmpty();
  }

  @Test
  void recordsFitTheirSchema() {
    Body halt =
        new Body.HaltDecided(
            "evidence",
            HaltDecision.Action.CONTINUE,
            Optional.empty(),
            List.of(new Condition(HaltReason.VERIFIED, true, 1, 0.5)),
            Optional.empty(),
            new Spend(3, 2.5, Duration.ofMillis(1234)),
            Budget.DEFAULT,
            2,
            List.of("report"));
    assertThat(check(Schemas.decisionRecord(), record(halt))).isEmpty();
    assertThat(check(Schemas.decisionRecord(), record(new Body.Gap(1, 2, "lost")))).isEmpty();
    Principal about = new Principal("t", "a", Optional.of("subject-1"));
    for (Body body :
        List.of(
            new Body.Erased("t-1", "asked", about),
            new Body.KeyRotated("00000001", "00000002", "n+00000002+AQ", Principal.LOCAL),
            new Body.PayloadRead(about, List.of(new Body.PayloadRead.Slot(3, "input.0"))),
            new Body.StorageAlarm(Body.StorageAlarm.Level.WARNED, 8, 10),
            new Body.PluginChanged(
                Body.PluginChanged.Change.TRIED, "a.plugin", "1.1.0", "canary 0.10"),
            new Body.ShadowReturned(
                "only", 1, "a", Body.ExpertReturned.Outcome.SOLVED, "", 0.5, 7, true),
            new Body.ShadowChecked(
                "only",
                1,
                "a",
                "c",
                "v",
                true,
                Body.CheckMade.Kind.REJECTED,
                0,
                1,
                List.of("x"),
                7),
            new Body.ClockJumped(-7))) {
      assertThat(check(Schemas.decisionRecord(), record(body))).isEmpty();
      assertThat(Json.read(Json.canonical(record(body)), DecisionRecord.class))
          .isEqualTo(record(body));
    }
    assertThat(Schemas.decisionRecord()).contains("\"halt-decided\"");
    assertThat(check(Schemas.decisionRecord(), Map.of("schema", 1))).isNotEmpty();
  }

  @Test
  void whatCameLaterIsLeftOutWhereItIsEmpty() {
    SealedPayload plain = new SealedPayload(MediaType.PNG, 3, "c", "b", "t-1");

    assertThat(Json.text(plain)).doesNotContain("redacted");
    assertThat(Json.read(Json.canonical(plain), SealedPayload.class)).isEqualTo(plain);
    assertThat(Json.text(Principal.LOCAL)).doesNotContain("subject");
    assertThat(Json.read(Json.canonical(Principal.LOCAL), Principal.class))
        .isEqualTo(Principal.LOCAL);
    SealedPayload masked = plain.redacted(Map.of("e-mail", 2));
    assertThat(Json.read(Json.canonical(masked), SealedPayload.class)).isEqualTo(masked);
  }

  private static DecisionRecord record(Body body) {
    return new DecisionRecord(
        DecisionRecord.SCHEMA,
        7,
        "0193",
        "2026-01-01T00:00:00.000Z",
        Long.MAX_VALUE,
        "node",
        "boot",
        "0".repeat(32),
        "0".repeat(16),
        new Position("t-1", "read/table", 2, 1, 3),
        List.of(new Code("a", "b", "1.0.0", "00", Optional.empty(), Map.of("m", "11"))),
        body,
        Map.of("x", new SealedPayload(MediaType.PNG, 3, "c", "b", "t-1")));
  }
}
