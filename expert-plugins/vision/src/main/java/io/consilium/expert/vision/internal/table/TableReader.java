package io.consilium.expert.vision.internal.table;

import io.consilium.api.data.Box;
import io.consilium.api.data.Page;
import io.consilium.api.data.Page.Block;
import io.consilium.api.data.Page.BlockKind;
import io.consilium.api.data.Page.Line;
import io.consilium.api.data.Page.Word;
import io.consilium.api.data.Table;
import io.consilium.api.data.Table.Cell;
import io.consilium.expert.vision.internal.image.Binarizer;
import io.consilium.expert.vision.internal.image.Boxes;
import io.consilium.expert.vision.internal.image.Gray;
import io.consilium.expert.vision.internal.text.PageScan;
import io.consilium.expert.vision.internal.text.Rows;
import io.consilium.expert.vision.internal.text.RuleEraser;
import io.consilium.expert.vision.internal.text.TextFinder;
import io.consilium.framework.runtimes.tesseract.PageMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Reads the main table of a page into cells and numbers. */
public final class TableReader {
  private static final double DOUBTFUL = 0.75;

  private final TextFinder text;
  private final boolean thorough;

  /**
   * @param thorough read the region in more than one way and keep the best; about three times
   *     slower
   */
  public TableReader(TextFinder text, boolean thorough) {
    this.text = text;
    this.thorough = thorough;
  }

  /** The table with most numbers, if there is one. */
  public Optional<Table> read(PageScan scan, Page page) {
    List<Box> charts =
        page.blocks().stream()
            .filter(TableReader::isChart)
            .map(block -> scan.turn().toUpright(block.box()))
            .toList();
    Gray clean = new RuleEraser(scan).clean().without(charts);
    Optional<TableFinder.Found> onPage = largest(pageRows(page, scan), scan.textHeight());
    if (onPage.isEmpty() && page.blocks().stream().anyMatch(TableReader::isChart)) {
      return Optional.empty();
    }
    Box region =
        onPage
            .map(found -> Boxes.grown(found.box(), 2 * scan.textHeight()))
            .orElse(scan.color().bounds());
    List<TableFinder.Found> attempts = new ArrayList<>(onPage.stream().toList());
    attempts(clean, region, scan)
        .flatMap(rows -> largest(rows, scan.textHeight()).stream())
        .forEach(attempts::add);
    return attempts.stream()
        .max(Comparator.comparingDouble(TableReader::quality))
        .map(
            best ->
                new TableBuilder(best, page, scan)
                    .build((cell, suspect) -> reread(cell, suspect, clean, scan)));
  }

  private Stream<List<Line>> attempts(Gray clean, Box region, PageScan scan) {
    Box inside = Boxes.clip(region, clean.width(), clean.height());
    Gray crop = clean.crop(inside);
    double zoom = Math.min(4, Math.max(scan.zoom(), 30.0 / scan.textHeight()));
    Stream<List<Line>> usual = Stream.of(rows(crop, inside, PageMode.BLOCK, zoom));
    if (!thorough) {
      return usual;
    }
    Gray black = Binarizer.sauvola(crop.scaled(2), 6 * scan.textHeight() | 1);
    return Stream.concat(
        usual,
        Stream.of(
            rows(crop, inside, PageMode.SPARSE, zoom),
            rows(crop.softened(), inside, PageMode.BLOCK, zoom * 0.75),
            scaledBack(rows(black, new Box(0, 0, 1, 1), PageMode.BLOCK, zoom / 2), inside)));
  }

  private List<Line> rows(Gray crop, Box at, PageMode mode, double zoom) {
    List<Word> words =
        text.words(crop, mode, zoom).stream()
            .filter(word -> word.confidence() > 0.1)
            .map(word -> moved(word, 1, at))
            .toList();
    return Rows.of(words);
  }

  private static List<Line> scaledBack(List<Line> rows, Box at) {
    return rows.stream()
        .map(row -> TextFinder.lineOf(row.words().stream().map(w -> moved(w, 2, at)).toList()))
        .toList();
  }

  private static Word moved(Word word, int shrink, Box at) {
    Box b = word.box();
    return new Word(
        word.text(),
        new Box(
            b.x() / shrink + at.x(),
            b.y() / shrink + at.y(),
            Math.max(1, b.width() / shrink),
            Math.max(1, b.height() / shrink)),
        word.confidence());
  }

  private static List<Line> pageRows(Page page, PageScan scan) {
    return Rows.of(
        page.blocks().stream()
            .filter(block -> !isChart(block))
            .flatMap(block -> block.lines().stream())
            .flatMap(line -> line.words().stream())
            .map(w -> new Word(w.text(), scan.turn().toUpright(w.box()), w.confidence()))
            .toList());
  }

  private static boolean isChart(Block block) {
    return block.kind() == BlockKind.CHART;
  }

  private static Optional<TableFinder.Found> largest(List<Line> rows, int textHeight) {
    return new TableFinder(textHeight)
        .find(rows).stream().max(Comparator.comparingLong(TableFinder.Found::numbers));
  }

  /** Numbers count by how sure they are; fragments that are neither number nor word take away. */
  private static double quality(TableFinder.Found found) {
    return found.rows().stream()
        .flatMap(List::stream)
        .mapToDouble(f -> f.isNumber() ? f.confidence() : f.confidence() < 0.5 ? -0.5 : 0.1)
        .sum();
  }

  /** A second look at one cell, enlarged, if the first was doubtful. */
  private Optional<Fragment> reread(Fragment cell, boolean suspect, Gray clean, PageScan scan) {
    boolean numeric =
        cell.text().chars().filter(Character::isDigit).count() * 2 >= cell.text().length();
    if (!suspect && cell.confidence() > DOUBTFUL && (cell.isNumber() || !numeric)) {
      return Optional.empty();
    }
    Box around = Boxes.clip(Boxes.grown(cell.box(), 4), clean.width(), clean.height());
    double zoom = Math.min(6, 36.0 / scan.textHeight());
    Gray crop = clean.crop(around);
    List<Word> words =
        numeric
            ? text.words(crop, PageMode.LINE, zoom, NumberReader.ALPHABET)
            : text.words(crop, PageMode.LINE, zoom);
    if (words.isEmpty()) {
      return Optional.empty();
    }
    Fragment again = new Fragment(words.stream().map(w -> moved(w, 1, around)).toList());
    boolean surer = suspect || again.confidence() > cell.confidence();
    boolean better = surer && (!numeric || again.isNumber());
    return better ? Optional.of(again) : Optional.empty();
  }

  /** A cell with its number. */
  static Cell cell(Fragment fragment, NumberReader numbers, boolean label) {
    if (fragment == null) {
      return new Cell("", null, 1);
    }
    String text = fragment.isNumber() ? fragment.text() : PeriodSpelling.corrected(fragment.text());
    OptionalDouble number = label ? OptionalDouble.empty() : numbers.read(text);
    return new Cell(text, number.isPresent() ? number.getAsDouble() : null, fragment.confidence());
  }
}
