package io.consilium.framework.console.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
  private static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJ"
                  + "RU5ErkJggg==");

  @TempDir private Path directory;

  @Test
  void aDirectoryStandsForItsFilesByName() throws Exception {
    write("b.txt", "b");
    write("a.txt", "a");
    write(".hidden", "h");
    Files.createDirectory(directory.resolve("sub"));

    assertThat(Intake.read(List.of(directory)))
        .extracting(GivenFile::name)
        .containsExactly("a.txt", "b.txt");
  }

  @Test
  void whatIsMissingEmptyOrTooLargeIsTurnedAwayWithItsNameAndValue() throws Exception {
    refuses(directory.resolve("no.txt"), "There is no file", "no.txt");
    refuses(write("e.txt", ""), "is empty", "0 bytes");
    refuses(Files.createDirectory(directory.resolve("d")), "holds no files");
    Path large = directory.resolve("large.bin");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(Intake.MAX_BYTES + 1);
    }
    refuses(large, "is too large", Long.toString(Intake.MAX_BYTES + 1));
  }

  @Test
  void aPictureIsTakenWholeOrNotAtAll() throws Exception {
    Path whole = Files.write(directory.resolve("whole.dat"), PNG);
    assertThat(Intake.read(List.of(whole)).get(0).types()).hasToString("[image/png]");

    for (int length = 8; length < PNG.length - 11; length++) {
      Path cut = Files.write(directory.resolve("cut.png"), java.util.Arrays.copyOf(PNG, length));
      refuses(cut, "is cut off after " + length + " bytes");
    }
  }

  private void refuses(Path file, String... parts) {
    assertThatThrownBy(() -> Intake.read(List.of(file)))
        .isInstanceOf(BadInput.class)
        .message()
        .contains(parts)
        .contains("Maybe");
  }

  private Path write(String name, String content) throws IOException {
    return Files.write(directory.resolve(name), content.getBytes(StandardCharsets.UTF_8));
  }
}
