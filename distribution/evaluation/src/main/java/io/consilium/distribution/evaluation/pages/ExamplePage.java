package io.consilium.distribution.evaluation.pages;

import io.consilium.api.data.Series.Frequency;
import io.consilium.distribution.evaluation.pages.Content.Named;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The page that ships as an example: Johnson and Johnson's quarterly earnings per share 1975 to
 * 1980, a public series known from Shumway and Stoffer, Time Series Analysis and Its Applications.
 */
public final class ExamplePage {
  private static final int FIRST_YEAR = 1975;
  private static final double[] EARNINGS = {
    6.93, 7.74, 7.83, 6.12, 7.74, 8.91, 8.28, 6.84, 9.54, 10.26, 9.54, 8.73,
    11.88, 12.06, 12.15, 8.91, 14.04, 12.96, 14.85, 9.99, 16.20, 14.67, 16.02, 11.61
  };
  private static final Color NAVY = new Color(0x16324f);
  private static final Color GREY = new Color(0x5a6672);
  private static final NumberStyle STYLE = new NumberStyle(2, false, "", false);
  private static final Look LOOK =
      new Look(
          Typeface.LIBERATION_SERIF,
          Typeface.LIBERATION_SANS,
          10.4,
          150,
          new Color(0x1b1b1b),
          NAVY,
          GREY,
          Color.WHITE,
          Look.Rules.HEAD_AND_FOOT);

  private ExamplePage() {}

  /** The picture, A4 at 150 dots per inch. */
  public static BufferedImage image() {
    return PagePainter.paint(
        new Blocks.Column(
            List.of(masthead(), commentary(), table(), Block.gap(28), chart(), footer())),
        LOOK);
  }

  private static Block masthead() {
    return new Blocks.Column(
        List.of(
            new Band(NAVY, 7),
            Block.gap(14),
            new Text(
                "QUARTERLY EARNINGS REVIEW",
                Typeface.LIBERATION_SANS.bold(8.5),
                GREY,
                1.4,
                Text.Align.LEFT),
            new Text(
                "Johnson & Johnson",
                Typeface.LIBERATION_SERIF.bold(27),
                NAVY,
                1.25,
                Text.Align.LEFT),
            new Text(
                "Earnings per share, first quarter of 1975 to fourth quarter of 1980",
                Typeface.LIBERATION_SERIF.italic(12.5),
                LOOK.ink(),
                1.5,
                Text.Align.LEFT),
            Block.gap(4),
            new Blocks.Rule(NAVY, 0.8),
            Block.gap(9)));
  }

  private static Block commentary() {
    Block left =
        prose(
            "Earnings per share rose by 12.8 % in 1980 and reached $58.50 for the full year, after"
                + " $51.84 in 1979. Every quarter was better than the same quarter of the year"
                + " before. The strongest gain came in the fourth quarter, 16.2 % above that of"
                + " 1979.");
    Block right =
        prose(
            "Over five years annual earnings per share have more than doubled, from $28.62 in 1975,"
                + " without a single year of decline. The seasonal pattern is unchanged: the fourth"
                + " quarter is the weakest of each year. Growth was"
                + " strong in all quarters.");
    return new Blocks.Column(List.of(new Blocks.Beside(left, right, 0.5, 24), Block.gap(20)));
  }

  private static Block prose(String text) {
    return new Text(text, LOOK.body().regular(LOOK.size()), LOOK.ink(), 1.45, Text.Align.LEFT);
  }

  private static Block heading(String text) {
    return new Text(text, Typeface.LIBERATION_SANS.bold(10.5), NAVY, 1.9, Text.Align.LEFT);
  }

  private static Block table() {
    List<String> header = List.of("Year", "Q1", "Q2", "Q3", "Q4", "Full year");
    List<List<String>> rows = new ArrayList<>();
    for (int year = 0; year < EARNINGS.length / 4; year++) {
      List<String> row = new ArrayList<>(List.of(String.valueOf(FIRST_YEAR + year)));
      double[] quarters = Arrays.copyOfRange(EARNINGS, 4 * year, 4 * year + 4);
      Arrays.stream(quarters).mapToObj(STYLE::format).forEach(row::add);
      row.add(STYLE.format(Arrays.stream(quarters).sum()));
      rows.add(row);
    }
    Sheet sheet = new Sheet(header, rows, Set.of(), 0);
    return new Blocks.Column(
        List.of(
            heading("Earnings per share, USD"),
            Block.gap(3),
            new TableBlock(sheet, LOOK, 10.8, 50)));
  }

  private static Block chart() {
    List<String> categories = new ArrayList<>();
    Period first = new Period(Frequency.QUARTERLY, FIRST_YEAR, 1);
    for (int t = 0; t < EARNINGS.length; t++) {
      categories.add(first.plus(t).label(Period.Style.PLAIN));
    }
    ChartStyle style = new ChartStyle(ChartStyle.Kind.BAR, false, true, false, true, false, 5, 270);
    Named series = new Named("Earnings per share", EARNINGS);
    ChartData data =
        new ChartData("Earnings per share by quarter (USD)", categories, List.of(series));
    return new ChartBlock(data, style, LOOK, STYLE);
  }

  private static Block footer() {
    String source =
        "Source: R. H. Shumway and D. S. Stoffer, Time Series Analysis and Its Applications. The"
            + " page was set to show how figures are read; it is not a publication of the company.";
    return new Blocks.Column(
        List.of(
            Block.gap(26),
            new Blocks.Rule(GREY, 0.5),
            new Text(source, Typeface.LIBERATION_SANS.regular(7.5), GREY, 1.4, Text.Align.LEFT)));
  }

  private record Band(Color color, double height) implements Block {
    @Override
    public double height(Graphics2D g, double width) {
      return height;
    }

    @Override
    public void paint(Graphics2D g, double x, double y, double width) {
      g.setColor(color);
      g.fill(new Rectangle2D.Double(x, y, width, height));
    }
  }
}
