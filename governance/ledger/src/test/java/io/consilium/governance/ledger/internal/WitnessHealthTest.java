package io.consilium.governance.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.ledger.Body.WitnessChanged;
import io.consilium.api.ledger.Body.WitnessChanged.State;
import io.consilium.governance.ledger.Witnessing;
import io.consilium.governance.ledger.internal.WitnessHealth.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WitnessHealthTest {
  private static final Instant EARLY = Instant.parse("2026-11-22T09:00:00Z");
  private static final Instant LATE = Instant.parse("2026-11-22T09:30:00Z");

  private static Standing standing(State state, String code, boolean late, long cosigned) {
    WitnessChanged last = new WitnessChanged("w2", state, code, 40, 0);
    return new Standing("w2", Optional.of(last), LATE, late, 40, cosigned, EARLY);
  }

  private static Standing cosigning() {
    WitnessChanged last = new WitnessChanged("w1", State.COSIGNING, "", 40, 40);
    return new Standing("w1", Optional.of(last), EARLY, false, 40, 40, LATE);
  }

  @Test
  void allWhoCosignAreNamedWithTheirCheckpoint() {
    Map<String, Object> health = WitnessHealth.of(List.of(cosigning()), 1);

    assertThat(health)
        .containsEntry("well", true)
        .containsEntry("summary", "1 of 1 cosign, the newest checkpoint is at 40 records")
        .containsEntry("witness w1", "cosigns; 40 records cosigned at 2026-11-22T09:30:00.000Z")
        .containsEntry("newest", 40L);
  }

  @Test
  void oneThatIsSilentIsToldWithSinceWhenAndHowFarItCame() {
    Standing away = standing(State.AWAY, "timeout", false, 30);

    Map<String, Object> health = WitnessHealth.of(List.of(cosigning(), away), 2);

    assertThat(health).containsEntry("well", false).containsEntry("cosigning", 1L);
    assertThat(health.get("summary"))
        .asString()
        .contains("1 of 2 cosign")
        .endsWith(
            "w2: silent since 2026-11-22T09:30:00.000Z (timeout);"
                + " 30 records cosigned at 2026-11-22T09:00:00.000Z");
    assertThat(WitnessHealth.of(List.of(cosigning(), away), 1)).containsEntry("well", true);
    assertThat(WitnessHealth.of(List.of(standing(State.AWAY, "timeout", false, 0)), 1))
        .extractingByKey("summary")
        .asString()
        .endsWith("nothing cosigned since the host's start");
  }

  @Test
  void anotherHistoryIsNeverWell() {
    Standing conflict = standing(State.CONFLICT, "fork", false, 30);

    Map<String, Object> health = WitnessHealth.of(List.of(cosigning(), conflict), 1);

    assertThat(health).containsEntry("well", false);
    assertThat(health.get("summary"))
        .asString()
        .contains("w2: ALARM: holds another history of this log since")
        .contains("(fork)");
  }

  @Test
  void whoIsLateDoesNotCosignAndWhoWasJustAskedIsNoTrouble() {
    Standing late = standing(State.COSIGNING, "", true, 30);
    Standing fresh = new Standing("w3", Optional.empty(), EARLY, false, 40, 0, EARLY);

    assertThat(WitnessHealth.of(List.of(late), 1))
        .containsEntry("well", false)
        .containsEntry("cosigning", 0L);
    assertThat(WitnessHealth.of(List.of(fresh), 1))
        .containsEntry("well", true)
        .containsEntry(
            "summary", "0 of 1 cosign, the newest checkpoint is at 40 records; w3: no answer yet");
  }

  @Test
  void nobodyAskedIsNoHealth() {
    try (Witnesses none = new Witnesses(Witnessing.NONE, change -> {})) {
      assertThat(none.health()).isEmpty();
    }
  }
}
