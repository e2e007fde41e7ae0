package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Answers of logic grid puzzles by the names of their items, for a terminal. */
final class LogicText {
  private LogicText() {}

  /** Whether this is what is said of a logic grid puzzle's solutions, with the puzzle beside it. */
  static boolean isAnswer(JsonNode value, JsonNode outputs) {
    JsonNode solutions = value.path("solutions");
    return !solutions.isEmpty()
        && solutions.path(0).path("kind").asText().equals("logic-grid")
        && !categories(outputs).isMissingNode();
  }

  private static JsonNode categories(JsonNode outputs) {
    return StreamSupport.stream(outputs.spliterator(), false)
        .filter(output -> output.has("clues"))
        .map(output -> output.path("categories"))
        .findFirst()
        .orElse(outputs.path("categories"));
  }

  /** One table a solution. */
  static List<String> lines(JsonNode value, JsonNode outputs) {
    JsonNode categories = categories(outputs);
    List<String> lines = new ArrayList<>();
    for (JsonNode solution : value.path("solutions")) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.addAll(aligned(table(solution.path("cells"), categories)));
    }
    return lines;
  }

  private static List<List<String>> table(JsonNode cells, JsonNode categories) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>();
    categories.forEach(category -> head.add(category.path("name").asText()));
    rows.add(head);
    for (int r = 0; r < cells.size(); r++) {
      List<String> row = new ArrayList<>();
      row.add(item(categories, 0, r + 1));
      for (int c = 0; c < cells.path(r).size(); c++) {
        row.add(item(categories, c + 1, cells.path(r).path(c).asInt()));
      }
      rows.add(row);
    }
    return rows;
  }

  /** The name of an item by its number from 1; the number if there is no such item. */
  private static String item(JsonNode categories, int category, int number) {
    JsonNode name = categories.path(category).path("items").path(number - 1);
    return name.isMissingNode() ? Integer.toString(number) : name.asText();
  }

  private static List<String> aligned(List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder("  ");
      for (int c = 0; c < row.size(); c++) {
        int column = c;
        int width =
            rows.stream()
                .filter(one -> one.size() > column)
                .mapToInt(one -> one.get(column).length())
                .max()
                .orElse(0);
        line.append(row.get(c)).append(" ".repeat(width + 2 - row.get(c).length()));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
