package io.consilium.expert.timeseries.internal.forecasting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A series of the M3 or M4 competition with its official test values. */
record CompetitionSeries(String period, int season, double[] train, double[] test) {
  private static final Pattern LINE =
      Pattern.compile(
          "(?:.*\"period\": \"(\\w+)\")?.*?\"m\": (\\d+).*\"train\": \\[(.*)\\], \"test\": \\[(.*)\\].*");

  /** Where the competition data lies. */
  static Path data() {
    return Path.of(
        Objects.requireNonNullElse(System.getenv("CONSILIUM_DATA"), "../../../shared/data"));
  }

  static List<CompetitionSeries> read(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(CompetitionSeries::of).toList();
  }

  private static CompetitionSeries of(String line) {
    Matcher m = LINE.matcher(line);
    if (!m.matches()) {
      throw new IllegalArgumentException("Not a series: " + line.substring(0, 80));
    }
    return new CompetitionSeries(
        m.group(1), Integer.parseInt(m.group(2)), values(m.group(3)), values(m.group(4)));
  }

  private static double[] values(String list) {
    return Arrays.stream(list.split(",")).mapToDouble(Double::parseDouble).toArray();
  }
}
