package io.consilium.framework.isolation.internal.host;

import io.consilium.framework.isolation.internal.launch.LastWords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why a child's process ended, in words, from its exit status and from what it left. */
final class LastBreath {
  /** The Java machine's report of a native crash, in the child's temporary directory. */
  static final String REPORT = "crash.log";

  private static final int OUT_OF_MEMORY = 3;
  private static final int SIGNAL = 128;
  private static final int REPORT_LINES = 40;
  private static final int REPORT_BYTES = 1 << 14;
  private static final int SAID = 4_000;
  private static final String TELLING = "#  (SIG|Internal Error).*|# Native memory.*|# [CjJvV] .*";

  private LastBreath() {}

  /**
   * @param status as Java tells it: 128 and more for a signal
   * @param directory the child's temporary one, not yet deleted
   * @return a sentence without its beginning; empty where there is no more to say than the status
   *     itself
   */
  static Optional<String> words(int status, Path directory, Machine machine) {
    Path report = directory.resolve(REPORT);
    if (Files.isRegularFile(report, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of("native crash" + crash(report) + ".");
    }
    Path said = directory.resolve(LastWords.FILE);
    if (status == LastWords.STATUS && Files.isRegularFile(said, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(read(said));
    }
    if (status == OUT_OF_MEMORY) {
      return Optional.of(
          "exit status 3, as when out of memory: its heap has "
              + machine.memory()
              + " MB by "
              + Machine.MEMORY
              + ". Maybe raise that.");
    }
    return status < SIGNAL
        ? Optional.of("exit status " + status + ", as by System.exit.")
        : Optional.empty();
  }

  private static String read(Path file) {
    try {
      return beginning(file, SAID, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "its last words cannot be read.";
    }
  }

  /** The signal and the frame that the report begins with. */
  private static String crash(Path report) {
    try {
      return beginning(report, REPORT_BYTES, StandardCharsets.ISO_8859_1)
          .lines()
          .limit(REPORT_LINES)
          .filter(line -> line.matches(TELLING))
          .map(line -> ", " + line.substring(1).strip().replaceAll("\\s+", " "))
          .collect(Collectors.joining());
    } catch (IOException e) {
      return ", of which the report cannot be read";
    }
  }

  /** What a child leaves behind it may have written itself, and without end. */
  private static String beginning(Path file, int most, Charset charset) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return new String(in.readNBytes(most), charset);
    }
  }
}
