package io.consilium.expert.timeseries.internal.period;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a row or column of labels together, so that each ambiguous one is read as the others. */
public final class PeriodLabels {
  private static final Pattern SLASHED = Pattern.compile("(\\d{1,2})[-/.](\\d{1,2})[-/.]\\d{2,4}");
  private static final Pattern RANGE = Pattern.compile("(\\d{4})-(\\d\\d)");

  private PeriodLabels() {}

  /** One label by itself. */
  public static Optional<PeriodLabel> parse(String label) {
    return parse(List.of(label)).get(0);
  }

  /**
   * Each label's period, empty where it names none; as long as the list given. Where most follow
   * one another, a label that looks like the one that should stand there is taken for it.
   */
  public static List<Optional<PeriodLabel>> parse(List<String> labels) {
    LabelParser parser = new LabelParser(dayFirst(labels), ranges(labels));
    return PeriodRun.mended(labels, labels.stream().map(parser::parse).toList());
  }

  private static boolean dayFirst(List<String> labels) {
    return labels.stream()
        .map(label -> SLASHED.matcher(label.strip()))
        .anyMatch(m -> m.matches() && Integer.parseInt(m.group(1)) > 12);
  }

  /** Business years such as 2011-12: several, and none of them can only be a month. */
  private static boolean ranges(List<String> labels) {
    List<Matcher> found =
        labels.stream()
            .map(label -> RANGE.matcher(label.strip()))
            .filter(Matcher::matches)
            .toList();
    return found.size() > 1
        && found.stream()
            .allMatch(
                m -> (Integer.parseInt(m.group(1)) + 1) % 100 == Integer.parseInt(m.group(2)));
  }
}
