package io.consilium.distribution.evaluation.pages;

import io.consilium.distribution.evaluation.pages.Content.Judged;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Paints a designed page. */
final class PagePainter {
  private final PageDesign design;
  private final Look look;
  private final Content content;

  PagePainter(PageDesign design) {
    this.design = design;
    this.look = design.look();
    this.content = design.content();
  }

  BufferedImage paint() throws IOException {
    BufferedImage page = paint(whole(), look);
    return design.damage().apply(page, look.paper(), new Random(design.seed()));
  }

  /** Paints blocks on a page that is as high as they need, but at least A4. */
  static BufferedImage paint(Block whole, Look look) {
    double width = Look.PAGE_WIDTH - 2 * Look.MARGIN;
    Graphics2D measure = graphics(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), look);
    double height = Math.max(Look.PAGE_HEIGHT, whole.height(measure, width) + 2 * Look.MARGIN);
    measure.dispose();
    BufferedImage image =
        new BufferedImage(
            (int) Math.round(Look.PAGE_WIDTH * look.scale()),
            (int) Math.round(height * look.scale()),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D g = graphics(image, look);
    g.setColor(look.paper());
    g.fillRect(0, 0, (int) Look.PAGE_WIDTH + 2, (int) height + 2);
    whole.paint(g, Look.MARGIN, Look.MARGIN, width);
    g.dispose();
    return image;
  }

  private static Graphics2D graphics(BufferedImage image, Look look) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.scale(look.scale(), look.scale());
    return g;
  }

  private Block whole() {
    List<Block> parts = new ArrayList<>(head());
    Block text = text(content.paragraphs());
    Block gap = Block.gap(look.size() * 1.6);
    switch (design.layout()) {
      case TEXT_TABLE_CHART -> parts.addAll(List.of(text, gap, table(), gap, chart()));
      case TEXT_CHART_TABLE -> parts.addAll(List.of(text, gap, chart(), gap, table()));
      case TABLE_CHART_TEXT -> parts.addAll(List.of(table(), gap, chart(), gap, text));
      case TABLE_BESIDE_CHART ->
          parts.addAll(List.of(text, gap, new Blocks.Beside(table(), chart(), 0.4, 18)));
      case TWO_COLUMNS -> parts.addAll(List.of(columns(), gap, table(), gap, chart()));
      case TEXT_BESIDE_CHART ->
          parts.addAll(List.of(new Blocks.Beside(text, chart(), 0.42, 18), gap, table()));
      case NO_CHART -> parts.addAll(List.of(text, gap, table()));
      case NO_TABLE -> parts.addAll(List.of(text, gap, chart()));
    }
    return new Blocks.Column(parts);
  }

  private List<Block> head() {
    return List.of(
        new Text(
            content.company(),
            look.body().bold(look.size() + 9),
            look.accent(),
            1.3,
            Text.Align.LEFT),
        new Text(
            content.title(),
            look.body().regular(look.size() + 4),
            look.ink(),
            1.4,
            Text.Align.LEFT),
        new Blocks.Rule(look.accent(), 1.2),
        Block.gap(look.size()));
  }

  private Block table() {
    String caption = content.measure().name() + ", " + content.measure().unit();
    return new Blocks.Column(
        List.of(
            new Text(caption, look.figures().bold(look.size()), look.ink(), 1.7, Text.Align.LEFT),
            new TableBlock(Sheet.of(content, design.form()), look)));
  }

  private Block chart() {
    return new ChartBlock(ChartData.of(content), design.chart(), look, content.style());
  }

  private Block columns() {
    int half = content.paragraphs().size() / 2;
    return new Blocks.Beside(
        text(content.paragraphs().subList(0, half)),
        text(content.paragraphs().subList(half, content.paragraphs().size())),
        0.5,
        20);
  }

  private Block text(List<List<Judged>> paragraphs) {
    List<Block> blocks = new ArrayList<>();
    for (List<Judged> paragraph : paragraphs) {
      String words = paragraph.stream().map(Judged::text).collect(Collectors.joining(" "));
      blocks.add(
          new Text(words, look.body().regular(look.size()), look.ink(), 1.4, Text.Align.LEFT));
      blocks.add(Block.gap(look.size() * 0.7));
    }
    return new Blocks.Column(blocks);
  }
}
