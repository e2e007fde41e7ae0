package io.consilium.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.data.Box;
import io.consilium.api.data.LogicGrid;
import io.consilium.api.data.LogicGrid.Item;
import io.consilium.api.data.Series;
import io.consilium.api.data.Table;
import io.consilium.api.halting.Condition;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.host.Facts;
import io.consilium.api.host.Secret;
import io.consilium.api.host.Settings;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.SealedPayload;
import io.consilium.api.planner.Check;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Ref;
import io.consilium.api.planner.Spend;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Budget;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Position;
import io.consilium.api.task.SubgoalId;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.json.internal.ContractModule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void aRecordComesBackEqual() {
    DecisionRecord record =
        new DecisionRecord(
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
            new Body.HaltDecided(
                "evidence",
                HaltDecision.Action.ANSWER,
                Optional.of(HaltReason.VERIFIED),
                List.of(new Condition(HaltReason.VERIFIED, true, 1, 0.5)),
                Optional.empty(),
                new Spend(3, 2.5, Duration.ofMillis(1234)),
                Budget.DEFAULT,
                2,
                List.of("report")),
            Map.of("x", new SealedPayload(MediaType.PNG, 3, "c", "b", "t-1")));

    byte[] json = Json.canonical(record);

    assertThat(Json.read(json, DecisionRecord.class)).isEqualTo(record);
    assertThat(new String(json, StandardCharsets.UTF_8))
        .contains("\"type\":\"halt-decided\"")
        .contains("\"nanos\":\"9223372036854775807\"");
  }

  @Test
  void codeWithoutAConfigurationIsWrittenAsBeforeThereWereAny() {
    Code bare = new Code("a", "b", "1.0.0", "00", Optional.empty(), Map.of());
    Code configured =
        new Code("a", "b", "1.0.0", "00", Optional.empty(), Map.of(), Optional.of("ab"));

    assertThat(Json.text(bare)).contains("\"signer\":null").doesNotContain("configuration");
    assertThat(Json.read(Json.canonical(bare), Code.class)).isEqualTo(bare);
    assertThat(Json.read(Json.canonical(configured), Code.class)).isEqualTo(configured);
  }

  @Test
  void aSecretIsNeverWritten() {
    Settings settings = new Settings(Map.of("token", Secret.of("hush")));

    assertThat(Json.text(settings)).contains(Secret.MASK).doesNotContain("hush");
    assertThat(settings.toString()).doesNotContain("hush");
    assertThat(settings.secret("token").orElseThrow().reveal()).isEqualTo("hush");
    assertThatThrownBy(() -> settings.text("token", ""))
        .hasMessageContaining("secret(\"token\")")
        .hasMessageNotContaining("hush");
  }

  @Test
  void everyMemberOfASealedFamilyHasAnExplicitName() {
    for (Class<?> family : List.of(Body.class, Verdict.class, LogicGrid.Clue.class)) {
      for (Class<?> member : family.getPermittedSubclasses()) {
        assertThat(ContractModule.nameOf(family, member))
            .as("the JSON name of %s", member.getSimpleName())
            .isPresent();
      }
    }
  }

  @Test
  void aPlanComesBackEqual() {
    Plan plan =
        new Plan(
            "m",
            List.of(
                new Subgoal(
                    new SubgoalId("read[2]"),
                    "vision.text",
                    "Read",
                    Map.of("image", List.of(Ref.parse("task.image[0] ?? other.image ?? none"))),
                    new Settings(Map.of("scale", 2)),
                    Set.of("other"),
                    true)),
            List.of(new Check("c", "v", Map.of(), Settings.EMPTY, true)),
            Map.of("text", List.of(Ref.parse("read.page"))));

    assertThat(Json.read(Json.canonical(plan), Plan.class)).isEqualTo(plan);
  }

  @Test
  void verdictsComeBackEqual() {
    Verdict verdict =
        new Verdict.Rejected(
            0.1, 0.5, List.of(new Finding("total-off", "…", Facts.of("by", 2.0).with("x", true))));

    assertThat(Json.read(Json.canonical(verdict), Verdict.class)).isEqualTo(verdict);
  }

  @Test
  void vocabularyValuesBecomeArtifactsAndComeBack() throws Exception {
    JsonArtifacts artifacts = new JsonArtifacts();
    Table table =
        new Table(
            "t",
            "USD",
            List.of("a", "b"),
            List.of(Arrays.asList(new Table.Cell("x", null, 1), new Table.Cell("2e23", 2e23, 0.9))),
            new Box(1, 2, 3, 4));

    Artifact artifact = artifacts.of(table);

    assertThat(artifact.mediaType().value()).isEqualTo("application/vnd.consilium.table+json");
    assertThat(artifacts.read(artifact, Table.class)).isEqualTo(table);
    assertThatThrownBy(() -> artifacts.read(artifact, Series.class))
        .hasMessage(
            "Expected application/vnd.consilium.series+json, got"
                + " application/vnd.consilium.table+json.");
  }

  private static LogicGrid puzzle(LogicGrid.Clue... clues) {
    return new LogicGrid(
        "t",
        List.of(
            new LogicGrid.Category("day", true, List.of("Monday", "Tuesday")),
            new LogicGrid.Category("dish", false, List.of("soup", "rice"))),
        List.of(clues));
  }

  @Test
  void aLogicGridComesBackEqual() {
    Item soup = new Item("dish", "soup");
    Item rice = new Item("dish", "rice");
    Item monday = new Item("day", "Monday");
    LogicGrid puzzle =
        puzzle(
            new LogicGrid.Same(soup, monday),
            new LogicGrid.Before(soup, rice, "day", Optional.of(1)),
            new LogicGrid.Before(soup, rice, "day", Optional.empty()),
            new LogicGrid.Apart(soup, rice, "day", 1),
            new LogicGrid.Either(
                List.of(new LogicGrid.Different(rice, monday), new LogicGrid.Same(rice, monday))));

    byte[] json = Json.canonical(puzzle);

    assertThat(Json.read(json, LogicGrid.class)).isEqualTo(puzzle);
    assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"type\":\"apart\"");
    assertThat(puzzle.clues())
        .extracting(Object::toString)
        .contains(
            "dish soup is 1 before dish rice in day",
            "either dish rice is not day Monday or dish rice is day Monday");
  }

  @Test
  void aLogicGridThatSpeaksOfWhatIsNotThereIsRefused() {
    assertThatThrownBy(
            () -> puzzle(new LogicGrid.Same(new Item("dish", "stew"), new Item("day", "Monday"))))
        .hasMessage(
            "Clue 1: There is no item (stew) in the category (dish), only [soup, rice]. Maybe it is"
                + " misspelt.");
    assertThatThrownBy(
            () ->
                Json.read(
                    Json.text(puzzle()).replace("\"soup\",", "").getBytes(StandardCharsets.UTF_8),
                    LogicGrid.class))
        .hasMessageContaining("Not a valid LogicGrid at line 1")
        .hasMessageContaining("(day) has 2, (dish) has 1");
  }

  @Test
  void numbersArePrintedAsRfc8785Asks() {
    assertThat(Json.text(Map.of("a", 2e23, "b", 1.0, "c", 1e-7)))
        .isEqualTo("{\"a\":2e+23,\"b\":1,\"c\":1e-7}");
  }

  @Test
  void aNumberThatIsNotFiniteIsRefused() {
    assertThatThrownBy(
            () -> Json.canonical(new Condition(HaltReason.DEADLINE, true, Double.NaN, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void brokenJsonIsRefusedWithPlace() {
    assertThatThrownBy(() -> Json.read("{\"x\":".getBytes(StandardCharsets.UTF_8), Box.class))
        .hasMessageContaining("Not a valid Box at line 1");
  }
}
