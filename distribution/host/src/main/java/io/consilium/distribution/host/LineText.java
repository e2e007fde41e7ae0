package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** One task of a list of puzzles, as one row of a terminal. */
final class LineText {
  private LineText() {}

  static String of(JsonNode line) {
    String said =
        line.has("error")
            ? "error: " + line.path("error").asText()
            : line.path("solution").asText(line.path("puzzle").asText());
    return String.format(
        Locale.ROOT,
        "%6d  %-8s  %-8s  %3d segments, %d restarts  %6.2f s  %s",
        line.path("line").asInt(),
        line.path("verified").asBoolean() ? line.path("status").asText() : "open",
        line.path("by").asText("-"),
        line.path("steps").asInt(),
        line.path("restarts").asInt(),
        line.path("millis").asLong() / 1000.0,
        said);
  }
}
