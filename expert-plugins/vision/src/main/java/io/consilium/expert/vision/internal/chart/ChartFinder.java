package io.consilium.expert.vision.internal.chart;

import io.consilium.api.data.Box;
import io.consilium.api.data.Chart;
import io.consilium.api.data.Page;
import io.consilium.api.data.Page.Block;
import io.consilium.api.data.Page.BlockKind;
import io.consilium.expert.vision.internal.image.Boxes;
import io.consilium.expert.vision.internal.image.Gray;
import io.consilium.expert.vision.internal.image.Picture;
import io.consilium.expert.vision.internal.table.Units;
import io.consilium.expert.vision.internal.text.FigureFinder;
import io.consilium.expert.vision.internal.text.PageScan;
import io.consilium.expert.vision.internal.text.TextFinder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the charts on a page and reads the first that says something, largest first. */
public final class ChartFinder {
  private static final double WHOLE = 0.45;

  private final TextFinder text;

  public ChartFinder(TextFinder text) {
    this.text = text;
  }

  /**
   * What came of it.
   *
   * @param reason why there is no chart, for a person
   */
  public record Outcome(Optional<Chart> chart, String reason) {}

  /** Reads the chart of a page; without a page the picture is searched for one. */
  public Outcome read(PageScan scan, Optional<Page> page) {
    List<Box> regions = regions(scan, page);
    String reason =
        "No chart was found in the picture ("
            + scan.color().width()
            + "x"
            + scan.color().height()
            + " pixels). A chart has bars or lines and labelled axes.";
    for (Box region : regions) {
      Region cut = cut(scan, region, page);
      ChartScan chart = new ChartScan(cut.picture, cut.gray, scan.textHeight(), text);
      ChartReader reader = new ChartReader(chart);
      ChartReader.Outcome outcome = reader.read();
      if (outcome.reading().isPresent()) {
        String title = title(scan, page, region, chart);
        String unit = unit(title, chart, outcome.percent());
        Box box = scan.turn().toPicture(region);
        return new Outcome(
            Optional.of(reader.chart(outcome.reading().get(), title, unit, box)), "");
      }
      reason = unread(region, outcome);
    }
    return new Outcome(Optional.empty(), reason);
  }

  private static String unread(Box region, ChartReader.Outcome outcome) {
    String where =
        "The drawing at ("
            + region.x()
            + ","
            + region.y()
            + ") of "
            + region.width()
            + "x"
            + region.height()
            + " pixels cannot be read as a chart: ";
    return outcome.axis()
        ? where + "an axis with numbers was found, but neither bars nor lines."
        : where
            + "no axis with at least three numbers was found, and no values are printed at its"
            + " bars. Maybe label the axis.";
  }

  private List<Box> regions(PageScan scan, Optional<Page> page) {
    List<Box> found =
        page.map(p -> chartBlocks(p, scan)).orElseGet(() -> new FigureFinder(scan).find());
    List<Box> regions =
        new ArrayList<>(
            found.stream().sorted(Comparator.comparingLong(box -> -Boxes.area(box))).toList());
    long whole = Boxes.area(scan.color().bounds());
    boolean onlyChart =
        page.isEmpty() || regions.stream().anyMatch(b -> Boxes.area(b) > WHOLE * whole);
    if (onlyChart) {
      regions.add(0, scan.color().bounds());
    }
    return regions;
  }

  private static List<Box> chartBlocks(Page page, PageScan scan) {
    return page.blocks().stream()
        .filter(block -> block.kind() == BlockKind.CHART)
        .map(block -> scan.turn().toUpright(block.box()))
        .toList();
  }

  private record Region(Picture picture, Gray gray) {}

  /** The region with room for its labels, without the page's other text. */
  private static Region cut(PageScan scan, Box region, Optional<Page> page) {
    int unit = scan.textHeight();
    Box wide =
        Boxes.clip(
            Boxes.of(
                region.x() - 6 * unit,
                region.y() - 3 * unit,
                region.right() + 6 * unit,
                region.bottom() + 4 * unit),
            scan.color().width(),
            scan.color().height());
    List<Box> others = new ArrayList<>();
    page.ifPresent(
        p ->
            p.blocks().stream()
                .filter(b -> b.kind() != BlockKind.CHART && b.kind() != BlockKind.OTHER)
                .map(b -> scan.turn().toUpright(b.box()))
                .filter(b -> !Boxes.touch(b, Boxes.grown(region, -unit)))
                .map(b -> new Box(b.x() - wide.x(), b.y() - wide.y(), b.width(), b.height()))
                .forEach(b -> others.add(Boxes.grown(b, 2))));
    Picture color = scan.color().crop(wide);
    Gray gray = scan.gray().crop(wide).without(others);
    return new Region(erased(color, others), gray);
  }

  private static Picture erased(Picture picture, List<Box> boxes) {
    int[] rgb = picture.rgb().clone();
    for (Box box : boxes) {
      if (box.right() <= 0 || box.bottom() <= 0) {
        continue;
      }
      Box inside = Boxes.clip(box, picture.width(), picture.height());
      for (int y = inside.y(); y < inside.bottom(); y++) {
        for (int x = inside.x(); x < inside.right(); x++) {
          rgb[y * picture.width() + x] = 0xffffff;
        }
      }
    }
    return new Picture(rgb, picture.width(), picture.height());
  }

  private static String title(PageScan scan, Optional<Page> page, Box region, ChartScan chart) {
    int unit = scan.textHeight();
    if (page.isPresent()) {
      Optional<String> caption =
          page.get().blocks().stream()
              .filter(
                  b ->
                      b.kind() == BlockKind.CAPTION
                          || b.kind() == BlockKind.TITLE
                          || b.kind() == BlockKind.OTHER)
              .filter(b -> distance(scan.turn().toUpright(b.box()), region) < 5 * unit)
              .min(
                  Comparator.comparingDouble(b -> distance(scan.turn().toUpright(b.box()), region)))
              .map(Block::text);
      if (caption.isPresent()) {
        return caption.get();
      }
    }
    return chart.labels().stream()
        .filter(label -> label.y() < chart.bounds().height() / 4.0)
        .filter(label -> label.text().split(" ").length >= 2)
        .filter(label -> label.text().chars().filter(Character::isLetter).count() > 5)
        .min(Comparator.comparingDouble(Label::y))
        .map(Label::text)
        .orElse("");
  }

  private static double distance(Box block, Box region) {
    if (Boxes.overlapX(block, region) <= 0) {
      return Double.MAX_VALUE;
    }
    double above = region.y() - block.bottom();
    double below = block.y() - region.bottom();
    return above > -region.height() / 3.0 ? Math.max(0, above) : Math.max(0, below) * 2;
  }

  private static String unit(String title, ChartScan chart, boolean percent) {
    return Units.in(title)
        .or(
            () ->
                chart.labels().stream()
                    .flatMap(label -> Units.in(label.text()).stream())
                    .findFirst())
        .orElse(percent ? "%" : "");
  }
}
