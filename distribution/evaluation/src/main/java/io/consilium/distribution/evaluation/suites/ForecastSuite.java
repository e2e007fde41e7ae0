package io.consilium.distribution.evaluation.suites;

import io.consilium.distribution.evaluation.TaskRunner;
import io.consilium.distribution.evaluation.measure.Metric;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/** Competition series through the forecasting pipeline, against Naive2. */
final class ForecastSuite implements Suite {
  private static final String PIPELINE = "forecast-series";
  private static final int USUAL = 200;
  private static final Map<String, List<String>> SETS =
      Map.of("m3", List.of("series.jsonl"), "m4", List.of("hourly.jsonl", "weekly.jsonl"));

  @Override
  public String name() {
    return "forecast";
  }

  @Override
  public String pipeline() {
    return PIPELINE;
  }

  @Override
  public String description() {
    return "Series of m3 and m4: sMAPE, MASE and OWA against Naive2, coverage of intervals.";
  }

  @Override
  public Result run(Run run, TaskRunner.Opener host) throws IOException {
    List<CompetitionSeries> sample = sample(run);
    AtomicInteger done = new AtomicInteger();
    try (Scratch scratch = Scratch.create("series");
        Tasks tasks = new Tasks(host.open())) {
      List<Optional<ForecastScore>> scores =
          Workers.map(
              sample,
              tasks.parallel(),
              series -> {
                Optional<ForecastScore> score = score(series, scratch.path(), tasks);
                score.ifPresent(one -> run.watch().item(fields(series, one)));
                int count = done.incrementAndGet();
                if (count % 20 == 0 || count == sample.size()) {
                  run.watch().progress(count + "/" + sample.size() + " series");
                }
                return score;
              });
      return result(scores.stream().flatMap(Optional::stream).toList());
    }
  }

  private static List<CompetitionSeries> sample(Run run) throws IOException {
    List<CompetitionSeries> all = new ArrayList<>();
    for (String set : new TreeSet<>(SETS.keySet())) {
      for (String file : SETS.get(set)) {
        all.addAll(CompetitionSeries.read(run.need(set).resolve(file), set));
      }
    }
    Collections.shuffle(all, new Random(20_240_615));
    return all.subList(0, Math.min(all.size(), run.limit().orElse(USUAL)));
  }

  private static Optional<ForecastScore> score(
      CompetitionSeries series, Path directory, Tasks tasks) throws IOException {
    Path file = directory.resolve(series.group() + "-" + series.id() + ".series.json");
    Files.write(file, Json.canonical(series.past()));
    return ForecastScore.of(series, tasks.run(PIPELINE, file));
  }

  private static Map<String, Object> fields(CompetitionSeries series, ForecastScore score) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("series", series.id());
    fields.put("group", score.group());
    fields.put("steps", score.steps());
    fields.put("made", score.made());
    fields.put("smape", score.smape());
    fields.put("mase", score.mase());
    fields.put("naive2Smape", score.naiveSmape());
    fields.put("naive2Mase", score.naiveMase());
    return fields;
  }

  private static Result result(List<ForecastScore> scores) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    add(metrics, "", scores);
    for (String group : new TreeSet<>(scores.stream().map(ForecastScore::group).toList())) {
      add(metrics, "." + group, scores.stream().filter(one -> one.group().equals(group)).toList());
    }
    metrics.put(
        "made",
        Metric.share((int) scores.stream().filter(ForecastScore::made).count(), scores.size()));
    List<Metric.Group> coverage =
        scores.stream()
            .filter(ForecastScore::made)
            .map(one -> new Metric.Group(one.covered(), one.steps()))
            .toList();
    metrics.put("coverage95", Metric.ratio(coverage));
    return new Result(
        scores.size(),
        metrics,
        List.of(new Reference("Naive2", "owa", 1, "by definition")),
        List.of(
            "OWA: mean of the ratios of sMAPE and MASE to Naive2's on the same steps; below 1 is better.",
            "Scored over the steps that the pipeline forecasts, which are fewer than the"
                + " competitions' horizons: the figures of their papers do not compare.",
            "A sample of "
                + USUAL
                + " series with a fixed seed unless --limit says otherwise;"
                + " intervals are percentile bootstraps over series, 95 %."));
  }

  private static void add(Map<String, Metric> metrics, String suffix, List<ForecastScore> scores) {
    metrics.put("owa" + suffix, Metric.bootstrap(scores, ForecastSuite::owa));
    metrics.put(
        "smape" + suffix, Metric.bootstrap(scores, some -> mean(some, ForecastScore::smape)));
    metrics.put("mase" + suffix, Metric.bootstrap(scores, some -> mean(some, ForecastScore::mase)));
  }

  private static double owa(List<ForecastScore> scores) {
    return 0.5 * mean(scores, ForecastScore::smape) / mean(scores, ForecastScore::naiveSmape)
        + 0.5 * mean(scores, ForecastScore::mase) / mean(scores, ForecastScore::naiveMase);
  }

  private static double mean(List<ForecastScore> scores, ToDoubleFunction<ForecastScore> of) {
    return scores.stream().mapToDouble(of).average().orElse(Double.NaN);
  }
}
