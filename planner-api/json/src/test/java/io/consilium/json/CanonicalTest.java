package io.consilium.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.json.internal.ContractModule;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

/** Canonical JSON is written at once; here it is held against RFC 8785's own Java code. */
class CanonicalTest {
  private static final String[] TEXTS = {
    "",
    "a",
    "\u20ac$\u000f\nA'B\"\\\\\"/",
    "\ud83d\ude00",
    "\u00f6",
    "\ufb33",
    "\u007f\u0080",
    "\r1"
  };

  private final Random random = new Random(11);

  @Test
  void whatIsWrittenAtOnceIsWhatTheReferenceMakesOfOrdinaryJson() throws Exception {
    for (int i = 0; i < 3_000; i++) {
      Object value = i % 2 == 0 ? object(4) : array(4);
      byte[] ordinary = ContractModule.mapper().writeValueAsBytes(value);
      assertThat(Json.text(value))
          .isEqualTo(
              new String(new JsonCanonicalizer(ordinary).getEncodedUTF8(), StandardCharsets.UTF_8));
    }
  }

  private Object value(int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0 -> text();
      case 1 -> random.nextInt();
      case 2 -> Double.longBitsToDouble(random.nextLong() & 0xbfffffffffffffffL);
      case 3 -> random.nextInt(2_000) / 1_000.0f;
      case 4 -> random.nextBoolean();
      case 5 -> number();
      case 6 -> random.nextBoolean() ? null : random.nextLong();
      case 7 -> object(depth - 1);
      default -> array(depth - 1);
    };
  }

  private Object number() {
    return switch (random.nextInt(6)) {
      case 0 -> -0.0;
      case 1 -> new BigInteger(80, random);
      case 2 -> new BigDecimal(new BigInteger(80, random), random.nextInt(60) - 30);
      case 3 -> 9007199254740993.0;
      case 4 -> 1e21;
      default -> random.nextInt(100) / 8.0;
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(TEXTS[random.nextInt(TEXTS.length)]);
      text.append((char) random.nextInt(0x300));
    }
    return text.toString();
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      object.put(text(), value(depth));
    }
    return object;
  }

  private List<Object> array(int depth) {
    List<Object> array = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(value(depth));
    }
    return array;
  }

  @Test
  void manyNamesArePutInOrderToo() throws Exception {
    Map<String, Object> many = new LinkedHashMap<>();
    for (int i = 0; i < 100; i++) {
      many.put(text() + i, i);
    }
    byte[] ordinary = ContractModule.mapper().writeValueAsBytes(many);

    assertThat(Json.canonical(many)).isEqualTo(new JsonCanonicalizer(ordinary).getEncodedUTF8());
  }

  @Test
  void halfACharacterIsRefused() {
    assertThatThrownBy(() -> Json.canonical(List.of("a\ud83d")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("half a character (\\ud83d)");
  }

  @Test
  void theNumbersFarthestFromZeroAreWrittenAsTheReferenceDoes() throws Exception {
    for (Object number : List.of(Long.MIN_VALUE, -0x1p63, Long.MAX_VALUE, 0x1p53, -0x1p53 - 2)) {
      byte[] ordinary = ContractModule.mapper().writeValueAsBytes(List.of(number));
      assertThat(Json.text(List.of(number)))
          .isEqualTo(
              new String(new JsonCanonicalizer(ordinary).getEncodedUTF8(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void whatIsNestedTooDeepToBeReadAgainIsNotWritten() {
    Object nested = List.of();
    for (int i = 1; i < 1_000; i++) {
      nested = i % 2 == 0 ? List.of(nested) : Map.of("a", nested);
    }
    byte[] deepest = Json.canonical(nested);
    Object deeper = List.of(nested);

    assertThat(Json.canonical(Json.tree(deepest))).isEqualTo(deepest);
    assertThatThrownBy(() -> Json.canonical(deeper))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1001");
  }

  @Test
  void aNameThatComesTwiceIsRefused() {
    Map<Object, Integer> twice = new LinkedHashMap<>();
    twice.put("1", 1);
    twice.put(1, 2);

    assertThatThrownBy(() -> Json.canonical(twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the name (1) stands twice");
  }
}
