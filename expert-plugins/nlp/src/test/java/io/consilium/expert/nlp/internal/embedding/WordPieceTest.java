package io.consilium.expert.nlp.internal.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WordPieceTest {
  private final WordPiece shipped = shipped();

  private static WordPiece shipped() {
    try (var in = WordPiece.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json")) {
      return WordPiece.read(in);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void givesTheIdsOfTheUncasedVocabulary() {
    assertThat(shipped.ids("Hello, world!", 128)).containsExactly(101, 7592, 1010, 2088, 999, 102);
    assertThat(shipped.ids("unaffable", 128)).containsExactly(101, 14477, 20961, 3468, 102);
    assertThat(shipped.ids("Café", 128)).isEqualTo(shipped.ids("cafe", 128));
  }

  @Test
  void cutsAtTheWindow() {
    assertThat(shipped.ids("profit ".repeat(500), 128)).hasSize(128).endsWith(102);
  }

  @Test
  void saysWhatIsWrongWithAFileWithoutVocabulary() {
    assertThatThrownBy(
            () -> WordPiece.read(new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("vocab");
  }

  @Property(tries = 300)
  void takesAnyText(@ForAll String text) {
    assertThat(shipped.ids(text, 128).length).isBetween(2, 128);
  }
}
