package io.consilium.framework.training.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Panels side by side as a PNG. */
public final class Picture {
  private static final int WIDTH = 620;
  private static final int HEIGHT = 400;
  private static final int FEW = 40;

  /** Told apart by people who see colours differently (Okabe and Ito). */
  private static final Color[] COLOURS = {
    new Color(0x0072B2),
    new Color(0xD55E00),
    new Color(0x009E73),
    new Color(0xCC79A7),
    new Color(0xE69F00),
    new Color(0x56B4E9),
    new Color(0x000000)
  };

  private Picture() {}

  /** Draws the panels that have something to show, some in each row. */
  public static byte[] png(List<Panel> panels, int columns) throws IOException {
    List<Panel> shown = panels.stream().filter(panel -> !panel.series().isEmpty()).toList();
    int wide = Math.max(1, Math.min(columns, shown.size()));
    int rows = Math.max(1, (shown.size() + wide - 1) / wide);
    BufferedImage image =
        new BufferedImage(wide * WIDTH, rows * HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D page = image.createGraphics();
    page.setColor(Color.WHITE);
    page.fillRect(0, 0, image.getWidth(), image.getHeight());
    for (int i = 0; i < shown.size(); i++) {
      Graphics2D part =
          (Graphics2D) page.create(i % wide * WIDTH, i / wide * HEIGHT, WIDTH, HEIGHT);
      chart(shown.get(i)).paint(part, WIDTH, HEIGHT);
      part.dispose();
    }
    page.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  private static Chart<?, ?> chart(Panel panel) {
    return panel.kind() == Panel.Kind.BARS ? bars(panel) : lines(panel);
  }

  private static Chart<?, ?> bars(Panel panel) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(panel.title())
            .xAxisTitle(panel.x())
            .yAxisTitle(panel.y())
            .build();
    style(chart.getStyler(), panel);
    for (Panel.Series series : panel.series()) {
      chart.addSeries(series.name(), series.x(), series.y());
    }
    return chart;
  }

  private static Chart<?, ?> lines(Panel panel) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(panel.title())
            .xAxisTitle(panel.x())
            .yAxisTitle(panel.y())
            .build();
    style(chart.getStyler(), panel);
    for (Panel.Series series : panel.series()) {
      chart
          .addSeries(series.name(), series.x(), series.y())
          .setMarker(series.x().length <= FEW ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE)
          .setLineStyle(new BasicStroke(1.8f));
    }
    return chart;
  }

  private static void style(AxesChartStyler styler, Panel panel) {
    styler.setSeriesColors(COLOURS);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    styler.setChartTitleBoxVisible(false);
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(org.knowm.xchart.style.Styler.LegendLayout.Horizontal);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendVisible(panel.series().size() > 1);
    styler.setPlotGridLinesColor(new Color(0xDDDDDD));
    styler.setMarkerSize(5);
    if (panel.kind() == Panel.Kind.PERCENT) {
      styler.setYAxisMin(0.0);
      styler.setYAxisMax(100.0);
    }
    if (panel.kind() == Panel.Kind.LOGARITHMIC) {
      styler.setYAxisLogarithmic(spans(panel));
    }
  }

  /** Within a power or two of ten a logarithmic axis has hardly a mark. */
  private static boolean spans(Panel panel) {
    double[] all = panel.series().stream().flatMapToDouble(s -> Arrays.stream(s.y())).toArray();
    double least = Arrays.stream(all).min().orElse(1);
    double most = Arrays.stream(all).max().orElse(1);
    return most > 30 * least;
  }
}
