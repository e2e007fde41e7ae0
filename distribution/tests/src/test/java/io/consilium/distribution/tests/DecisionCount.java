package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.routing.RoutingDecision.Choice;
import io.consilium.api.task.HaltReason;
import io.consilium.distribution.tests.plugin.CountingGate;
import io.consilium.distribution.tests.plugin.CountingHalting;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Counts what is on record against what was decided and what was shown. */
final class DecisionCount {
  private final List<DecisionRecord> records;

  /** Over the whole ledger, as {@code audit export jsonl} writes it. */
  DecisionCount(Path exported) throws IOException {
    records =
        Files.readAllLines(exported).stream()
            .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), DecisionRecord.class))
            .toList();
  }

  private static Optional<String> routed(DecisionRecord record) {
    return record.body() instanceof Body.SubgoalRouted routed
            && routed.gate().equals(CountingGate.ID)
        ? Optional.of(
            "routed "
                + routed.subgoal()
                + " "
                + routed.decision().action()
                + " "
                + routed.decision().chosen().stream()
                    .map(Choice::expert)
                    .collect(Collectors.joining(",")))
        : Optional.empty();
  }

  private static Optional<String> halted(DecisionRecord record) {
    return record.body() instanceof Body.HaltDecided halt
            && halt.policy().equals(CountingHalting.ID)
        ? Optional.of(
            String.join(
                " ",
                "halted",
                record.position().task(),
                "(" + record.position().path() + ")",
                Integer.toString(record.position().hCycle()),
                halt.action().name(),
                halt.reason().map(HaltReason::name).orElse("")))
        : Optional.empty();
  }

  /** Nothing was decided that is not on record, and nothing is on record that was not decided. */
  void everyDecisionIsOnRecord(Path tally) throws IOException {
    List<String> recorded =
        records.stream().flatMap(one -> routed(one).or(() -> halted(one)).stream()).toList();
    assertThat(recorded)
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(Files.readAllLines(tally));
  }

  /** Decisions to halt that nobody was asked about: pipeline and reason of each. */
  List<String> haltsByTheEngine() {
    Map<String, String> pipelines = new HashMap<>();
    records.stream()
        .filter(record -> record.body() instanceof Body.TaskAdmitted)
        .forEach(
            record ->
                pipelines.put(
                    record.position().task(), ((Body.TaskAdmitted) record.body()).pipeline()));
    return records.stream()
        .filter(record -> record.body() instanceof Body.HaltDecided)
        .filter(record -> halted(record).isEmpty())
        .map(
            record ->
                pipelines.get(record.position().task())
                    + " "
                    + ((Body.HaltDecided) record.body()).reason().orElseThrow())
        .toList();
  }

  long count(Class<? extends Body> type) {
    return records.stream().filter(record -> type.isInstance(record.body())).count();
  }

  /** Every task that was admitted has one answer. */
  void everyTaskIsClosed() {
    assertThat(tasks(Body.AnswerReleased.class))
        .containsExactlyInAnyOrderElementsOf(tasks(Body.TaskAdmitted.class));
  }

  private List<String> tasks(Class<? extends Body> type) {
    return records.stream()
        .filter(record -> type.isInstance(record.body()))
        .map(record -> record.position().task())
        .toList();
  }

  /** What people saw of tasks stands in the ledger, at the place that was said. */
  void nothingWasShownThatIsNotOnRecord(Collection<JsonNode> shown) {
    assertThat(shown).isNotEmpty();
    for (JsonNode line : shown) {
      String task = line.path("task").asText();
      for (JsonNode step : line.path("trace")) {
        DecisionRecord record = records.get(step.path("sequence").asInt());
        assertThat(record.position().task()).as(step.toString()).isEqualTo(task);
        assertThat(record.body().getClass().getSimpleName())
            .isEqualToIgnoringCase(step.path("kind").asText().replace("-", ""));
      }
      boolean answers = !line.path("status").asText().equals("failed");
      assertThat(line.path("trace").isEmpty()).isEqualTo(!answers);
      assertThat(answers || line.path("answer").path("outputs").isEmpty()).isTrue();
    }
  }
}
