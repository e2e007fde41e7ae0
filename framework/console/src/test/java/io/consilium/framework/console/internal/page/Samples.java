package io.consilium.framework.console.internal.page;

import io.consilium.api.data.Box;
import io.consilium.api.data.Chart;
import io.consilium.api.data.Forecast;
import io.consilium.api.data.Forecast.ForecastPoint;
import io.consilium.api.data.Forecast.MethodScore;
import io.consilium.api.data.Page;
import io.consilium.api.data.Report;
import io.consilium.api.data.Sentiment;
import io.consilium.api.data.Sentiment.Driver;
import io.consilium.api.data.Sentiment.Label;
import io.consilium.api.data.Sentiment.Sentence;
import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Observation;
import io.consilium.api.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Values as the experts give them for the example page. */
final class Samples {
  static final double[] EARNINGS = {
    6.93, 7.74, 7.83, 6.12, 7.74, 8.91, 8.28, 6.84, 9.54, 10.26, 9.54, 8.73,
    11.88, 12.06, 12.15, 8.91, 14.04, 12.96, 14.85, 9.99, 16.20, 14.67, 16.02, 11.61
  };

  private Samples() {}

  static Series series() {
    List<Observation> all = new ArrayList<>();
    for (int t = 0; t < EARNINGS.length; t++) {
      all.add(new Observation((1975 + t / 4) + "-Q" + (1 + t % 4), EARNINGS[t]));
    }
    return new Series(
        "Earnings per share",
        "USD",
        Series.Frequency.QUARTERLY,
        all,
        List.of(new Series.Excluded("1981 YTD", 4.2, "the period is not complete")));
  }

  static Forecast forecast() {
    double[] means = {18.31, 16.72, 18.2, 13.24};
    List<ForecastPoint> points = new ArrayList<>();
    for (int h = 0; h < means.length; h++) {
      double spread = 0.9 + 0.35 * h;
      points.add(
          new ForecastPoint(
              "1981-Q" + (h + 1),
              means[h],
              means[h] - spread,
              means[h] + spread,
              means[h] - 1.53 * spread,
              means[h] + 1.53 * spread));
    }
    return new Forecast(
        series(),
        "holt-winters",
        points,
        List.of(
            new MethodScore("holt-winters", 0.41, 5.2, 8, false),
            new MethodScore("theta", 0.57, 7.4, 8, false),
            new MethodScore("damped", 0.83, 9.1, 8, false),
            new MethodScore("seasonal-naive", 1.02, 12.6, 8, true)));
  }

  static Table table() {
    List<List<Table.Cell>> rows = new ArrayList<>();
    for (int year = 0; year < 6; year++) {
      List<Table.Cell> row = new ArrayList<>();
      row.add(new Table.Cell(String.valueOf(1975 + year), null, 0.96));
      double sum = 0;
      for (int q = 0; q < 4; q++) {
        double value = EARNINGS[4 * year + q];
        sum += value;
        row.add(cell(value, year == 2 && q == 1 ? 0.55 : 0.95));
      }
      row.add(cell(sum, 0.94));
      rows.add(row);
    }
    return new Table(
        "Earnings per share",
        "USD",
        List.of("Year", "Q1", "Q2", "Q3", "Q4", "Full year"),
        rows,
        new Box(104, 590, 1000, 270));
  }

  private static Table.Cell cell(double value, double confidence) {
    return new Table.Cell(String.format(Locale.ROOT, "%.2f", value), value, confidence);
  }

  static Chart chart() {
    List<Chart.PlottedPoint> points = new ArrayList<>();
    for (Observation one : series().observations()) {
      points.add(new Chart.PlottedPoint(one.period(), one.value() + 0.02, 0.88, false));
    }
    return new Chart(
        Chart.Kind.BAR,
        "Earnings per share by quarter (USD)",
        "USD",
        List.of(new Chart.PlottedSeries("", points)),
        new Box(110, 910, 1020, 570));
  }

  static Page page() {
    return new Page(
        1240,
        1754,
        0,
        0.95,
        List.of(
            block(Page.BlockKind.TITLE, new Box(104, 182, 480, 62), "Johnson & Johnson"),
            block(
                Page.BlockKind.PARAGRAPH,
                new Box(104, 326, 480, 156),
                "Earnings per share rose by 12.8 % in 1980"),
            block(
                Page.BlockKind.PARAGRAPH,
                new Box(644, 326, 480, 156),
                "Over five years annual earnings"),
            block(Page.BlockKind.TABLE, new Box(104, 600, 1000, 250), ""),
            block(Page.BlockKind.CHART, new Box(110, 950, 1020, 530), "")));
  }

  private static Page.Block block(Page.BlockKind kind, Box box, String text) {
    return new Page.Block(
        kind, box, List.of(new Page.Line(box, List.of(new Page.Word(text, box, 0.95)))));
  }

  static Sentiment sentiment() {
    return new Sentiment(
        Label.POSITIVE,
        0.62,
        List.of(
            new Sentence(
                "Earnings per share rose by 12.8 % in 1980 and reached $58.50 for the full year, after $51.84 in 1979.",
                Label.POSITIVE,
                0.8,
                0.91,
                List.of(new Driver("rose by 12.8 %", 0.6), new Driver("reached", 0.2))),
            new Sentence(
                "The seasonal pattern is unchanged: the fourth quarter is the weakest of each year.",
                Label.NEUTRAL,
                -0.1,
                0.66,
                List.of(new Driver("weakest", -0.3))),
            new Sentence(
                "Growth was strong in all quarters.",
                Label.POSITIVE,
                0.9,
                0.95,
                List.of(new Driver("strong", 0.7)))));
  }

  static Report report() {
    return new Report(
        "Johnson & Johnson: earnings per share",
        List.of(
            new Report.Section(
                "Outlook",
                List.of(
                    "Earnings per share are expected to reach 18.31 USD in 1981-Q1, with 95 % certainty between 16.93 and 19.69."
                        + " A year later than 1980-Q4, in 1981-Q4, 13.24 USD are expected, 14.0 % more.")),
            new Report.Section(
                "What the page shows",
                List.of(
                    "The series holds 24 quarters from 1975-Q1 to 1980-Q4. The last value is 11.61 USD, 16.2 % above that of 1979-Q4."
                        + " The period marked 1981 YTD is not complete and was left out.",
                    "The text sounds positive: growth was strong in all quarters."))),
        List.of(
            new Report.Figure("18.31", 18.31, "forecast:1981-Q1:mean"),
            new Report.Figure("16.93", 16.93, "forecast:1981-Q1:lower95"),
            new Report.Figure("19.69", 19.69, "forecast:1981-Q1:upper95"),
            new Report.Figure("13.24", 13.24, "forecast:1981-Q4:mean"),
            new Report.Figure("14.0 %", 0.14, "change:1980-Q4:1981-Q4"),
            new Report.Figure("24", 24, "history:length"),
            new Report.Figure("11.61", 11.61, "history:1980-Q4"),
            new Report.Figure("16.2 %", 0.162, "change:1979-Q4:1980-Q4")),
        List.of());
  }

  static Report digest() {
    return new Report(
        "Digest of 2 documents",
        List.of(
            new Report.Section(
                "Summary",
                List.of(
                    "Harbour Logistics handled 4.2 million containers, more than ever [1]. Northfield Foods cut its forecast [2]."))),
        List.of(new Report.Figure("4.2 million", 4.2e6, "document:1")),
        List.of(
            new Report.Citation(
                "[1]", "harbour-logistics.txt", "handled 4.2 million containers last year"),
            new Report.Citation(
                "[2]", "northfield-foods.txt", "The company cut its forecast for the full year.")));
  }
}
