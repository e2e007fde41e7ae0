package io.consilium.expert.timeseries.internal.reading;

import io.consilium.api.data.Table;
import io.consilium.api.data.Table.Cell;
import io.consilium.expert.timeseries.internal.period.PeriodLabel;
import io.consilium.expert.timeseries.internal.period.PeriodLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The cells of a table with its headers as line 0; can be turned, so that one reader does both. */
record CellGrid(List<List<Cell>> lines, int width) {

  static CellGrid of(Table table) {
    List<List<Cell>> lines = new ArrayList<>();
    lines.add(table.columns().stream().map(text -> new Cell(text, null, 1)).toList());
    lines.addAll(table.rows());
    return new CellGrid(lines, table.columns().size());
  }

  /** Rows become columns. */
  CellGrid turned() {
    List<List<Cell>> turned =
        IntStream.range(0, width)
            .mapToObj(c -> lines.stream().map(line -> line.get(c)).toList())
            .toList();
    return new CellGrid(turned, lines.size());
  }

  int height() {
    return lines.size();
  }

  Cell at(int line, int column) {
    return lines.get(line).get(column);
  }

  String text(int line, int column) {
    return at(line, column).text().strip();
  }

  /** The value of a cell; a percentage counts as its number. */
  Double value(int line, int column) {
    Cell cell = at(line, column);
    return cell.number() != null && Double.isFinite(cell.number())
        ? cell.number()
        : NumberText.parse(cell.text()).orElse(null);
  }

  /** What each cell of a column says as a period, line 0 included. */
  List<Optional<PeriodLabel>> periods(int column) {
    return PeriodLabels.parse(lines.stream().map(line -> line.get(column).text()).toList());
  }

  /** What each cell of a line says as a period. */
  List<Optional<PeriodLabel>> periodsAcross(int line) {
    return PeriodLabels.parse(lines.get(line).stream().map(Cell::text).toList());
  }
}
