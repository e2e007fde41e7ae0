package io.consilium.expert.vision.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.consilium.api.data.Chart;
import io.consilium.api.data.Chart.Kind;
import io.consilium.api.data.Chart.PlottedPoint;
import io.consilium.api.expert.ExpertOutcome.Declined;
import io.consilium.api.expert.ExpertOutcome.Solved;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.framework.runtimes.tesseract.Ocr;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChartExpertTest {
  private static final Color BLUE = new Color(46, 98, 168);
  private static final Color RED = new Color(196, 62, 48);

  @Test
  void readsTheBarsOnAReportPage() throws Exception {
    byte[] png = ReportPage.drawn().turned(0.8).png();
    Artifact image = Calls.image(png);
    Artifact page = ((Solved) Calls.page(png)).outputs().get("page");
    Chart chart =
        Calls.output(
            Calls.call(
                new ChartExpert(Ocr.shared()),
                Map.of("image", image, "page", page),
                Settings.EMPTY),
            "chart",
            Chart.class);

    assertThat(chart.kind()).isEqualTo(Kind.BAR);
    assertThat(chart.title()).contains("Revenue");
    assertThat(chart.unit()).isEqualTo("USD million");
    assertValues(chart, 0, ReportPage.VALUES, 16);
    assertThat(labels(chart, 0)).contains("Q2 2023", "Q4 2023", "Q2 2024");
  }

  @Test
  void takesPrintedValuesWhereTheyAgreeWithTheBars() throws Exception {
    double[] values = {12.3, 17.8, 8.1, 13.2};
    RenderedPage page = axes(20, 5);
    for (int i = 0; i < values.length; i++) {
      int height = (int) Math.round(values[i] * 20);
      page.bar(120 + 130 * i, 450 - height, 80, height, BLUE);
      page.centered(160 + 130 * i, 440 - height, String.valueOf(values[i]));
      page.centered(160 + 130 * i, 480, String.valueOf(2019 + i));
    }
    Chart chart = read(page);

    assertValues(chart, 0, values, 1e-9);
    assertThat(chart.series().get(0).points()).allMatch(PlottedPoint::printed);
    assertThat(labels(chart, 0)).containsExactly("2019", "2020", "2021", "2022");
  }

  @Test
  void tellsGroupedSeriesByTheirColours() throws Exception {
    double[] one = {12, 17, 9, 14};
    double[] two = {7, 11, 16, 5};
    RenderedPage page = axes(20, 5);
    for (int i = 0; i < one.length; i++) {
      page.bar(110 + 130 * i, 450 - (int) (one[i] * 20), 45, (int) (one[i] * 20), BLUE);
      page.bar(155 + 130 * i, 450 - (int) (two[i] * 20), 45, (int) (two[i] * 20), RED);
      page.centered(155 + 130 * i, 480, String.valueOf(2019 + i));
    }
    page.bar(200, 505, 14, 14, BLUE).text(222, 518, "Domestic");
    page.bar(360, 505, 14, 14, RED).text(382, 518, "Export");
    Chart chart = read(page);

    assertThat(chart.kind()).isEqualTo(Kind.GROUPED_BAR);
    assertThat(chart.series())
        .extracting(Chart.PlottedSeries::name)
        .containsExactly("Domestic", "Export");
    assertValues(chart, 0, one, 0.2);
    assertValues(chart, 1, two, 0.2);
  }

  @Test
  void followsALineThroughItsPoints() throws Exception {
    double[] values = {4, 9, 7, 13, 11, 16};
    RenderedPage page = axes(20, 5);
    Path2D path = new Path2D.Double();
    for (int i = 0; i < values.length; i++) {
      double y = 450 - values[i] * 20;
      if (i == 0) {
        path.moveTo(130, y);
      } else {
        path.lineTo(130 + 90 * i, y);
      }
      page.centered(130 + 90 * i, 480, String.valueOf(2015 + i));
    }
    page.graphics().setColor(RED);
    page.graphics().setStroke(new BasicStroke(3f));
    page.graphics().draw(path);
    Chart chart = read(page);

    assertThat(chart.kind()).isEqualTo(Kind.LINE);
    assertValues(chart, 0, values, 0.2);
    assertThat(labels(chart, 0)).containsExactly("2015", "2016", "2017", "2018", "2019", "2020");
  }

  @Test
  void declinesBarsThatNothingMeasures() throws Exception {
    RenderedPage page = new RenderedPage(700, 560);
    page.rule(90, 40, 90, 450).rule(90, 450, 660, 450);
    for (int i = 0; i < 4; i++) {
      page.bar(120 + 130 * i, 450 - 80 * (1 + i % 3), 80, 80 * (1 + i % 3), BLUE);
    }
    assertThat(Calls.chart(page.png()))
        .isInstanceOfSatisfying(
            Declined.class,
            declined -> {
              assertThat(declined.code()).isEqualTo(Declined.ABSENT);
              assertThat(declined.message()).contains("Maybe label the axis");
            });
  }

  @Test
  void declinesAPageWithoutChart() throws Exception {
    RenderedPage page = new RenderedPage(700, 300);
    page.text(50, 80, "Revenue rose by 12 per cent in 2023 and the board expects that");
    assertThat(Calls.chart(page.png())).isInstanceOf(Declined.class);
  }

  private static RenderedPage axes(int top, int step) {
    RenderedPage page = new RenderedPage(700, 560);
    for (int tick = 0; tick <= top; tick += step) {
      page.right(80, 456 - tick * 20, String.valueOf(tick));
      page.rule(90, 450 - tick * 20, 660, 450 - tick * 20);
    }
    return page;
  }

  private static Chart read(RenderedPage page) throws Exception {
    return Calls.output(Calls.chart(page.png()), "chart", Chart.class);
  }

  private static List<String> labels(Chart chart, int series) {
    return chart.series().get(series).points().stream().map(PlottedPoint::label).toList();
  }

  private static void assertValues(Chart chart, int series, double[] values, double tolerance) {
    List<PlottedPoint> points = chart.series().get(series).points();
    assertThat(points).hasSize(values.length);
    for (int i = 0; i < values.length; i++) {
      assertThat(points.get(i).value()).isCloseTo(values[i], within(tolerance));
    }
  }
}
