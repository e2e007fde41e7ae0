package io.consilium.distribution.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Figures that belong together.
 *
 * @param title what was measured
 * @param note how, in a sentence or two
 * @param lines what was compared
 */
public record Section(String title, String note, List<Line> lines) {

  /** One contender with its figures. */
  public record Line(String name, List<Value> values) {
    public Line(String name, Value... values) {
      this(name, List.of(values));
    }

    String value(String column) {
      return values.stream()
          .filter(value -> value.column().equals(column))
          .findFirst()
          .map(Value::text)
          .orElse("");
    }
  }

  private Set<String> columns() {
    return lines.stream()
        .flatMap(line -> line.values.stream())
        .map(Value::column)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  public String text() {
    StringBuilder text = new StringBuilder(title + "\n" + note + "\n");
    for (Line line : lines) {
      text.append("  ").append(line.name).append('\n');
      line.values.forEach(
          value -> text.append(String.format("    %-22s %s%n", value.column(), value.text())));
    }
    return text.toString();
  }

  public String markdown() {
    Set<String> columns = columns();
    List<String> rows = new ArrayList<>();
    rows.add(row("", columns));
    rows.add(row("---", columns.stream().map(column -> "---").toList()));
    for (Line line : lines) {
      rows.add(row(line.name, columns.stream().map(line::value).toList()));
    }
    return "### " + title + "\n\n" + note + "\n\n" + String.join("\n", rows) + "\n";
  }

  private static String row(String name, Iterable<String> cells) {
    return "| " + name + " | " + String.join(" | ", cells) + " |";
  }
}
