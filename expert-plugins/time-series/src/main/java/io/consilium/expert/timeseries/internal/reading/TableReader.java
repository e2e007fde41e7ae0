package io.consilium.expert.timeseries.internal.reading;

import io.consilium.api.data.Table;
import io.consilium.api.data.Table.Cell;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the series that a table holds. Stateless. */
public final class TableReader {
  private static final Pattern UNIT = Pattern.compile("\\(([^)]{1,30})\\)\\s*$");

  private TableReader() {}

  /**
   * Reads one measure of a table along its time axis, whichever way it runs.
   *
   * @param measure name of the row or column wanted; empty for the main one
   */
  public static Reading read(Table table, String measure) {
    CellGrid grid = CellGrid.of(table);
    List<Lane> down = new TableLayout(grid).lanes();
    List<Lane> across = new TableLayout(grid.turned()).lanes();
    List<Lane> lanes = usable(across) > usable(down) ? across : down;
    if (lanes.isEmpty()) {
      return new Reading.Absent(
          "The table has no time axis: neither its rows nor its columns are labelled with periods"
              + " (first labels: "
              + labels(table)
              + ").");
    }
    Optional<Lane> lane = MeasureChoice.choose(lanes, measure);
    return lane.isEmpty()
        ? new Reading.Absent(
            "No row or column is called ("
                + measure
                + "). There are: "
                + lanes.stream().map(Lane::name).collect(Collectors.joining(", "))
                + ".")
        : made(table, lane.get());
  }

  private static long usable(List<Lane> lanes) {
    return lanes.stream().mapToLong(Lane::usable).max().orElse(0);
  }

  private static Reading made(Table table, Lane lane) {
    String name = lane.name().isBlank() ? table.title() : lane.name();
    String unit = table.unit();
    Matcher m = UNIT.matcher(name);
    if (unit.isBlank() && m.find()) {
      unit = m.group(1);
      name = name.substring(0, m.start()).strip();
    }
    return new SeriesMaker(name, unit, table.title(), notes(table)).make(lane.points());
  }

  /** Words outside the figures: the title and cells that begin with a footnote sign. */
  private static String notes(Table table) {
    String cells =
        table.rows().stream()
            .flatMap(List::stream)
            .map(Cell::text)
            .filter(text -> text.startsWith("*") || text.length() > 25)
            .collect(Collectors.joining(" "));
    return (table.title() + " " + cells).toLowerCase(Locale.ROOT);
  }

  private static String labels(Table table) {
    return table.rows().stream()
        .filter(row -> !row.isEmpty())
        .limit(3)
        .map(row -> row.get(0).text())
        .collect(Collectors.joining(", "));
  }
}
