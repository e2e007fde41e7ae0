package io.consilium.expert.vision.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.consilium.api.data.Chart;
import io.consilium.api.data.Page;
import io.consilium.api.data.Table;
import io.consilium.api.data.Table.Cell;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.expert.ExpertOutcome.Solved;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.framework.runtimes.tesseract.Ocr;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures tables and charts on rendered report pages: {@code PageMeasure DIRECTORY [-v]
 * [NAME...]}, where the directory holds {@code page-NNN.png} and {@code page-NNN.json} as the
 * evaluation writes them.
 */
public final class PageMeasure {
  private PageMeasure() {}

  public static void main(String[] args) throws Exception {
    List<String> names = new ArrayList<>(List.of(args).subList(1, args.length));
    boolean verbose = names.remove("-v");
    int[] tables = new int[2];
    int[] charts = new int[2];
    int[] values = new int[3];
    try (Stream<Path> files = Files.list(Path.of(args[0]))) {
      for (Path json : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        String name = json.getFileName().toString().replace(".json", "");
        if (names.isEmpty() || names.stream().anyMatch(name::contains)) {
          measure(json, name, verbose, tables, charts, values);
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "tables %d/%d right, charts %d/%d within 2%% in all, values %d/%d within 2%%, %d within 5%%%n",
        tables[0],
        tables[1],
        charts[0],
        charts[1],
        values[0],
        values[2],
        values[1]);
  }

  private static void measure(
      Path json, String name, boolean verbose, int[] tables, int[] charts, int[] values)
      throws Exception {
    JsonNode truth = new ObjectMapper().readTree(json.toFile());
    Artifact image = Calls.image(Files.readAllBytes(json.resolveSibling(name + ".png")));
    long start = cpu();
    ExpertOutcome read =
        Calls.call(new PageExpert(Ocr.shared()), Map.of("image", image), Settings.EMPTY);
    if (!(read instanceof Solved page)) {
      System.out.println(name + " NOT READ " + read);
      return;
    }
    Map<String, Artifact> inputs = Map.of("image", image, "page", page.outputs().get("page"));
    ExpertOutcome table = Calls.call(new TableExpert(Ocr.shared()), inputs, Settings.EMPTY);
    ExpertOutcome chart = Calls.call(new ChartExpert(Ocr.shared()), inputs, Settings.EMPTY);
    long millis = (cpu() - start) / 1_000_000;
    StringBuilder line = new StringBuilder();
    line.append(name).append(' ').append(millis).append(" ms ");
    line.append(truth.get("damage")).append(' ');
    String form = truth.get("tableForm").asText();
    if (form.isEmpty()) {
      line.append(table instanceof Solved ? " UNEXPECTED-TABLE" : " no table, right");
    } else {
      String wrong = wrongCells(truth.get("table"), table);
      tables[1]++;
      tables[0] += wrong.isEmpty() ? 1 : 0;
      line.append(' ').append(form).append(wrong.isEmpty() ? " ok" : " WRONG " + wrong);
    }
    String kind = truth.get("chartKind").asText();
    if (kind.isEmpty()) {
      line.append(chart instanceof Solved ? " | UNEXPECTED-CHART" : " | no chart, right");
    } else {
      ChartMeasure.Score score = ChartMeasure.score(wanted(truth), found(chart));
      charts[1]++;
      charts[0] += score.within2() == score.values() ? 1 : 0;
      values[0] += score.within2();
      values[1] += score.within5();
      values[2] += score.values();
      line.append(" | ").append(kind).append(' ').append(score);
      line.append(' ').append(chart instanceof Solved s ? s.facts().values() : chart);
    }
    System.out.println(line);
    if (verbose) {
      Calls.output(read, "page", Page.class)
          .blocks()
          .forEach(b -> System.out.println("  [" + b.kind() + "] " + b.box() + " " + b.text()));
      if (table instanceof Solved) {
        Table t = Calls.output(table, "table", Table.class);
        System.out.println("  " + t.title() + " / " + t.unit() + " " + t.columns());
        t.rows().forEach(r -> System.out.println("    " + r.stream().map(Cell::text).toList()));
      }
      System.out.println("  truth " + truth.get("table"));
      System.out.println("  wanted " + wanted(truth));
      System.out.println("  found  " + found(chart));
    }
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** What differs between the printed table and the one read, cell by cell. */
  private static String wrongCells(JsonNode truth, ExpertOutcome outcome) throws Exception {
    if (!(outcome instanceof Solved)) {
      return "none found";
    }
    Table table = Calls.output(outcome, "table", Table.class);
    int rows = truth.size() - 1;
    int columns = truth.get(0).size();
    if (table.rows().size() != rows || table.columns().size() != columns) {
      return table.rows().size() + "x" + table.columns().size() + " for " + rows + "x" + columns;
    }
    StringBuilder wrong = new StringBuilder();
    for (int c = 0; c < columns; c++) {
      compare(truth.get(0).get(c).asText(), table.columns().get(c), wrong);
    }
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        compare(truth.get(r + 1).get(c).asText(), table.rows().get(r).get(c).text(), wrong);
      }
    }
    return wrong.toString();
  }

  private static void compare(String wanted, String found, StringBuilder wrong) {
    if (!plain(wanted).equals(plain(found))) {
      wrong.append(" (").append(wanted).append(" read ").append(found).append(')');
    }
  }

  private static String plain(String text) {
    return text.replaceAll("[\\s$€£,'’]", "").toLowerCase(Locale.ROOT);
  }

  private static List<ChartMeasure.Value> wanted(JsonNode truth) {
    List<ChartMeasure.Value> values = new ArrayList<>();
    JsonNode chart = truth.get("chart");
    for (JsonNode series : chart) {
      for (int i = 0; i < series.get("values").size(); i++) {
        String label = series.get("labels").get(i).asText();
        String named = chart.size() > 1 ? series.get("name").asText() + " " + label : label;
        values.add(
            new ChartMeasure.Value(
                named.toLowerCase(Locale.ROOT), series.get("values").get(i).asDouble()));
      }
    }
    return values;
  }

  private static List<ChartMeasure.Value> found(ExpertOutcome outcome) throws Exception {
    List<ChartMeasure.Value> values = new ArrayList<>();
    if (outcome instanceof Solved) {
      for (var series : Calls.output(outcome, "chart", Chart.class).series()) {
        for (var point : series.points()) {
          String named = (series.name() + " " + point.label()).strip().toLowerCase(Locale.ROOT);
          values.add(new ChartMeasure.Value(named, point.value()));
        }
      }
    }
    return values;
  }
}
