package io.consilium.framework.planners.hrm.internal;

import io.consilium.api.host.Settings;

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
  static final String NO_NETWORK = "none";
  private static final int MOST = 900;

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if one will not do; the message is for a person
   */
  static HrmSettings of(Settings settings) {
    return new HrmSettings(
        settings.text("network", "sudoku"),
        whole(settings, "segments", 16, 1),
        whole(settings, "restarts", 1, 0),
        StopRule.named(settings.text("stop", "verifier")),
        settings.number("still", 1e-3),
        settings.text("read", "grid.read"),
        settings.section("read-with"),
        settings.text("verifier", "constraints.grid"));
  }

  private static int whole(Settings settings, String key, int otherwise, int least) {
    double value = settings.number(key, otherwise);
    if (value != Math.rint(value) || value < least || value > MOST) {
      throw new IllegalArgumentException(
          "The planner's setting \""
              + key
              + "\" needs a whole number from "
              + least
              + " to "
              + MOST
              + " ("
              + value
              + ").");
    }
    return (int) value;
  }
}
