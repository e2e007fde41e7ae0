package io.consilium.framework.planners.hrm.internal;

import io.consilium.api.host.Settings;
import io.consilium.framework.pipeline.NearNames;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The planner's section of a pipeline.
 *
 * @param network name of the network that proposes; {@code none} for the exact solver alone
 * @param segments most segments from one start, from 1
 * @param restarts most further starts from fresh noise, from 0
 * @param stop when a run of segments ends
 * @param still change of the state, root mean square, below which it counts as standing still
 * @param read capability that makes a grid of anything else, with its parameters
 * @param verifier who judges solutions
 */
record HrmSettings(
    String network,
    int segments,
    int restarts,
    StopRule stop,
    double still,
    String read,
    Settings readWith,
    String verifier) {
  private static final int MOST = 900;
  private static final double STILL = 1e-3;
  private static final Set<String> KNOWN =
      new TreeSet<>(
          Set.of(
              "network", "segments", "restarts", "stop", "still", "read", "read-with", "verifier"));

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if one will not do; the message is for a person
   */
  static HrmSettings of(Settings settings) {
    settings.values().keySet().stream().sorted().forEach(HrmSettings::known);
    return new HrmSettings(
        text(settings, "network", Networks.SUDOKU),
        whole(settings, "segments", 16, 1),
        whole(settings, "restarts", 1, 0),
        StopRule.named(text(settings, "stop", "verifier")),
        still(settings),
        text(settings, "read", "grid.read"),
        readWith(settings),
        text(settings, "verifier", "constraints.grid"));
  }

  private static void known(String key) {
    if (!KNOWN.contains(key)) {
      throw new IllegalArgumentException(
          "The planner hrm knows no setting ("
              + key
              + "). "
              + instead(key, KNOWN, " Maybe take it out of the pipeline's planner.settings."));
    }
  }

  /** What there is, and which of it a wrong name may mean. */
  static String instead(String wrong, Collection<String> known, String otherwise) {
    return "Known: "
        + String.join(", ", known)
        + "."
        + NearNames.of(wrong, known)
            .map(near -> " Maybe \"" + near + "\" is meant.")
            .orElse(otherwise);
  }

  private static String text(Settings settings, String key, String otherwise) {
    Object value = settings.values().getOrDefault(key, otherwise);
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    throw refused(key, "a word", value);
  }

  private static double still(Settings settings) {
    Object value = settings.values().getOrDefault("still", STILL);
    if (value instanceof Number number
        && number.doubleValue() >= 0
        && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw refused("still", "a number from 0", value);
  }

  private static Settings readWith(Settings settings) {
    Object value = settings.values().getOrDefault("read-with", Map.of());
    if (value instanceof Map<?, ?> map) {
      return Settings.of(map);
    }
    throw refused("read-with", "a section of its own, such as {kind: sudoku}", value);
  }

  private static int whole(Settings settings, String key, int otherwise, int least) {
    Object value = settings.values().getOrDefault(key, otherwise);
    if (value instanceof Number number
        && number.doubleValue() == number.intValue()
        && number.intValue() >= least
        && number.intValue() <= MOST) {
      return number.intValue();
    }
    throw refused(key, "a whole number from " + least + " to " + MOST, value);
  }

  private static IllegalArgumentException refused(String key, String needs, Object value) {
    return new IllegalArgumentException(
        "The planner's setting \""
            + key
            + "\" needs "
            + needs
            + ", not ("
            + value
            + "). Maybe leave it out for its default.");
  }
}
