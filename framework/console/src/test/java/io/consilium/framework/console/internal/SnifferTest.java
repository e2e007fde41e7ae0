package io.consilium.framework.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Series;
import io.consilium.api.task.MediaType;
import io.consilium.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnifferTest {
  @Test
  void contentDecidesWhateverTheName() {
    byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 0};
    assertThat(Sniffer.types("page.png", jpeg)).containsExactly(MediaType.JPEG);
    assertThat(Sniffer.types("page.png", bytes("hello"))).containsExactly(MediaType.TEXT);
    assertThat(Sniffer.types("a.txt", bytes("%PDF-1.7 \0")))
        .containsExactly(new MediaType("application/pdf"));
    assertThat(Sniffer.types("a.txt", new byte[] {1, 0, 2})).containsExactly(MediaType.BYTES);
    assertThat(Sniffer.types("a.txt", new byte[] {(byte) 0xc3, 0x28}))
        .containsExactly(MediaType.BYTES);
  }

  @Test
  void theNameTellsKindsOfTextApart() {
    assertThat(Sniffer.types("A.CSV", bytes("a,b\n1,2\n")))
        .containsExactly(new MediaType("text/csv"), MediaType.TEXT);
  }

  @Test
  void aValueOfTheVocabularyIsKnownByItsContentOrItsName() {
    Series series = new Series("x", "", Series.Frequency.YEARLY, List.of(), List.of());
    MediaType type = new MediaType("application/vnd.consilium.series+json");
    assertThat(Sniffer.types("x.json", Json.canonical(series)))
        .contains(type, MediaType.JSON, MediaType.TEXT);
    assertThat(Sniffer.types("x.series.json", bytes("{}"))).first().isEqualTo(type);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
