package io.consilium.governance.telemetry.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final String URL = "http://127.0.0.1:4318/v1/traces";
  private static final Map<String, String> ENVIRONMENT =
      Map.of("TOKEN", "Bearer 4711", "BROKEN", "47\n11", "BLANK", " ");

  private static AbstractThrowableAssert<?, ?> refused(String endpoint, String headers) {
    Map<String, String> settings = Map.of(Settings.ENDPOINT, endpoint, Settings.HEADERS, headers);
    return assertThatThrownBy(() -> Settings.from(settings::get, ENVIRONMENT::get))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessageContaining("Maybe");
  }

  @Test
  void nothingIsSentByDefault() {
    assertThat(Settings.from(key -> null, key -> null)).isEmpty();
    assertThat(Settings.from(key -> " ", key -> null)).isEmpty();
  }

  @Test
  void headersComeFromTheEnvironmentAndAreNotShown() {
    Map<String, String> settings =
        Map.of(Settings.ENDPOINT, " " + URL + " ", Settings.HEADERS, "authorization = TOKEN");
    Settings read = Settings.from(settings::get, ENVIRONMENT::get).orElseThrow();

    assertThat(read.endpoint()).isEqualTo(URI.create(URL));
    assertThat(read.headers()).containsExactly(Map.entry("authorization", "Bearer 4711"));
    assertThat(read).hasToString(URL + " with headers [authorization]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:4318",
        "ftp://127.0.0.1/v1/traces",
        "http://",
        "http:///v1/traces",
        "http://127.0.0.1:4318",
        "https://127.0.0.1:4318/",
        "http://a b/v1/traces",
        "mailto:collector@example.com"
      })
  void anAddressThatCannotBeUsedIsNamedWithAnExample(String endpoint) {
    refused(endpoint, "")
        .hasMessageContaining(Settings.ENDPOINT)
        .hasMessageContaining("(" + endpoint + ")")
        .hasMessageContaining(URL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:4711@collector.example/v1/traces",
        "https://collector.example/v1/traces?key=4711",
        "https://collector.example/v1/traces#4711"
      })
  void aSecretInTheAddressIsRefusedAndNotRepeated(String endpoint) {
    refused(endpoint, "")
        .hasMessageContaining("collector.example")
        .hasMessageContaining(Settings.HEADERS)
        .hasMessageNotContaining("4711");
  }

  @Test
  void headersThatCannotBeSentAreNamedWithoutTheirValues() {
    refused(URL, "authorization=Bearer 4711")
        .hasMessageContaining(Settings.HEADERS)
        .hasMessageNotContaining("4711");
    refused(URL, "authorization=BROKEN")
        .hasMessageContaining("(authorization)")
        .hasMessageNotContaining("47");
    refused(URL, "host=TOKEN").hasMessageContaining("(host)").hasMessageNotContaining("4711");
    refused(URL, "authorization=MISSING").hasMessageContaining("(MISSING)");
    refused(URL, "authorization=BLANK").hasMessageContaining("(BLANK)");
    refused(URL, "authorization=TOKEN,").hasMessageContaining(Settings.HEADERS);
  }

  @Test
  void headersWithoutAnAddressAreAMistake() {
    refused("", "authorization=TOKEN").hasMessageContaining(Settings.ENDPOINT);
  }
}
