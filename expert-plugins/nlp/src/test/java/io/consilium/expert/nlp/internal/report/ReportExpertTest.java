package io.consilium.expert.nlp.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Forecast.ForecastPoint;
import io.consilium.api.data.Forecast.MethodScore;
import io.consilium.api.data.Report;
import io.consilium.api.data.Report.Figure;
import io.consilium.api.data.Sentiment;
import io.consilium.api.data.Sentiment.Driver;
import io.consilium.api.data.Sentiment.Label;
import io.consilium.api.data.Sentiment.Sentence;
import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Excluded;
import io.consilium.api.data.Series.Frequency;
import io.consilium.api.data.Series.Observation;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.expert.ExpertOutcome.Solved;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.tck.TestContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReportExpertTest {
  private static final Pattern NUMERAL = Pattern.compile("\\d+(?:,\\d{3})*(?:\\.\\d+)?");

  @Test
  void saysWhatThePageShowsAndWhatComesNext() throws Exception {
    Report report = written(forecast(), sentiment());
    String text = text(report);

    assertThat(report.title()).isEqualTo("Net sales: figures and forecast");
    assertThat(text)
        .contains("Net sales stood at EUR 131.0 million in 2024-Q4")
        .contains("9.2 % above EUR 120.0 million in 2023-Q4 a year earlier")
        .contains("That is the highest of the 12 values since 2022-Q1")
        .contains("“Net sales grew 9.2 % to EUR 131 million.”")
        .contains("For 2025-Q1 the forecast is EUR 128.4 million")
        .contains("It beats the naive forecast there: its MASE is 0.71, the naive forecast's 1.02.")
        .contains("The entry “2025 YTD” (EUR 40.0 million) was left out of the history");
  }

  @Test
  void listsEveryNumeralWithItsExactValueAndSource() throws Exception {
    Report report = written(forecast(), sentiment());

    assertThat(unlisted(report)).isEmpty();
    assertThat(report.figures())
        .contains(new Figure("131.0", 131, "history:2024-Q4"))
        .contains(new Figure("9.2 %", 100 * (131.0 - 120) / 120, "change:2023-Q4:2024-Q4"))
        .contains(new Figure("120.2", 120.2, "forecast:2025-Q1:lower95"))
        .contains(new Figure("80 %", 80, "interval:80"))
        .contains(new Figure("40.0", 40, "excluded:2025 YTD"))
        .contains(new Figure("0.71", 0.71, "score:theta:mase"));
  }

  @Test
  void listsEveryNumeralWhateverTheDataSay() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      Report report = written(random(random), random.nextBoolean() ? sentiment() : null);
      assertThat(unlisted(report)).as(text(report)).isEmpty();
      assertThat(text(report)).doesNotContain("NaN").doesNotContain("null").doesNotContain("∞");
    }
  }

  @Test
  void admitsThatTheNaiveForecastWasNotBeaten() throws Exception {
    Forecast good = forecast();
    Forecast poor =
        new Forecast(
            good.history(),
            "theta",
            good.points(),
            List.of(
                new MethodScore("naive", 0.9, 5, 4, true),
                new MethodScore("theta", 1.1, 6, 4, false)));

    assertThat(text(written(poor, null)))
        .contains("It does not beat the naive forecast there")
        .contains("a continuation, not as a finding");
  }

  @Test
  void remarksThatToneAndFiguresPointApart() throws Exception {
    Sentiment gloomy =
        new Sentiment(
            Label.NEGATIVE,
            -0.8,
            List.of(new Sentence("Demand fell.", Label.NEGATIVE, -0.8, 0.9, List.of())));

    assertThat(text(written(forecast(), gloomy))).contains("do not point the same way");
  }

  @Test
  void declinesAnEmptyHistory() throws Exception {
    Series none = new Series("x", "", Frequency.YEARLY, List.of(), List.of());
    TestContext context = TestContext.create();
    Artifact artifact = context.artifacts().of(new Forecast(none, "naive", List.of(), List.of()));

    ExpertOutcome outcome =
        new ReportExpert()
            .solve(
                new Assignment(
                    "report.write", "", Map.of("forecast", List.of(artifact)), Settings.EMPTY),
                context);

    assertThat(outcome).isInstanceOf(ExpertOutcome.Declined.class);
  }

  static Report written(Forecast forecast, Sentiment sentiment) throws Exception {
    TestContext context = TestContext.create();
    Map<String, List<Artifact>> inputs = new HashMap<>();
    inputs.put("forecast", List.of(context.artifacts().of(forecast)));
    if (sentiment != null) {
      inputs.put("sentiment", List.of(context.artifacts().of(sentiment)));
    }
    ExpertOutcome outcome =
        new ReportExpert()
            .solve(new Assignment("report.write", "", inputs, Settings.EMPTY), context);
    return context.artifacts().read(((Solved) outcome).outputs().get("report"), Report.class);
  }

  static String text(Report report) {
    return report.sections().stream()
        .map(section -> "## " + section.heading() + "\n" + String.join("\n", section.paragraphs()))
        .collect(Collectors.joining("\n"));
  }

  /** What a reader who scans for numerals finds and cannot look up. */
  private static List<String> unlisted(Report report) {
    Set<String> listed =
        report.figures().stream()
            .flatMap(figure -> numerals(figure.text()).stream())
            .collect(Collectors.toSet());
    return numerals(report.title() + "\n" + text(report)).stream()
        .filter(numeral -> !listed.contains(numeral))
        .toList();
  }

  private static List<String> numerals(String text) {
    return NUMERAL.matcher(text).results().map(hit -> hit.group()).toList();
  }

  private static Sentiment sentiment() {
    return new Sentiment(
        Label.POSITIVE,
        0.7,
        List.of(
            new Sentence(
                "Net sales grew 9.2 % to EUR 131 million.",
                Label.POSITIVE, 0.95, 0.97, List.of(new Driver("Net sales grew", 0.8))),
            new Sentence("The company has 3,400 employees.", Label.NEUTRAL, 0, 0.9, List.of())));
  }

  private static Forecast forecast() {
    double[] values = {100, 104, 103, 110, 106, 111, 109, 120, 115, 121, 118, 131};
    List<Observation> history = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      history.add(
          new Observation((2022 + i / 4) + "-Q" + (1 + i % 4), values[i] + (i == 3 ? 0.5 : 0)));
    }
    Series series =
        new Series(
            "Net sales",
            "EUR million",
            Frequency.QUARTERLY,
            history,
            List.of(new Excluded("2025 YTD", 40.0, "the period is not over")));
    return new Forecast(
        series,
        "theta",
        List.of(
            new ForecastPoint("2025-Q1", 128.4, 123.1, 133.7, 120.2, 136.6),
            new ForecastPoint("2025-Q2", 130.04, 122.4, 137.6, 118.3, 141.7)),
        List.of(
            new MethodScore("theta", 0.71, 3.2, 5, false),
            new MethodScore("naive", 1.02, 4.9, 5, true)));
  }

  private static Forecast random(Random random) {
    Frequency frequency = Frequency.values()[random.nextInt(Frequency.values().length)];
    int length = 1 + random.nextInt(30);
    double scale = Math.pow(10, random.nextInt(9) - 3);
    boolean signed = random.nextInt(3) == 0;
    List<Observation> history = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      double value = scale * (signed ? random.nextGaussian() : 5 + random.nextGaussian());
      history.add(new Observation(period(frequency, i), random.nextInt(9) == 0 ? 0 : value));
    }
    String[] units = {"", "%", "USD million", "$m", "tonnes", "2015 = 100", "€ bn"};
    List<Excluded> excluded =
        random.nextBoolean()
            ? List.of()
            : List.of(new Excluded("2031*", null, "it covers 2 of 4 quarters."));
    Series series =
        new Series(
            random.nextBoolean() ? "Sales 2010 to 2024" : "",
            units[random.nextInt(units.length)],
            frequency,
            history,
            excluded);
    List<ForecastPoint> points = new ArrayList<>();
    for (int i = 0; i < random.nextInt(10); i++) {
      double mean = scale * random.nextGaussian();
      points.add(
          new ForecastPoint(
              period(frequency, length + i),
              mean,
              mean - scale,
              mean + scale,
              mean - 2 * scale,
              mean + 2 * scale));
    }
    List<MethodScore> scores =
        random.nextBoolean()
            ? List.of()
            : List.of(
                new MethodScore("ARIMA(0,1,1)", random.nextDouble(), 4, random.nextInt(20), false),
                new MethodScore("naive", random.nextDouble(), 4, 3, true));
    return new Forecast(series, random.nextBoolean() ? "naive" : "ARIMA(0,1,1)", points, scores);
  }

  private static String period(Frequency frequency, int index) {
    return switch (frequency) {
      case YEARLY -> "" + (2000 + index);
      case QUARTERLY -> (2000 + index / 4) + "-Q" + (1 + index % 4);
      case MONTHLY -> String.format("%d-%02d", 2000 + index / 12, 1 + index % 12);
      case WEEKLY -> String.format("2024-W%02d", 1 + index);
      case DAILY -> String.format("2024-%02d-%02d", 1 + index / 28, 1 + index % 28);
      case HOURLY -> String.format("2024-03-%02dT%02d", 1 + index / 24, index % 24);
      case OTHER -> "" + (index + 1);
    };
  }
}
