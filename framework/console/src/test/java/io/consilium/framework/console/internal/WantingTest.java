package io.consilium.framework.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.framework.configuration.Configurations.Listed;
import io.consilium.framework.configuration.Configurations.State;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class WantingTest {
  private final Wanting wanting =
      Wanting.of(
          List.of(
              new Listed("well", State.APPLIED, "aa", Path.of("well.yaml"), List.of()),
              new Listed(
                  "odd", State.REFUSED, "", Path.of("odd.yaml"), List.of("odd.yaml: no url."))));

  @Test
  void whoOffersNothingForHisSettingsSaysWhy() {
    assertThat(wanting.words("odd", "cc", digest -> false))
        .isEqualTo(
            "offers nothing until it is configured: odd.yaml: no url. Maybe see: ./consilium config"
                + " show odd");
  }

  @Test
  void whoGoesOnWithHisSettingsBeforeSaysThat() {
    assertThat(wanting.words("odd", "cc", "cc"::equals))
        .startsWith(
            "its configuration is refused, and what held before goes on: odd.yaml: no url.");
  }

  @Test
  void ofOthersThereIsNothingToSay() {
    assertThat(wanting.words("well", "cc", digest -> false)).isEmpty();
  }
}
