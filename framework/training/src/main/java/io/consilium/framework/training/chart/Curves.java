package io.consilium.framework.training.chart;

import io.consilium.framework.training.run.Metrics;
import io.consilium.framework.training.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Draws the record of a run: {@code curves.png} and {@code curves.html} in its directory. */
public final class Curves {
  private static final int MOST_POINTS = 600;
  private static final int MOST_ROWS = 200;

  private Curves() {}

  /** Draws them anew; does nothing while the record is empty. */
  public static void draw(RunDirectory run, String title) throws IOException {
    List<Metrics> lines = run.readMetrics();
    if (!lines.isEmpty()) {
      byte[] png = Picture.png(panels(lines), 2);
      run.replace(run.curvesPng(), part -> Files.write(part, png));
      run.replace(run.curvesHtml(), page(title, lines, png).html());
    }
  }

  static List<Panel> panels(List<Metrics> all) {
    List<Metrics> lines = thinned(all);
    return List.of(
        panel("Loss", "loss", Panel.Kind.LOGARITHMIC, series("loss", lines, Metrics::loss)),
        panel(
            "While training",
            "right, %",
            Panel.Kind.PERCENT,
            series("puzzles", lines, line -> 100 * line.exact()),
            series("cells", lines, line -> 100 * line.cells())),
        new Panel(
            "Test, averaged weights", "update", "puzzles right, %", Panel.Kind.PERCENT, tests(all)),
        panel(
            "Steps until it halts",
            "mean steps",
            Panel.Kind.LINES,
            series("steps", lines, Metrics::steps)),
        panel(
            "Gradient norm before clipping",
            "norm",
            Panel.Kind.LOGARITHMIC,
            series("norm", lines, Metrics::gradientNorm)),
        panel(
            "Learning rate",
            "rate",
            Panel.Kind.LINES,
            series("rate", lines, Metrics::learningRate)));
  }

  private static Panel panel(String title, String y, Panel.Kind kind, Panel.Series... series) {
    return new Panel(title, "update", y, kind, List.of(series));
  }

  private static Panel.Series series(
      String name, List<Metrics> lines, ToDoubleFunction<Metrics> value) {
    return new Panel.Series(
        name,
        lines.stream().mapToDouble(Metrics::step).toArray(),
        lines.stream().mapToDouble(value).toArray());
  }

  private static List<Panel.Series> tests(List<Metrics> lines) {
    List<Panel.Series> series = new ArrayList<>();
    for (String set : sets(lines)) {
      List<Metrics> tested = lines.stream().filter(line -> line.eval().containsKey(set)).toList();
      series.add(series(set, tested, line -> 100 * line.eval().get(set)));
    }
    return series;
  }

  private static Set<String> sets(List<Metrics> lines) {
    Set<String> sets = new LinkedHashSet<>();
    lines.forEach(line -> sets.addAll(line.eval().keySet()));
    return sets;
  }

  /** Means of neighbours: a long run has more lines than a picture has columns. */
  private static List<Metrics> thinned(List<Metrics> lines) {
    int group = (lines.size() + MOST_POINTS - 1) / MOST_POINTS;
    if (group <= 1) {
      return lines;
    }
    List<Metrics> thin = new ArrayList<>();
    for (int from = 0; from < lines.size(); from += group) {
      thin.add(mean(lines.subList(from, Math.min(lines.size(), from + group))));
    }
    return thin;
  }

  private static Metrics mean(List<Metrics> group) {
    Metrics last = group.get(group.size() - 1);
    return new Metrics(
        last.step(),
        last.seconds(),
        last.samples(),
        last.phase(),
        mean(group, Metrics::loss),
        mean(group, Metrics::exact),
        mean(group, Metrics::cells),
        mean(group, Metrics::steps),
        mean(group, Metrics::gradientNorm),
        last.learningRate(),
        Map.of());
  }

  private static double mean(List<Metrics> group, ToDoubleFunction<Metrics> value) {
    return group.stream().mapToDouble(value).filter(Double::isFinite).average().orElse(Double.NaN);
  }

  private static Page page(String title, List<Metrics> lines, byte[] png) {
    Metrics last = lines.get(lines.size() - 1);
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Updates", Long.toString(last.step()));
    facts.put("Training time", String.format(Locale.ROOT, "%.1f minutes", last.seconds() / 60));
    facts.put("Phase", last.phase());
    if (last.samples() > 0) {
      facts.put("Puzzle steps", Long.toString(last.samples()));
    }
    return new Page(
        title,
        facts,
        png,
        "Curves over updates: loss, share right while training and in tests, halting steps,"
            + " gradient norm, learning rate. The tables below hold the numbers.",
        List.of(tests(title, lines), record(lines)));
  }

  private static Page.Table tests(String title, List<Metrics> lines) {
    List<String> sets = List.copyOf(sets(lines));
    List<String> head = new ArrayList<>(List.of("update", "minutes"));
    sets.forEach(set -> head.add(set + ", %"));
    List<List<String>> rows = new ArrayList<>();
    for (Metrics line : latest(lines.stream().filter(line -> !line.eval().isEmpty()).toList())) {
      List<String> row =
          new ArrayList<>(List.of("" + line.step(), number("%.1f", line.seconds() / 60)));
      sets.forEach(set -> row.add(number("%.1f", 100 * line.eval().getOrDefault(set, Double.NaN))));
      rows.add(row);
    }
    return new Page.Table("Tests", head, rows);
  }

  private static Page.Table record(List<Metrics> lines) {
    List<List<String>> rows = new ArrayList<>();
    for (Metrics line : latest(lines)) {
      rows.add(
          List.of(
              "" + line.step(),
              number("%.1f", line.seconds() / 60),
              line.phase(),
              number("%.4f", line.loss()),
              number("%.1f", 100 * line.exact()),
              number("%.1f", 100 * line.cells()),
              number("%.2f", line.steps()),
              number("%.3f", line.gradientNorm()),
              number("%.2e", line.learningRate())));
    }
    return new Page.Table(
        lines.size() > rows.size() ? "The last " + rows.size() + " intervals" : "Intervals",
        List.of(
            "update", "minutes", "phase", "loss", "exact, %", "cells, %", "steps", "norm", "rate"),
        rows);
  }

  private static List<Metrics> latest(List<Metrics> lines) {
    return lines.subList(Math.max(0, lines.size() - MOST_ROWS), lines.size());
  }

  private static String number(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "";
  }
}
