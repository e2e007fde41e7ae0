package io.consilium.verifier.figures.internal;

import io.consilium.api.host.Facts;
import io.consilium.api.verifier.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds the numbers of a text against the figures. A text may speak of much that no table shows, so
 * a number counts as contradicting only if its sentence names the measure, gives the period, and
 * the number is near the figure but not it.
 */
final class TextAgreement {
  private static final double[] SCALES = {1, 1e3, 1e6, 1e9, 1e-3, 1e-6, 1e-9};
  private static final double[] LOST_POINTS = {10, 100, 0.1, 0.01};
  private static final double NEAR = 0.25;
  private static final Set<String> COMMON =
      Set.of("total", "million", "billion", "thousand", "year", "month", "quarter", "with", "from");

  private TextAgreement() {}

  static void check(String prose, List<Lane> lanes, Findings findings) {
    for (Statement statement : Statement.in(prose)) {
      if (lanes.stream().anyMatch(lane -> somewhere(lane, statement))) {
        findings.agree(lanes.stream().anyMatch(lane -> at(lane, statement.period(), statement)));
        continue;
      }
      lanes.stream()
          .filter(lane -> names(lane, statement.sentence()))
          .filter(lane -> near(lane, statement) || pointLost(lane, statement))
          .findFirst()
          .ifPresent(lane -> findings.differ(finding(lane, statement)));
    }
  }

  /** A number may belong to another period that the sentence names by a word such as "before". */
  private static boolean somewhere(Lane lane, Statement statement) {
    return lane.values().keySet().stream().anyMatch(key -> at(lane, key, statement));
  }

  private static boolean at(Lane lane, String key, Statement statement) {
    Double value = lane.values().get(key);
    return value != null
        && Arrays.stream(SCALES)
            .anyMatch(
                scale ->
                    Math.abs(Math.abs(value) * scale - statement.value())
                        <= statement.reach() + lane.reach(key) * scale + 1e-9);
  }

  /** The same digits with the decimal point elsewhere. */
  private static boolean pointLost(Lane lane, Statement statement) {
    Double value = lane.values().get(statement.period());
    return value != null
        && Arrays.stream(LOST_POINTS)
            .anyMatch(f -> Math.abs(Math.abs(value) / f - statement.value()) <= statement.reach());
  }

  private static boolean near(Lane lane, Statement statement) {
    Double value = lane.values().get(statement.period());
    return value != null
        && Arrays.stream(SCALES)
            .map(scale -> Math.abs(value) * scale)
            .anyMatch(v -> Math.abs(v - statement.value()) <= NEAR * v);
  }

  /** True if the sentence names the measure. */
  static boolean names(Lane lane, String sentence) {
    return Arrays.stream(lane.name().toLowerCase(Locale.ROOT).split("[^a-z]+"))
        .filter(word -> word.length() > 3 && !COMMON.contains(word))
        .collect(Collectors.toSet())
        .stream()
        .anyMatch(sentence::contains);
  }

  private static Finding finding(Lane lane, Statement statement) {
    double value = lane.values().get(statement.period());
    String message =
        "For "
            + statement.period()
            + " the text says "
            + statement.text()
            + ", the figures "
            + Numbers.plain(value)
            + " ("
            + lane.name()
            + ").";
    return new Finding(
        "text-differs",
        message,
        Facts.of("period", statement.period())
            .with("text", statement.value())
            .with("figure", value));
  }
}
