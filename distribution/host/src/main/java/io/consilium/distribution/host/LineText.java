package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** One task of a list of puzzles, as one row of a terminal. */
final class LineText {
  private LineText() {}

  /**
   * The row.
   *
   * @param files whether lines of several files may follow each other, so that it must name its own
   */
  static String of(JsonNode line, boolean files) {
    String said =
        line.has("error")
            ? "error: " + line.path("error").asText()
            : line.path("solution").asText(line.path("puzzle").asText());
    return String.format(
        Locale.ROOT,
        "%6s  %-8s  %-8s  %3d segments, %d restarts  %6.2f s  %s",
        (files ? line.path("file").asText() + ":" : "") + line.path("line").asInt(),
        line.path("verified").asBoolean() ? line.path("status").asText() : "open",
        line.path("by").asText("-"),
        line.path("steps").asInt(),
        line.path("restarts").asInt(),
        line.path("millis").asLong() / 1000.0,
        said);
  }
}
