package io.consilium.distribution.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.data.Box;
import io.consilium.api.data.Chart;
import io.consilium.api.data.Forecast;
import io.consilium.api.data.Forecast.ForecastPoint;
import io.consilium.api.data.Grid;
import io.consilium.api.data.Sentiment;
import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Observation;
import io.consilium.distribution.evaluation.grids.GridPictures;
import io.consilium.distribution.evaluation.pages.PageTruth;
import io.consilium.distribution.evaluation.pages.ReportPages;
import io.consilium.distribution.evaluation.pages.SeriesLibrary;
import io.consilium.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvalCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final ReportPages pages = new ReportPages(SeriesLibrary.simulated());

  @Test
  void aHostThatReadsEveryPageRightScoresOne() {
    FakeHost host = new FakeHost((pipeline, file) -> report(file, UnaryOperator.identity()));
    assertThat(eval(host, "report-forecast", "--limit", "4", "--json")).isZero();
    assertThat(metric("full").get("value").asDouble()).isEqualTo(1);
    assertThat(metric("full.tune").get("n").asInt()).isEqualTo(2);
    assertThat(metric("full.held").get("n").asInt()).isEqualTo(2);
    assertThat(metric("sentiment").get("value").asDouble()).isEqualTo(1);
    assertThat(host.pipelines()).contains("report-forecast", "forecast-series");
    assertThat(host.closed()).isTrue();
  }

  @Test
  void oneWrongFigureOfAVerifiedAnswerIsCountedAsFalselyVerified() {
    FakeHost host =
        new FakeHost((pipeline, file) -> report(file, EvalCommandTest::lastFigureDoubled));
    assertThat(eval(host, "report-forecast", "--limit", "2", "--json")).isZero();
    assertThat(metric("read").get("value").asDouble()).isZero();
    assertThat(metric("falsely-verified").get("value").asDouble()).isEqualTo(1);
    assertThat(err.toString()).contains("wrong: ");
  }

  @Test
  void aPartialPeriodTakenForAWholeOneIsWrong() {
    FakeHost host = new FakeHost((pipeline, file) -> report(file, EvalCommandTest::onePeriodMore));
    assertThat(eval(host, "report-forecast", "--limit", "2", "--json")).isZero();
    assertThat(metric("read").get("value").asDouble()).isZero();
  }

  @Test
  void valuesOfChartsAreMatchedByLabelAndMissingOnesAreWrong(@TempDir Path data)
      throws IOException {
    chart(data.resolve("chartqa"), "one", "Year,Sales\n2018,100\n2019,\"1,200\"\n2020,50%\n");
    Files.createDirectories(data.resolve("vegalite_charts/tables"));
    FakeHost host =
        new FakeHost(
            (pipeline, file) -> FakeHost.answered(Map.of("chart", List.of(chart(1230, 100)))));
    assertThat(eval(host, "charts", "--data", data.toString(), "--json")).isZero();
    assertThat(metric("within2").get("value").asDouble()).isCloseTo(1 / 3.0, offset(1e-9));
    assertThat(metric("within5").get("value").asDouble()).isCloseTo(2 / 3.0, offset(1e-9));
    assertThat(metric("within5").get("n").asInt()).isEqualTo(3);
  }

  @Test
  void forecastsAreScoredAgainstNaive2OverTheStepsThatWereMade(@TempDir Path data)
      throws IOException {
    Files.createDirectories(data.resolve("m3"));
    Files.createDirectories(data.resolve("m4"));
    String series =
        "{\"id\":\"N1\",\"period\":\"YEARLY\",\"m\":1,\"train\":[1,2,3,4],\"test\":[5,6,7]}";
    Files.writeString(data.resolve("m3/series.jsonl"), series + "\n");
    Files.writeString(data.resolve("m4/hourly.jsonl"), "");
    Files.writeString(data.resolve("m4/weekly.jsonl"), "");
    FakeHost host =
        new FakeHost((pipeline, file) -> FakeHost.answered(Map.of("forecast", twoSteps(file))));
    assertThat(eval(host, "forecast", "--data", data.toString(), "--json")).isZero();
    assertThat(metric("mase").get("value").asDouble()).isZero();
    assertThat(metric("owa.m3.yearly").get("value").asDouble()).isZero();
    assertThat(metric("coverage95").get("n").asInt()).isEqualTo(2);
  }

  private static Forecast twoSteps(Path file) throws IOException {
    Series series = Json.read(Files.readAllBytes(file), Series.class);
    return new Forecast(
        series,
        "drift",
        List.of(new ForecastPoint("1904", 5, 4, 6, 3, 7), new ForecastPoint("1905", 6, 5, 7, 4, 8)),
        List.of());
  }

  @Test
  void sentimentIsScoredAgainstPeoplesLabels(@TempDir Path data) throws IOException {
    Files.createDirectories(data.resolve("financial_phrasebank"));
    Files.writeString(
        data.resolve("financial_phrasebank/test.csv"),
        "text,label,agreement\nProfit rose,positive,100\nSales fell,negative,100\n");
    Sentiment positive = new Sentiment(Sentiment.Label.POSITIVE, 1, List.of());
    FakeHost host =
        new FakeHost((pipeline, file) -> FakeHost.answered(Map.of("sentiments", positive)));
    assertThat(eval(host, "sentiment", "--data", data.toString(), "--json")).isZero();
    assertThat(metric("accuracy").get("value").asDouble()).isEqualTo(0.5);
    assertThat(metric("macro-f1").get("value").asDouble()).isCloseTo(2 / 9.0, offset(1e-9));
  }

  @Test
  void gridsAreCountedAsRightWrongOrDeclined() {
    FakeHost host =
        new FakeHost(
            (pipeline, file) -> {
              int seed = Integer.parseInt(file.getFileName().toString().replaceAll("\\D", ""));
              List<List<Integer>> cells = GridPictures.truth(seed).cells();
              return cells.isEmpty() || seed == 1
                  ? FakeHost.answered(Map.of())
                  : FakeHost.answered(
                      Map.of("grid", new Grid("sudoku", seed == 0 ? List.of() : cells)));
            });
    assertThat(eval(host, "grid-pictures", "--split", "tune", "--limit", "4", "--json")).isZero();
    assertThat(metric("right").get("value").asDouble()).isEqualTo(0.5);
    assertThat(metric("wrong").get("value").asDouble()).isEqualTo(0.25);
    assertThat(metric("declined.tune").get("value").asDouble()).isEqualTo(0.25);
    assertThat(host.pipelines()).containsOnly("read-grid");
  }

  @Test
  void pagesAndTruthsAreKeptForWhoAsks(@TempDir Path directory) {
    FakeHost host = new FakeHost((pipeline, file) -> report(file, UnaryOperator.identity()));
    int code =
        eval(
            host,
            "report-forecast",
            "--split",
            "tune",
            "--limit",
            "1",
            "--keep",
            directory.toString());
    assertThat(code).isZero();
    assertThat(directory.resolve("page-000.png")).exists();
    assertThat(directory.resolve("page-000.json")).exists();
  }

  @Test
  void anUnknownSuiteAndMissingDataAreUsageErrorsAndStartNoHost(@TempDir Path data) {
    assertThat(eval(null, "chart")).isEqualTo(64);
    assertThat(err.toString()).contains("Unknown suite (chart)").contains("charts");
    assertThat(eval(null, "charts")).isEqualTo(64);
    assertThat(err.toString()).contains("--data DIR");
    assertThat(eval(null, "charts", "--data", data.toString())).isEqualTo(64);
    assertThat(err.toString()).contains("lacks chartqa");
    assertThat(eval(null, "charts", "--data", data.resolve("no").toString())).isEqualTo(64);
    assertThat(eval(null, "report-forecast", "--split", "third")).isEqualTo(64);
    assertThat(eval(null, "report-forecast", "--limit", "0")).isEqualTo(64);
    assertThat(err.toString()).doesNotContain("\tat ");
  }

  @Test
  void aHostThatNeverAnswersEndsTheSuiteAsOurFault() {
    FakeHost host =
        new FakeHost(
            (pipeline, file) -> {
              throw new IOException("No pipeline of that name.");
            });
    assertThat(eval(host, "report-forecast", "--limit", "8")).isEqualTo(70);
    assertThat(err.toString()).contains("No pipeline of that name.");
  }

  @Test
  void figuresAreWrittenAsMarkdownWithTheCommand(@TempDir Path directory) throws IOException {
    FakeHost host = new FakeHost((pipeline, file) -> report(file, UnaryOperator.identity()));
    Path file = directory.resolve("report.md");
    Path details = directory.resolve("details.jsonl");
    int code =
        eval(
            host,
            "report-forecast",
            "--limit",
            "2",
            "--report",
            file.toString(),
            "--details",
            details.toString());
    assertThat(code).isZero();
    assertThat(Files.readString(file)).contains("./consilium eval report-forecast", "| `full` |");
    assertThat(Files.readAllLines(details)).hasSize(2).allMatch(line -> line.contains("\"seed\""));
    assertThat(out.toString()).contains("report-forecast: 2 items");
  }

  @Test
  void anotherPipelineTakesThePlaceOfTheSuitesOwnAndIsSaidInTheReport(@TempDir Path directory)
      throws IOException {
    FakeHost host = new FakeHost((pipeline, file) -> report(file, UnaryOperator.identity()));
    Path mine = Files.writeString(directory.resolve("mine.yaml"), "pipeline: mine\n");
    Path report = directory.resolve("report.md");

    assertThat(
            eval(
                host,
                "report-forecast",
                "--limit",
                "1",
                "--pipeline",
                mine.toString(),
                "--report",
                report.toString()))
        .isZero();

    assertThat(host.pipelines()).containsOnly(mine.toString(), "forecast-series");
    assertThat(host.closed()).isTrue();
    assertThat(Files.readString(report))
        .contains("./consilium eval report-forecast --pipeline " + mine + " --data DIR");
  }

  @Test
  void aPipelineThatIsNotThereIsAUsageError(@TempDir Path directory) {
    FakeHost host =
        new FakeHost(
            (pipeline, file) -> {
              throw new TaskRunner.Unfit(
                  "There is no pipeline of this name (" + pipeline + ").", null);
            });
    assertThat(eval(host, "report-forecast", "--limit", "8", "--pipeline", "sudoko")).isEqualTo(64);
    assertThat(err.toString()).contains("There is no pipeline of this name (sudoko)");
    assertThat(eval(host, "maze", "--limit", "2", "--pipeline", "typo")).isEqualTo(64);
    assertThat(err.toString()).contains("There is no pipeline of this name (typo)");
    String missing = directory.resolve("no.yaml").toString();
    assertThat(eval(null, "report-forecast", "--pipeline", missing)).isEqualTo(64);
    assertThat(err.toString()).contains("There is no pipeline file " + missing);
  }

  private int eval(FakeHost host, String... args) {
    out.getBuffer().setLength(0);
    TaskRunner.Opener opener =
        () -> {
          if (host == null) {
            throw new AssertionError("No host is needed here.");
          }
          return host;
        };
    return new CommandLine(new EvalCommand(opener, Map.of()))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  private JsonNode metric(String name) {
    return Json.tree(out.toString().getBytes(StandardCharsets.UTF_8)).get("metrics").get(name);
  }

  private JsonNode report(Path file, UnaryOperator<Series> change) {
    PageTruth truth =
        pages.truth(Integer.parseInt(file.getFileName().toString().replaceAll("\\D", "")));
    Series series = new Series("x", "", truth.frequency(), truth.series(), List.of());
    Sentiment sentiment = new Sentiment(truth.sentiment(), 0, List.of());
    return FakeHost.answered(
        Map.of(
            "series",
            change.apply(series),
            "forecast",
            forecast(series, truth),
            "sentiment",
            sentiment));
  }

  private static Forecast forecast(Series series, PageTruth truth) {
    List<ForecastPoint> points =
        truth.nextPeriods().stream()
            .map(period -> new ForecastPoint(period, 5, 4, 6, 3, 7))
            .toList();
    return new Forecast(series, "naive", points, List.of());
  }

  private static Series lastFigureDoubled(Series series) {
    List<Observation> all = new ArrayList<>(series.observations());
    Observation last = all.remove(all.size() - 1);
    all.add(new Observation(last.period(), 2 * last.value() + 1000));
    return new Series(series.name(), "", series.frequency(), all, List.of());
  }

  private static Series onePeriodMore(Series series) {
    List<Observation> all = new ArrayList<>(series.observations());
    all.add(new Observation("2099", 3));
    return new Series(series.name(), "", series.frequency(), all, List.of());
  }

  private static Chart chart(double second, double first) {
    return new Chart(
        Chart.Kind.BAR,
        "",
        "",
        List.of(
            new Chart.PlottedSeries(
                "",
                List.of(
                    new Chart.PlottedPoint("2019", second, 1, false),
                    new Chart.PlottedPoint("2018", first, 1, false)))),
        new Box(0, 0, 1, 1));
  }

  private static void chart(Path set, String name, String csv) throws IOException {
    Files.createDirectories(set.resolve("tables"));
    Files.createDirectories(set.resolve("png"));
    Files.writeString(set.resolve("tables/" + name + ".csv"), csv);
    Files.writeString(set.resolve("png/" + name + ".png"), "");
  }
}
