package io.consilium.expert.vision.internal.text;

import io.consilium.api.data.Box;
import io.consilium.api.data.Page.Block;
import io.consilium.api.data.Page.BlockKind;
import io.consilium.api.data.Page.Line;
import io.consilium.api.data.Page.Word;
import io.consilium.expert.vision.internal.image.Boxes;
import io.consilium.expert.vision.internal.table.Fragment;
import io.consilium.expert.vision.internal.table.Periods;
import io.consilium.expert.vision.internal.table.TableFinder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Says what each part of a page is: title, paragraph, table, chart, caption. */
final class Layout {
  private static final Pattern CAPTION =
      Pattern.compile(
          "^(table|figure|fig\\.?|chart|exhibit|graph|source|note)s?\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final int unit;
  private final List<Box> figures;

  Layout(int unit, List<Box> figures) {
    this.unit = unit;
    this.figures = figures;
  }

  List<Block> blocks(List<List<Line>> read) {
    List<List<Line>> charts = new ArrayList<>();
    figures.forEach(figure -> charts.add(new ArrayList<>()));
    List<List<Line>> rest = new ArrayList<>();
    for (List<Line> block : read) {
      List<Line> kept = new ArrayList<>();
      for (Line line : block) {
        List<Word> words = new ArrayList<>();
        for (Fragment part : Fragment.of(line, unit)) {
          int chart = chartOf(TextFinder.lineOf(part.words()));
          if (chart >= 0) {
            charts.get(chart).add(TextFinder.lineOf(part.words()));
          } else {
            words.addAll(part.words());
          }
        }
        if (!words.isEmpty()) {
          kept.add(TextFinder.lineOf(words));
        }
      }
      if (!kept.isEmpty()) {
        rest.add(kept);
      }
    }
    List<Block> blocks = new ArrayList<>(tables(rest));
    List<Box> taken = blocks.stream().map(Block::box).toList();
    for (int i = 0; i < figures.size(); i++) {
      blocks.add(new Block(BlockKind.CHART, around(figures.get(i), charts.get(i)), charts.get(i)));
    }
    for (List<Line> lines : rest) {
      addProse(lines, taken, blocks);
    }
    return inReadingOrder(blocks);
  }

  /** The chart whose label the line is, or -1: short or numeric, and close to the drawing. */
  private int chartOf(Line line) {
    boolean label = line.words().size() <= 5 || mostlyFigures(line);
    if (!label || CAPTION.matcher(line.text()).matches() || line.box().height() > 2 * unit) {
      return -1;
    }
    for (int i = 0; i < figures.size(); i++) {
      if (isBeside(line.box(), figures.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean mostlyFigures(Line line) {
    long figures =
        line.words().stream().filter(w -> number(w) || Periods.matches(w.text())).count();
    return figures * 10 >= 6 * line.words().size();
  }

  /** Tick labels end close to the axis; names of categories stand below, a title above. */
  private boolean isBeside(Box box, Box figure) {
    boolean level = Boxes.overlapY(box, Boxes.grown(figure, unit)) > 0;
    boolean left =
        level && box.right() > figure.x() - 2.5 * unit && box.right() <= figure.x() + unit;
    boolean right =
        level && box.x() < figure.right() + 2.5 * unit && box.x() >= figure.right() - unit;
    double x = Boxes.centerX(box);
    boolean along = x > figure.x() - 3 * unit && x < figure.right() + 3 * unit;
    boolean below = box.y() >= figure.bottom() - unit && box.y() < figure.bottom() + 4 * unit;
    boolean above = box.bottom() <= figure.y() + unit && box.bottom() > figure.y() - 2.5 * unit;
    boolean within = box.x() > figure.x() - 9 * unit && box.right() < figure.right() + 6 * unit;
    boolean inside = Boxes.holdsCenter(figure, box);
    return left || right || inside || (along && within && (below || above));
  }

  private static boolean number(Word word) {
    return new Fragment(List.of(word)).isNumber();
  }

  private static Box around(Box figure, List<Line> lines) {
    return lines.stream().map(Line::box).reduce(figure, Box::union);
  }

  private List<Block> tables(List<List<Line>> rest) {
    List<Word> words =
        rest.stream().flatMap(List::stream).flatMap(line -> line.words().stream()).toList();
    List<Block> tables = new ArrayList<>();
    for (TableFinder.Found found : new TableFinder(unit).find(Rows.of(words))) {
      List<Line> lines =
          found.rows().stream()
              .filter(row -> !row.isEmpty())
              .map(row -> row.stream().flatMap(f -> f.words().stream()).toList())
              .map(TextFinder::lineOf)
              .toList();
      tables.add(new Block(BlockKind.TABLE, found.box(), lines));
    }
    return tables;
  }

  private void addProse(List<Line> lines, List<Box> tables, List<Block> blocks) {
    List<Line> open = new ArrayList<>();
    for (Line line : lines) {
      if (tables.stream().anyMatch(table -> Boxes.holdsCenter(table, line.box()))) {
        continue;
      }
      if (!open.isEmpty() && isBreak(open.get(open.size() - 1), line)) {
        blocks.add(prose(open));
        open.clear();
      }
      open.add(line);
    }
    if (!open.isEmpty()) {
      blocks.add(prose(open));
    }
  }

  private boolean isBreak(Line above, Line below) {
    int gap = below.box().y() - above.box().bottom();
    boolean sizes = Math.abs(size(above) - size(below)) > 0.3 * unit;
    return gap > 1.3 * unit || gap < -2 * unit || sizes || CAPTION.matcher(below.text()).matches();
  }

  private Block prose(List<Line> lines) {
    List<Line> copy = List.copyOf(lines);
    Box box = Boxes.around(copy.stream().map(Line::box).toList());
    String text = String.join(" ", copy.stream().map(Line::text).toList());
    double size = copy.stream().mapToDouble(Layout::size).average().orElse(unit);
    boolean shortText = text.length() < 120 && copy.size() <= 2;
    BlockKind kind = BlockKind.PARAGRAPH;
    if (CAPTION.matcher(text).matches() && text.length() < 200) {
      kind = BlockKind.CAPTION;
    } else if (shortText && size > 1.25 * unit && !text.endsWith(".")) {
      kind = BlockKind.TITLE;
    } else if (shortText && copy.get(0).words().size() <= 2 && !text.matches(".*[.!?]$")) {
      kind = BlockKind.OTHER;
    }
    return new Block(kind, box, copy);
  }

  /** Height of the line's capital letters and figures. */
  private static double size(Line line) {
    int[] heights =
        line.words().stream()
            .filter(
                w ->
                    w.text()
                        .chars()
                        .anyMatch(
                            c ->
                                Character.isUpperCase(c)
                                    || Character.isDigit(c)
                                    || "bdfhklt".indexOf(c) >= 0))
            .mapToInt(
                w ->
                    w.box().height()
                        - (w.text().matches(".*[gjpqy,;()].*") ? w.box().height() / 5 : 0))
            .sorted()
            .toArray();
    return heights.length == 0 ? line.box().height() : heights[heights.length / 2];
  }

  // Columns side by side are read one after the other, as the recogniser found them; tables and
  // charts go where they stand.
  private static List<Block> inReadingOrder(List<Block> blocks) {
    List<Block> prose = blocks.stream().filter(b -> !isDrawn(b)).toList();
    List<Block> ordered = new ArrayList<>(prose);
    List<Block> drawn =
        blocks.stream()
            .filter(Layout::isDrawn)
            .sorted(Comparator.comparingInt(b -> b.box().y()))
            .toList();
    for (Block block : drawn) {
      int at = 0;
      for (int i = 0; i < ordered.size(); i++) {
        Box other = ordered.get(i).box();
        if (other.y() < block.box().y() && Boxes.overlapX(other, block.box()) > 0) {
          at = i + 1;
        }
      }
      ordered.add(at, block);
    }
    return ordered;
  }

  private static boolean isDrawn(Block block) {
    return block.kind() == BlockKind.TABLE || block.kind() == BlockKind.CHART;
  }
}
