package io.consilium.framework.bridge.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.host.Secret;
import io.consilium.api.host.Settings;
import io.consilium.framework.bridge.Limits;
import io.consilium.framework.bridge.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RevealedTest {
  private final Settings settings =
      new Settings(
          Map.of(
              "url",
              "https://example.com",
              "keys",
              List.of(Secret.of("rosebud")),
              "store",
              Map.of("password", Secret.of("swordfish"))));

  @Test
  void secretsAreTextsForTheGuestWhereverTheyStand() {
    Settings revealed = Revealed.of(settings);

    assertThat(revealed.text("url", "")).isEqualTo("https://example.com");
    assertThat(revealed.list("keys").get(0)).isEqualTo("rosebud");
    assertThat(revealed.section("store").secret("password").orElseThrow().reveal())
        .isEqualTo("swordfish");
  }

  @Test
  void theLineOfTheHelloHoldsThem() {
    byte[] line =
        Message.line(
            new Message.Hello(
                Message.PROTOCOL,
                "1",
                "",
                Limits.DEFAULT.inlineBytes(),
                Limits.DEFAULT.lineBytes(),
                Revealed.of(settings)));

    assertThat(new String(line, StandardCharsets.UTF_8)).contains("rosebud", "swordfish");
  }
}
