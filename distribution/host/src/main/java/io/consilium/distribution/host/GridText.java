package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Grids and what is said of their solutions, for a terminal. */
final class GridText {
  private static final int WIDEST = 30;

  private GridText() {}

  static boolean isGrid(JsonNode value) {
    return value.has("kind") && value.has("cells");
  }

  static boolean isSolution(JsonNode value) {
    return value.has("status") && value.has("solutions") && value.has("method");
  }

  static String title(JsonNode value) {
    if (isGrid(value)) {
      return value.path("kind").asText();
    }
    String status =
        switch (value.path("status").asText().toLowerCase(Locale.ROOT)) {
          case "proposed" -> "a solution";
          case "unique" -> "the only solution";
          case "several" -> "several solutions, such as these two";
          default -> "there is no solution";
        };
    return status + ", by " + value.path("method").asText();
  }

  static List<String> lines(JsonNode value) {
    List<String> lines = new ArrayList<>();
    if (isGrid(value)) {
      rows(value, lines);
    }
    for (JsonNode solution : value.path("solutions")) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      rows(solution, lines);
    }
    return lines;
  }

  private static void rows(JsonNode grid, List<String> lines) {
    JsonNode rows = grid.path("cells");
    if (rows.size() > WIDEST || rows.path(0).size() > WIDEST) {
      lines.add("  " + rows.size() + " x " + rows.path(0).size() + " cells, in answer.json");
      return;
    }
    boolean maze = grid.path("kind").asText().equals("maze");
    int width = maze ? 1 : Integer.toString(rows.size()).length() + 1;
    for (JsonNode row : rows) {
      StringBuilder line = new StringBuilder(" ");
      for (JsonNode cell : row) {
        line.append(String.format("%" + width + "s", symbol(cell.asInt(), maze)));
      }
      lines.add(line.toString());
    }
  }

  /** A maze's cells: free, wall, start, goal, on the path. */
  private static String symbol(int cell, boolean maze) {
    if (maze) {
      return cell >= 0 && cell < 5 ? " #SG*".substring(cell, cell + 1) : "?";
    }
    return cell == 0 ? "." : Integer.toString(cell);
  }
}
