package io.consilium.expert.vision.internal.table;

import io.consilium.api.data.Box;
import io.consilium.api.data.Page;
import io.consilium.api.data.Page.Block;
import io.consilium.api.data.Page.BlockKind;
import io.consilium.api.data.Table;
import io.consilium.api.data.Table.Cell;
import io.consilium.expert.vision.internal.image.Boxes;
import io.consilium.expert.vision.internal.text.PageScan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/** Makes the vocabulary's table out of found rows. */
final class TableBuilder {
  private final TableFinder.Found found;
  private final Page page;
  private final PageScan scan;

  TableBuilder(TableFinder.Found found, Page page, PageScan scan) {
    this.found = found;
    this.page = page;
    this.scan = scan;
  }

  Table build(BiFunction<Fragment, Boolean, Optional<Fragment>> reread) {
    TableGrid grid = TableGrid.of(found);
    List<List<Fragment>> cells = new ArrayList<>();
    boolean decimals = hasDecimals(grid.rows());
    for (List<Fragment> row : grid.rows()) {
      List<Fragment> better = new ArrayList<>();
      for (Fragment cell : row) {
        boolean label = better.isEmpty();
        boolean suspect = cell != null && !label && decimals && lacksDecimals(cell);
        better.add(cell == null ? null : reread.apply(cell, suspect).orElse(cell));
      }
      cells.add(better);
    }
    NumberReader numbers =
        NumberReader.forTexts(
            cells.stream()
                .flatMap(row -> row.stream().skip(1))
                .filter(Objects::nonNull)
                .map(Fragment::text)
                .toList());
    List<List<Cell>> rows = new ArrayList<>();
    for (List<Fragment> row : cells) {
      List<Cell> out = new ArrayList<>();
      for (int column = 0; column < row.size(); column++) {
        out.add(TableReader.cell(row.get(column), numbers, column == 0));
      }
      rows.add(out);
    }
    spell(rows);
    String title = title();
    String unit =
        Units.in(title)
            .or(() -> near().flatMap(Units::in))
            .or(() -> Units.in(grid.headers().get(0)))
            .orElse(everyPercent(rows) ? "%" : "");
    return new Table(
        title,
        unit,
        PeriodSpelling.column(grid.headers()),
        rows,
        scan.turn().toPicture(found.box()));
  }

  private static void spell(List<List<Cell>> rows) {
    List<String> labels =
        PeriodSpelling.column(rows.stream().map(row -> row.get(0).text()).toList());
    for (int i = 0; i < rows.size(); i++) {
      Cell cell = rows.get(i).get(0);
      rows.get(i).set(0, new Cell(labels.get(i), cell.number(), cell.confidence()));
    }
  }

  /** True if figures are printed with a decimal point throughout: one without lost it. */
  private static boolean hasDecimals(List<List<Fragment>> rows) {
    List<Fragment> numbers =
        rows.stream()
            .flatMap(row -> row.stream().skip(1))
            .filter(cell -> cell != null && cell.isNumber())
            .toList();
    long without = numbers.stream().filter(TableBuilder::lacksDecimals).count();
    return numbers.size() > 3 && without * 4 < numbers.size();
  }

  private static boolean lacksDecimals(Fragment cell) {
    return cell.isNumber() && !cell.text().matches(".*\\d[.,]\\d{1,2}(\\D.*)?");
  }

  private static boolean everyPercent(List<List<Cell>> rows) {
    List<Cell> numbers =
        rows.stream().flatMap(List::stream).filter(cell -> cell.number() != null).toList();
    return !numbers.isEmpty() && numbers.stream().allMatch(cell -> cell.text().contains("%"));
  }

  /** The caption or title right above, or a caption right below. */
  private String title() {
    return closest(3.5).map(Block::text).orElse("");
  }

  private Optional<String> near() {
    return closest(7).map(Block::text);
  }

  private Optional<Block> closest(double lines) {
    Box box = found.box();
    double reach = lines * scan.textHeight();
    return page.blocks().stream()
        .filter(b -> b.kind() != BlockKind.TABLE && b.kind() != BlockKind.CHART)
        .filter(b -> b.text().length() < 160)
        .filter(b -> Boxes.overlapX(upright(b), box) > 0)
        .filter(b -> distance(b, box) < reach)
        .min(Comparator.comparingDouble(b -> distance(b, box)));
  }

  private double distance(Block block, Box table) {
    Box b = upright(block);
    double above = table.y() - b.bottom();
    double below = b.y() - table.bottom();
    boolean caption = block.kind() == BlockKind.CAPTION && block.text().matches("(?i)table.*");
    if (above > -scan.textHeight()) {
      return Math.max(0, above);
    }
    return caption && below > -scan.textHeight() ? below + 1 : Double.MAX_VALUE;
  }

  private Box upright(Block block) {
    return scan.turn().toUpright(block.box());
  }
}
