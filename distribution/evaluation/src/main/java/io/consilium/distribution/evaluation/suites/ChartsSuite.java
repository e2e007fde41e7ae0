package io.consilium.distribution.evaluation.suites;

import io.consilium.distribution.evaluation.TaskRunner;
import io.consilium.distribution.evaluation.measure.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Pictures of charts into numbers: the share of drawn values that come out right. */
final class ChartsSuite implements Suite {
  private static final String PIPELINE = "read-chart";
  private static final List<String> SETS = List.of("chartqa", "vegalite_charts");

  @Override
  public String name() {
    return "charts";
  }

  @Override
  public String pipeline() {
    return PIPELINE;
  }

  @Override
  public String description() {
    return "Charts of chartqa and vegalite_charts: share of values within 2 % and 5 %.";
  }

  @Override
  public Result run(Run run, TaskRunner.Opener host) throws IOException {
    List<ChartItem> items = new ArrayList<>();
    for (String set : SETS) {
      List<ChartItem> some = ChartItem.of(run.need(set));
      items.addAll(some.subList(0, Math.min(some.size(), run.limit().orElse(some.size()))));
    }
    AtomicInteger done = new AtomicInteger();
    try (Tasks tasks = new Tasks(host.open())) {
      List<ChartScore> scores =
          Workers.map(
              items,
              tasks.parallel(),
              item -> {
                ChartScore score = ChartScore.of(item, tasks.run(PIPELINE, item.picture()));
                run.watch().item(fields(score));
                run.watch().progress(line(done.incrementAndGet(), items.size(), score));
                return score;
              });
      return result(scores);
    }
  }

  private static String line(int done, int of, ChartScore score) {
    return String.format(
        Locale.ROOT,
        "%d/%d %s/%s: %d of %d values within 5 %%",
        done,
        of,
        score.set(),
        score.name(),
        score.within5(),
        score.values());
  }

  private static Map<String, Object> fields(ChartScore score) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("set", score.set());
    fields.put("chart", score.name());
    fields.put("values", score.values());
    fields.put("within2", score.within2());
    fields.put("within5", score.within5());
    fields.put("status", score.status());
    return fields;
  }

  private static Result result(List<ChartScore> scores) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    add(metrics, "", scores);
    for (String set : SETS) {
      add(metrics, "." + set, scores.stream().filter(score -> score.set().equals(set)).toList());
    }
    int answered = (int) scores.stream().filter(ChartsSuite::gaveValues).count();
    metrics.put("answered", Metric.share(answered, scores.size()));
    return new Result(
        scores.size(),
        metrics,
        List.of(),
        List.of(
            "Every drawn value of every chart counts, of whatever kind the chart is; a value that"
                + " was not found is wrong. Values are paired by label and number together.",
            "Intervals are percentile bootstraps over charts, 95 %; n is the number of values, for"
                + " answered the number of charts.",
            "Charts whose specification draws no value on an axis are left out (point_overlap)."));
  }

  private static boolean gaveValues(ChartScore score) {
    return score.status().equals("answered") || score.status().equals("best-effort");
  }

  private static void add(Map<String, Metric> metrics, String suffix, List<ChartScore> scores) {
    metrics.put("within2" + suffix, Metric.ratio(groups(scores, true)));
    metrics.put("within5" + suffix, Metric.ratio(groups(scores, false)));
  }

  private static List<Metric.Group> groups(List<ChartScore> scores, boolean close) {
    return scores.stream()
        .map(score -> new Metric.Group(close ? score.within2() : score.within5(), score.values()))
        .toList();
  }
}
