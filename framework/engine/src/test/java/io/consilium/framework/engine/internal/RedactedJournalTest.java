package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Budget;
import io.consilium.api.task.Position;
import io.consilium.api.task.Principal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedactedJournalTest {
  private static final Artifact MASKED = Slots.text("[redacted:iban]");

  @Test
  void theStateIsTheFoldOfWhatTheLogHasAndNotOfWhatWasGiven() {
    MemoryLedger ledger =
        new MemoryLedger() {
          @Override
          public List<Draft> redacted(List<Draft> drafts) {
            return drafts.stream()
                .map(d -> new Draft(d.position(), d.body(), d.code(), Map.of("input.0", MASKED)))
                .toList();
          }
        };
    Journal journal = new Journal(ledger, said -> {}, entry -> {}, failure -> {});
    Body admitted =
        new Body.TaskAdmitted(
            "p", "00", "goal", List.of("text"), Budget.DEFAULT, Principal.LOCAL, 1, 2);

    journal.append(
        state ->
            List.of(
                new Draft(
                    new Position("t-1", "", 0, 0, 0),
                    admitted,
                    List.of(),
                    Map.of("input.0", Slots.text("DE89370400440532013000")))));

    assertThat(journal.state()).isEqualTo(Fold.all(ledger.all));
    assertThat(journal.state().carry().task().inputs().get(0).artifact()).isEqualTo(MASKED);
  }
}
