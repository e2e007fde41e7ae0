package io.consilium.framework.modules.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.host.Secret;
import io.consilium.api.host.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypedSettingsTest {
  private static final Metatype METATYPE =
      new Metatype(
          Declared.class.getName(),
          Map.of(
              "service", "here", "atOnce", "8", "words", List.of(), "mode", "FAST", "token", ""));

  /** As a plugin declares its settings. */
  interface Declared {
    enum Mode {
      FAST,
      SURE
    }

    String service();

    int atOnce();

    List<String> words();

    Mode mode();

    Secret token();
  }

  /** Shows what nobody may see. */
  interface Open {
    String token();
  }

  private static Declared declared(Map<String, Object> values) {
    return (Declared) TypedSettings.made(Declared.class, METATYPE, new Settings(values));
  }

  @Test
  void whatIsNotSetHasItsDefault() {
    Declared made = declared(Map.of());

    assertThat(made.service()).isEqualTo("here");
    assertThat(made.atOnce()).isEqualTo(8);
    assertThat(made.words()).isEmpty();
    assertThat(made.mode()).isEqualTo(Declared.Mode.FAST);
    assertThat(made.token().reveal()).isEmpty();
  }

  @Test
  void valuesAreGivenAsTheyAreDeclared() {
    Declared made =
        declared(
            Map.of(
                "atOnce",
                4,
                "words",
                List.of("a", "b"),
                "mode",
                "SURE",
                "token",
                Secret.of("hush")));

    assertThat(made.atOnce()).isEqualTo(4);
    assertThat(made.words()).containsExactly("a", "b");
    assertThat(made.mode()).isEqualTo(Declared.Mode.SURE);
    assertThat(made.token().reveal()).isEqualTo("hush");
    assertThat(made.toString()).doesNotContain("hush");
  }

  @Test
  void textsThatCameOverAWireAreGivenAsTheyAreDeclaredToo() {
    Declared made = declared(Map.of("atOnce", "4", "token", "hush"));

    assertThat(made.atOnce()).isEqualTo(4);
    assertThat(made.token().reveal()).isEqualTo("hush");
  }

  @Test
  void whatCannotBeGivenFailsAtOnceAndASecretIsNoText() {
    assertThatThrownBy(() -> declared(Map.of("atOnce", "many")))
        .hasMessageContaining("\"atOnce\" cannot be given as int");
    assertThatThrownBy(
            () ->
                TypedSettings.made(
                    Open.class, METATYPE, new Settings(Map.of("token", Secret.of("hush")))))
        .hasMessageContaining("Maybe declare it as Secret")
        .hasMessageNotContaining("hush");
  }
}
