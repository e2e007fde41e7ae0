package io.consilium.distribution.evaluation.suites;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One chart with the values that are drawn in it.
 *
 * @param set data set that it is from
 * @param picture PNG
 * @param values what is drawn
 */
record ChartItem(String set, Path picture, List<Value> values) {

  /** One drawn value and what it is called, series first. */
  record Value(String series, String label, double number) {}

  /** The charts of a directory that have a table, in order of their names. */
  static List<ChartItem> of(Path directory) throws IOException {
    List<Path> tables;
    try (Stream<Path> files = Files.list(directory.resolve("tables"))) {
      tables = files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
    List<ChartItem> items = new ArrayList<>();
    for (Path table : tables) {
      String name = table.getFileName().toString().replaceAll("\\.csv$", "");
      Path picture = directory.resolve("png").resolve(name + ".png");
      Path spec = directory.resolve("specs").resolve(name + ".vl.json");
      List<List<String>> rows = Csv.parse(Files.readString(table));
      List<Value> values = Files.exists(spec) ? drawn(rows, Files.readAllBytes(spec)) : wide(rows);
      if (Files.exists(picture) && !values.isEmpty()) {
        items.add(new ChartItem(directory.getFileName().toString(), picture, values));
      }
    }
    return items;
  }

  /** First column labels, every other column a series. */
  private static List<Value> wide(List<List<String>> rows) {
    List<Value> values = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      for (int c = 1; c < row.size(); c++) {
        String series = rows.get(0).size() > 2 ? rows.get(0).get(c) : "";
        number(row.get(c)).ifPresent(found -> values.add(new Value(series, row.get(0), found)));
      }
    }
    return values;
  }

  /** One row a mark; the specification says which field is its value. */
  private static List<Value> drawn(List<List<String>> rows, byte[] spec) {
    JsonNode encoding = Json.tree(spec).path("encoding");
    Optional<String> value = valueField(encoding);
    int column = value.map(rows.get(0)::indexOf).orElse(-1);
    if (column < 0) {
      return List.of();
    }
    int series =
        field(encoding, "color", rows.get(0))
            .orElse(field(encoding, "xOffset", rows.get(0)).orElse(-1));
    List<Value> values = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      String label =
          String.join(
              " ",
              IntStream.range(0, row.size())
                  .filter(c -> c != column && c != series)
                  .mapToObj(row::get)
                  .toList());
      String name = series < 0 || series == column ? "" : row.get(series);
      number(row.get(column)).ifPresent(found -> values.add(new Value(name, label, found)));
    }
    return values;
  }

  private static Optional<String> valueField(JsonNode encoding) {
    boolean sideways =
        encoding.path("x").path("type").asText("").equals("quantitative")
            && !encoding.path("y").path("type").asText("quantitative").equals("quantitative");
    for (String channel : sideways ? List.of("x") : List.of("y", "theta", "x")) {
      String field = encoding.path(channel).path("field").asText("");
      if (!field.isEmpty()) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  private static Optional<Integer> field(JsonNode encoding, String channel, List<String> header) {
    int column = header.indexOf(encoding.path(channel).path("field").asText(""));
    return column < 0 ? Optional.empty() : Optional.of(column);
  }

  /** 12.3, 1,234, 45%, $7 and 2.6 are numbers; 2021 YTD is none. */
  static OptionalDouble number(String text) {
    String plain = text.trim().toLowerCase(Locale.ROOT).replaceAll("[$€£¥,%\\s]", "");
    try {
      return OptionalDouble.of(Double.parseDouble(plain));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
