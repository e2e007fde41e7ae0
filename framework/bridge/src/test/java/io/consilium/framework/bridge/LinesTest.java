package io.consilium.framework.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LinesTest {

  private static Lines lines(String text, int most) {
    return new Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), most);
  }

  @Test
  void linesEndWithALineFeedAndWhatIsCutOffIsNone() throws IOException {
    Lines lines = lines("one\n\nthree\ncut", 10);
    assertThat(lines.next()).asString().isEqualTo("one");
    assertThat(lines.next()).isEmpty();
    assertThat(lines.next()).asString().isEqualTo("three");
    assertThat(lines.next()).isNull();
  }

  @Test
  void aLineMayBeAsLongAsTheBoundAndNoLonger() throws IOException {
    assertThat(lines("1234\n", 4).next()).hasSize(4);
    assertThatThrownBy(() -> lines("12345\n", 4).next())
        .isInstanceOfSatisfying(
            Lines.TooLong.class, e -> assertThat(e.start()).asString().startsWith("12345"));
  }

  @Test
  void aLineThatNeverEndsIsGivenUp() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };
    assertThatThrownBy(() -> new Lines(endless, 1_000_000).next())
        .isInstanceOf(Lines.TooLong.class);
  }

  @Test
  void aLineAcrossManyReadsIsOne() throws IOException {
    String long_ = "a".repeat(200_000);
    assertThat(lines(long_ + "\nb\n", 1_000_000).next()).hasSize(200_000);
  }
}
