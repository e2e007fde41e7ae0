package io.consilium.governance.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Entry;
import io.consilium.api.task.Principal;
import io.consilium.api.task.TaskId;
import io.consilium.governance.ledger.Options;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who handed tasks in, and which came last. */
class PeopleTest {
  @TempDir Path directory;

  private DiskLedger open() {
    return DiskLedger.open(directory, Options.DEFAULT);
  }

  private static Draft by(String actor, Draft draft) {
    return by("local", actor, draft);
  }

  private static Draft by(String tenant, String actor, Draft draft) {
    Body.TaskAdmitted b = (Body.TaskAdmitted) draft.body();
    Body body =
        new Body.TaskAdmitted(
            b.pipeline(),
            b.pipelineDigest(),
            b.goal(),
            b.roles(),
            b.budget(),
            new Principal(tenant, actor),
            b.admittedMillis(),
            b.seed());
    return new Draft(draft.position(), body, draft.code(), draft.payloads());
  }

  private static String actor(DiskLedger ledger, String task) {
    return ((Body.TaskAdmitted) ledger.records(new TaskId(task)).get(0).body()).principal().actor();
  }

  @Test
  void whoHandsATaskInStandsUnderAPseudonymThatEveryOpeningFinds() {
    DiskLedger ledger = open();
    ledger.append(List.of(by("Petra", Samples.admitted("t-1", "x"))));
    ledger.append(List.of(by("local", Samples.admitted("t-2", "x"))));
    ledger.append(List.of(by("petra", Samples.admitted("t-3", "x"))));
    ledger.append(List.of(by("other", "Petra", Samples.admitted("t-4", "x"))));
    String petra = actor(ledger, "t-1");
    assertThat(petra)
        .matches("person-[0-9a-f]{32}")
        .isNotEqualTo(actor(ledger, "t-3"))
        .isNotEqualTo(actor(ledger, "t-4"));
    assertThat(actor(ledger, "t-2")).isEqualTo("local");
    ledger.close();

    DiskLedger again = open();
    again.append(List.of(by("Petra", Samples.admitted("t-5", "x"))));
    again.append(List.of(by(petra, Samples.admitted("t-6", "x"))));
    assertThat(actor(again, "t-5")).isEqualTo(petra).isEqualTo(actor(again, "t-1"));
    assertThat(actor(again, "t-6")).isEqualTo(petra);
    again.close();
  }

  @Test
  void theTasksAdmittedLastComeFirst() {
    DiskLedger ledger = open();
    for (int i = 1; i <= 3; i++) {
      ledger.append(List.of(Samples.admitted("t-" + i, "x"), Samples.failed("t-1", "no-plan")));
    }
    ledger.append(List.of(Samples.released("t-2")));
    assertThat(ledger.recent(2)).extracting(TaskId::value).containsExactly("t-3", "t-2");
    assertThat(ledger.recent(9)).extracting(TaskId::value).containsExactly("t-3", "t-2", "t-1");
    assertThat(ledger.recent(0)).isEmpty();
    ledger.close();

    DiskLedger again = open();
    assertThat(again.recent(9)).extracting(TaskId::value).containsExactly("t-3", "t-2", "t-1");
    assertThat(again.records(new TaskId("t-1")))
        .isEqualTo(again.entries(new TaskId("t-1")).stream().map(Entry::record).toList());
    again.close();
  }
}
