package io.consilium.framework.training.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.neural.checkpoint.Tensor;
import io.consilium.framework.training.chart.Page;
import io.consilium.framework.training.chart.Panel;
import io.consilium.framework.training.chart.Picture;
import io.consilium.framework.training.chart.Tables;
import io.consilium.framework.training.task.Puzzle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/** A look into a trained network: pictures, tables, text. Made once, then only read. */
public final class Inspection {
  private final Thinker thinker;
  private final List<Trace> traces;
  private final Probe probe = new Probe();
  private final int steps;

  /** Runs the network on the puzzles, watching it from inside. */
  public Inspection(Thinker thinker, List<Puzzle> puzzles, int steps) {
    this.thinker = thinker;
    this.steps = steps;
    this.traces = Trace.of(thinker, puzzles, steps, 0, probe);
  }

  /** As a page that needs no other file. */
  public Page page() throws IOException {
    return new Page(
        "Inside " + thinker.checkpoint().source(),
        facts(),
        Picture.png(panels(), 2),
        "Forward residuals of the states, their participation ratio, accuracy and halting over"
            + " steps. The tables below hold the numbers.",
        tables());
  }

  /** As text for a terminal. */
  public String text() {
    StringBuilder text = new StringBuilder();
    facts().forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    tables().forEach(table -> text.append('\n').append(Tables.text(table)));
    return text.toString();
  }

  private Map<String, String> facts() {
    Checkpoint checkpoint = thinker.checkpoint();
    long weights = checkpoint.tensors().values().stream().mapToLong(Tensor::size).sum();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Checkpoint", checkpoint.source());
    facts.put("Digest", checkpoint.digest());
    facts.put("Weights", String.format(Locale.ROOT, "%,d", weights));
    facts.put("Configuration", plain(checkpoint.config()));
    facts.put("Training", plain(checkpoint.training()));
    facts.put("Puzzles", traces.size() + ", " + steps + " steps each");
    for (String module : probe.modules()) {
      double[] ratio = probe.participation(module);
      facts.put(
          "Participation ratio of " + module,
          String.format(
              Locale.ROOT,
              "%.1f of %d after the last step",
              ratio[ratio.length - 1],
              probe.width(module)));
    }
    return facts;
  }

  private static String plain(JsonNode object) {
    return object.isEmpty() ? "none in the file" : object.toString().replaceAll("[{}\"]", "");
  }

  private List<Panel> panels() {
    List<Panel.Series> residuals = new ArrayList<>();
    List<Panel.Series> ratios = new ArrayList<>();
    for (String module : probe.modules()) {
      residuals.add(new Panel.Series(module, probe.places(module), probe.residuals(module)));
      ratios.add(Panel.Series.counted(module, probe.participation(module)));
    }
    return List.of(
        new Panel(
            "Forward residuals (step = " + updatesAStep() + " updates)",
            "update",
            "change, share of the state",
            Panel.Kind.LOGARITHMIC,
            residuals),
        new Panel(
            "Dimensions in which states vary",
            "step",
            "participation ratio",
            Panel.Kind.LINES,
            ratios),
        new Panel(
            "Accuracy over steps",
            "step",
            "%",
            Panel.Kind.PERCENT,
            List.of(
                Panel.Series.counted("puzzles right", percent(step -> rightAt(step))),
                Panel.Series.counted("open cells right", percent(step -> cellsAt(step))),
                Panel.Series.counted("would have halted", percent(step -> haltedBy(step))))),
        new Panel(
            "When the learned head halts",
            "step",
            "puzzles",
            Panel.Kind.BARS,
            List.of(
                Panel.Series.counted("right", halts(true)),
                Panel.Series.counted("wrong", halts(false)))));
  }

  private int updatesAStep() {
    return probe.modules().stream().mapToInt(m -> probe.places(m).length).sum() / steps;
  }

  private double[] percent(IntFunction<Double> share) {
    double[] values = new double[steps];
    Arrays.setAll(values, step -> 100 * share.apply(step));
    return values;
  }

  private double rightAt(int step) {
    return (double) traces.stream().filter(trace -> trace.right()[step]).count() / traces.size();
  }

  private double cellsAt(int step) {
    return traces.stream().mapToDouble(trace -> trace.cells()[step]).average().orElse(0);
  }

  private double haltedBy(int step) {
    return (double) traces.stream().filter(trace -> haltsAt(trace) <= step).count() / traces.size();
  }

  /** The step at which it halts; as many as there are if it never does. */
  private static int haltsAt(Trace trace) {
    int step = 0;
    while (step < trace.steps() && !(trace.halt()[step] > 0)) {
      step++;
    }
    return step;
  }

  private double[] halts(boolean right) {
    double[] counts = new double[steps];
    for (Trace trace : traces) {
      int at = haltsAt(trace);
      if (at < steps && trace.right()[at] == right) {
        counts[at]++;
      }
    }
    return counts;
  }

  private List<Page.Table> tables() {
    return List.of(accuracy(), residuals(), weights());
  }

  private Page.Table accuracy() {
    List<List<String>> rows = new ArrayList<>();
    double[] right = halts(true);
    double[] wrong = halts(false);
    for (int step = 0; step < steps; step++) {
      int at = step;
      long exact = traces.stream().filter(trace -> trace.right()[at]).count();
      rows.add(
          List.of(
              Integer.toString(step + 1),
              new Wilson(exact, traces.size()).toString(),
              String.format(Locale.ROOT, "%.1f %%", 100 * cellsAt(step)),
              String.format(Locale.ROOT, "%.0f", right[step]),
              String.format(Locale.ROOT, "%.0f", wrong[step])));
    }
    long never = traces.stream().filter(trace -> haltsAt(trace) == steps).count();
    rows.add(List.of("never", "", "", Long.toString(never), ""));
    return new Page.Table(
        "Accuracy and halting by step (95 % intervals)",
        List.of("step", "puzzles right", "open cells", "halts right", "halts wrong"), rows);
  }

  private Page.Table residuals() {
    List<String> head = new ArrayList<>(List.of("step"));
    for (String module : probe.modules()) {
      head.add(module + ": residuals of its updates");
      head.add(module + ": participation");
    }
    List<List<String>> rows = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      List<String> row = new ArrayList<>(List.of(Integer.toString(step + 1)));
      for (String module : probe.modules()) {
        double[] all = probe.residuals(module);
        int each = all.length / steps;
        StringBuilder some = new StringBuilder();
        for (int i = step * each; i < (step + 1) * each; i++) {
          some.append(Double.isNaN(all[i]) ? "- " : String.format(Locale.ROOT, "%.3f ", all[i]));
        }
        row.add(some.toString().trim());
        row.add(String.format(Locale.ROOT, "%.1f", probe.participation(module)[step]));
      }
      rows.add(row);
    }
    return new Page.Table("States (mean over puzzles)", head, rows);
  }

  private Page.Table weights() {
    List<List<String>> rows = new ArrayList<>();
    for (Tensor tensor : thinker.checkpoint().tensors().values()) {
      double squares = 0;
      float largest = 0;
      for (float value : tensor.floats()) {
        squares += (double) value * value;
        largest = Math.max(largest, Math.abs(value));
      }
      rows.add(
          List.of(
              tensor.name(),
              Arrays.toString(tensor.shape()),
              String.format(Locale.ROOT, "%,d", tensor.size()),
              String.format(Locale.ROOT, "%.4f", Math.sqrt(squares / Math.max(1, tensor.size()))),
              String.format(Locale.ROOT, "%.3f", largest)));
    }
    return new Page.Table(
        "Weights", List.of("name", "shape", "numbers", "root mean square", "largest"), rows);
  }
}
