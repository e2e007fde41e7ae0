package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Entry;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.ledger.Proof;
import io.consilium.api.ledger.Receipt;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Position;
import io.consilium.api.task.TaskId;
import io.consilium.json.JsonArtifacts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Which code must stay, by what is on record. */
class NamedCodeTest {
  private static final Map<String, Artifact> READABLE =
      Map.of(
          "message",
          new JsonArtifacts().of(MediaType.TEXT, "why".getBytes(StandardCharsets.UTF_8)));

  private final Tasks tasks = new Tasks();

  /** Tasks by id, and what was read of them. */
  private static final class Tasks implements Ledger {
    private final Map<TaskId, List<Entry>> all = new LinkedHashMap<>();
    private final List<String> read = new ArrayList<>();

    void task(String id, Map<String, Artifact> payloads, String... acted) {
      List<Entry> entries = new ArrayList<>();
      for (String digest : acted) {
        Code code = new Code("p", "b", "1.0.0", digest, Optional.empty(), Map.of());
        DecisionRecord record =
            new DecisionRecord(
                DecisionRecord.SCHEMA,
                0,
                "",
                "",
                0,
                "",
                "",
                "",
                "",
                Position.HOST,
                List.of(code),
                new Body.ClockJumped(0),
                Map.of());
        entries.add(new Entry(record, payloads));
      }
      all.put(new TaskId(id), entries);
    }

    @Override
    public Receipt append(List<Draft> drafts) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Entry> entries(TaskId task) {
      read.add(task.value());
      return all.get(task);
    }

    @Override
    public List<DecisionRecord> records(TaskId task) {
      return all.get(task).stream().map(Entry::record).toList();
    }

    @Override
    public List<TaskId> recent(int most) {
      return all.keySet().stream().limit(most).toList();
    }

    @Override
    public List<TaskId> unfinished() {
      return List.of();
    }

    @Override
    public long size() {
      return 0;
    }

    @Override
    public CompletionStage<Proof> prove(long sequence) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String trouble() {
      return "";
    }
  }

  @Test
  void codeThatActedInATaskThatStillOpensIsNamed() {
    tasks.task("t-1", READABLE, "aa", "bb");
    tasks.task("t-2", Map.of(), "bb", "cc");

    assertThat(new NamedCode(tasks).naming(Set.of("aa", "bb", "cc", "dd")))
        .containsExactlyInAnyOrder("aa", "bb");
  }

  @Test
  void onlyTasksThatNameWhatIsSoughtAreOpenedAndNoneOnceAllIsFound() {
    tasks.task("t-1", READABLE, "zz");
    tasks.task("t-2", READABLE, "aa");
    tasks.task("t-3", READABLE, "aa");

    assertThat(new NamedCode(tasks).naming(Set.of("aa"))).containsExactly("aa");
    assertThat(tasks.read).containsExactly("t-2");
  }
}
