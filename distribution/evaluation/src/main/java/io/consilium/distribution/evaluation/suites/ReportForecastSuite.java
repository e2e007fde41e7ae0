package io.consilium.distribution.evaluation.suites;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Series;
import io.consilium.distribution.evaluation.TaskRunner;
import io.consilium.distribution.evaluation.measure.Metric;
import io.consilium.distribution.evaluation.pages.PageTruth;
import io.consilium.distribution.evaluation.pages.ReportPages;
import io.consilium.distribution.evaluation.pages.SeriesLibrary;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Rendered pages through the main job: how many are read and forecast fully right. */
final class ReportForecastSuite implements Suite {
  private static final String PIPELINE = "report-forecast";
  private static final String SERIES_PIPELINE = "forecast-series";

  @Override
  public String name() {
    return PIPELINE;
  }

  @Override
  public String pipeline() {
    return PIPELINE;
  }

  @Override
  public String description() {
    return "Rendered report pages: read, forecast, and fully right (series, forecast, verdicts).";
  }

  @Override
  public Result run(Run run, TaskRunner.Opener host) throws IOException {
    SeriesLibrary library =
        run.data().isPresent() ? SeriesLibrary.of(run.data().get()) : SeriesLibrary.simulated();
    ReportPages pages = new ReportPages(library);
    List<Integer> seeds = seeds(run);
    AtomicInteger done = new AtomicInteger();
    try (Scratch scratch = Scratch.create("pages");
        Tasks tasks = new Tasks(host.open())) {
      List<PageScore> scores =
          Workers.map(
              seeds,
              tasks.parallel(),
              seed -> {
                PageScore score = score(pages, seed, run.keep().orElse(scratch.path()), tasks);
                // Pages are large; only who asked for them keeps them all.
                Files.deleteIfExists(scratch.path().resolve(ReportPages.name(seed) + ".png"));
                run.watch().item(fields(score));
                run.watch()
                    .progress(
                        done.incrementAndGet()
                            + "/"
                            + seeds.size()
                            + " page "
                            + seed
                            + ": "
                            + word(score));
                return score;
              });
      return result(scores, library.isReal());
    }
  }

  /** With a limit, the first of each half, so that both stay comparable. */
  private static List<Integer> seeds(Run run) {
    List<Integer> tune = IntStream.range(0, ReportPages.FIRST_HELD).boxed().toList();
    List<Integer> held =
        IntStream.range(ReportPages.FIRST_HELD, ReportPages.COUNT).boxed().toList();
    int limit = run.limit().orElse(ReportPages.COUNT);
    return switch (run.split()) {
      case TUNE -> tune.subList(0, Math.min(limit, tune.size()));
      case HELD -> held.subList(0, Math.min(limit, held.size()));
      case ALL -> {
        List<Integer> both =
            new java.util.ArrayList<>(tune.subList(0, Math.min((limit + 1) / 2, tune.size())));
        both.addAll(held.subList(0, Math.min(limit / 2, held.size())));
        yield both;
      }
    };
  }

  private static PageScore score(ReportPages pages, int seed, Path directory, Tasks tasks)
      throws IOException {
    PageTruth truth = pages.truth(seed);
    Path picture = pages.write(seed, directory);
    Answers answers = tasks.run(PIPELINE, picture);
    PageScore score = PageScore.of(truth, answers, reference(truth, directory, tasks));
    return score;
  }

  /** What the host makes of the true series: whether a page is forecast right is measured by it. */
  private static Optional<Forecast> reference(PageTruth truth, Path directory, Tasks tasks)
      throws IOException {
    Series series =
        new Series(truth.measure(), truth.unit(), truth.frequency(), truth.series(), List.of());
    Path file = directory.resolve("truth-" + truth.seed() + ".series.json");
    Files.write(file, Json.canonical(series));
    return tasks.run(SERIES_PIPELINE, file).first("forecast", Forecast.class);
  }

  private static String word(PageScore score) {
    if (score.full()) {
      return "fully right";
    }
    String what = score.forecast() ? "right, but " : score.read() ? "read, but " : "wrong: ";
    return what + score.trouble();
  }

  private static Map<String, Object> fields(PageScore score) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("seed", score.seed());
    fields.put("layout", score.layout());
    fields.put("form", score.form());
    fields.put("status", score.status());
    fields.put("read", score.read());
    fields.put("forecast", score.forecast());
    fields.put("full", score.full());
    fields.put("sentiment", score.sentiment());
    fields.put("trouble", score.trouble());
    return fields;
  }

  private static Result result(List<PageScore> scores, boolean real) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    Map<String, Predicate<PageScore>> halves = new LinkedHashMap<>();
    halves.put("", score -> true);
    halves.put(".tune", score -> score.seed() < ReportPages.FIRST_HELD);
    halves.put(".held", score -> score.seed() >= ReportPages.FIRST_HELD);
    halves.forEach(
        (suffix, half) -> {
          List<PageScore> some = scores.stream().filter(half).toList();
          if (!some.isEmpty()) {
            add(metrics, suffix, some);
          }
        });
    List<PageScore> drawn = scores.stream().filter(score -> !score.printed()).toList();
    List<PageScore> printed = scores.stream().filter(PageScore::printed).toList();
    metrics.put("read.with-table", share(printed, PageScore::read));
    metrics.put("read.chart-only", share(drawn, PageScore::read));
    return new Result(scores.size(), metrics, List.of(), notes(real));
  }

  private static void add(Map<String, Metric> metrics, String suffix, List<PageScore> scores) {
    metrics.put("full" + suffix, share(scores, PageScore::full));
    metrics.put("read" + suffix, share(scores, PageScore::read));
    metrics.put("forecast" + suffix, share(scores, PageScore::forecast));
    metrics.put("sentiment" + suffix, share(scores, PageScore::sentiment));
    List<PageScore> verified = scores.stream().filter(PageScore::verified).toList();
    metrics.put("verified" + suffix, share(scores, PageScore::verified));
    metrics.put("falsely-verified" + suffix, share(verified, PageScore::falselyVerified));
  }

  private static Metric share(List<PageScore> scores, Predicate<PageScore> hit) {
    return Metric.share((int) scores.stream().filter(hit).count(), scores.size());
  }

  private static List<String> notes(boolean real) {
    return List.of(
        "read: the same periods as the truth, the partial one left out, every printed value within"
            + " 0.5 % or half of its last digit; where there is no table, every drawn value within"
            + " 2 % or 1 % of the axis.",
        "forecast: read, and each mean within 1 % (drawn: 5 %) of the series' level of the forecast"
            + " made from the true series, periods and intervals in order.",
        "full: read, forecast, and answered as verified. falsely-verified: share of the pages"
            + " answered as verified whose series is wrong.",
        "Intervals are Wilson's, 95 %. Seeds 0 to 59 are for tuning, 60 to 119 are held back.",
        real
            ? "The series are real ones of the data directory."
            : "The series are simulated, since no data directory was named or it has none.");
  }
}
