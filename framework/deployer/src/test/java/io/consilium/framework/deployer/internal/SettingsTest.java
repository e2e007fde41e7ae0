package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static Duration retention(Map<String, String> properties) {
    return new Settings(properties::get).retention();
  }

  @Test
  void codeIsKeptAsLongAsTheLongerOfBothSettingsSays() {
    assertThat(retention(Map.of())).hasDays(190);
    assertThat(retention(Map.of("consilium.ledger.retention", "P2Y"))).hasDays(732);
    assertThat(
            retention(Map.of("consilium.store.keep", "900", "consilium.ledger.retention", "P2Y")))
        .hasDays(900);
    assertThat(retention(Map.of("consilium.ledger.retention", "P0D")))
        .isGreaterThan(Duration.ofDays(300_000));
  }

  @Test
  void whatIsRequiredIsAListOfWords() {
    assertThat(required("any")).isEmpty();
    assertThat(required("signed, listed")).containsExactly("listed", "signed");
    assertThatThrownBy(() -> required("signed,blessed")).hasMessageContaining("signed,blessed");
  }

  private static java.util.Set<String> required(String value) {
    return new Settings(Map.of("consilium.plugins.require", value)::get).required();
  }
}
