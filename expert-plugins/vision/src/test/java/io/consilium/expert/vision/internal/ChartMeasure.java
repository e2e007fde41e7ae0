package io.consilium.expert.vision.internal;

import io.consilium.api.data.Chart;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.Settings;
import io.consilium.framework.runtimes.tesseract.Ocr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures the share of chart values read within 2 and 5 per cent: {@code ChartMeasure
 * SET_DIRECTORY [-v] [NAME...]}, where the directory holds {@code png} and {@code tables}.
 */
public final class ChartMeasure {
  private ChartMeasure() {}

  record Value(String label, double number) {}

  record Score(int values, int within2, int within5) {}

  public static void main(String[] args) throws Exception {
    Path set = Path.of(args[0]);
    List<String> names = new ArrayList<>(List.of(args).subList(1, args.length));
    boolean verbose = names.remove("-v");
    int values = 0;
    int within2 = 0;
    int within5 = 0;
    int charts = 0;
    double mean2 = 0;
    double mean5 = 0;
    try (Stream<Path> tables = Files.list(set.resolve("tables"))) {
      for (Path table : tables.sorted().toList()) {
        String name = table.getFileName().toString().replace(".csv", "");
        if (!names.isEmpty() && names.stream().noneMatch(name::contains)) {
          continue;
        }
        long start = System.nanoTime();
        ExpertOutcome outcome =
            Calls.call(
                new ChartExpert(Ocr.shared()),
                Map.of(
                    "image", Calls.image(Files.readAllBytes(set.resolve("png/" + name + ".png")))),
                Settings.EMPTY);
        long millis = (System.nanoTime() - start) / 1_000_000;
        List<Value> wanted = wanted(table);
        List<Value> found = found(outcome);
        Score score = score(wanted, found);
        System.out.printf(
            Locale.ROOT,
            "%-45s %3d values  2%%: %5.2f  5%%: %5.2f  %5d ms  %s%n",
            name,
            score.values(),
            (double) score.within2() / score.values(),
            (double) score.within5() / score.values(),
            millis,
            describe(outcome));
        if (verbose) {
          System.out.println("   wanted " + wanted);
          System.out.println("   found  " + found);
        }
        values += score.values();
        within2 += score.within2();
        within5 += score.within5();
        mean2 += (double) score.within2() / score.values();
        mean5 += (double) score.within5() / score.values();
        charts++;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%d charts, %d values: within2 %.3f within5 %.3f; mean over charts %.3f %.3f%n",
        charts,
        values,
        (double) within2 / values,
        (double) within5 / values,
        mean2 / charts,
        mean5 / charts);
  }

  private static String describe(ExpertOutcome outcome) throws Exception {
    if (outcome instanceof ExpertOutcome.Solved solved) {
      Chart chart = Calls.output(outcome, "chart", Chart.class);
      return solved.facts().values()
          + " "
          + chart.title()
          + " ["
          + chart.unit()
          + "] "
          + chart.series().stream().map(Chart.PlottedSeries::name).toList();
    }
    return ((ExpertOutcome.Declined) outcome).message();
  }

  private static List<Value> found(ExpertOutcome outcome) throws Exception {
    List<Value> values = new ArrayList<>();
    if (outcome instanceof ExpertOutcome.Solved) {
      for (var series : Calls.output(outcome, "chart", Chart.class).series()) {
        series
            .points()
            .forEach(p -> values.add(new Value(key(series.name(), p.label()), p.value())));
      }
    }
    return values;
  }

  private static String key(String series, String label) {
    return (series + " " + label).strip().toLowerCase(Locale.ROOT);
  }

  /** First column: labels; further columns: series; or label, group, value. */
  private static List<Value> wanted(Path table) throws IOException {
    List<String[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(table)) {
      rows.add(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1));
    }
    String[] header = rows.get(0);
    boolean isLong =
        header.length == 3 && rows.get(1).length == 3 && Double.isNaN(number(rows.get(1)[1]));
    boolean groupLast =
        header.length == 3 && rows.get(1).length == 3 && Double.isNaN(number(rows.get(1)[2]));
    List<Value> values = new ArrayList<>();
    for (String[] row : rows.subList(1, rows.size())) {
      if (isLong) {
        values.add(new Value(key(row[1], row[0]), number(row[2])));
      } else if (groupLast) {
        values.add(new Value(key(row[2], row[0]), number(row[1])));
      } else {
        for (int c = 1; c < row.length; c++) {
          if (!Double.isNaN(number(row[c]))) {
            values.add(new Value(key(header.length > 2 ? header[c] : "", row[0]), number(row[c])));
          }
        }
      }
    }
    return values;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.replaceAll("[\"%,]", "").strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private record Pair(int wanted, int found, double cost) {}

  static Score score(List<Value> wanted, List<Value> found) {
    double largest = wanted.stream().mapToDouble(v -> Math.abs(v.number())).max().orElse(1);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      for (int j = 0; j < found.size(); j++) {
        double words = distance(wanted.get(i).label(), found.get(j).label());
        double error = error(wanted.get(i), found.get(j), largest);
        pairs.add(new Pair(i, j, words + Math.min(1, error)));
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::cost));
    boolean[] takenWanted = new boolean[wanted.size()];
    boolean[] takenFound = new boolean[found.size()];
    int within2 = 0;
    int within5 = 0;
    for (Pair pair : pairs) {
      if (takenWanted[pair.wanted()] || takenFound[pair.found()]) {
        continue;
      }
      takenWanted[pair.wanted()] = true;
      takenFound[pair.found()] = true;
      double error = error(wanted.get(pair.wanted()), found.get(pair.found()), largest);
      within2 += error <= 0.02 ? 1 : 0;
      within5 += error <= 0.05 ? 1 : 0;
    }
    return new Score(wanted.size(), within2, within5);
  }

  private static double error(Value wanted, Value found, double largest) {
    double scale = wanted.number() == 0 ? 0.1 * largest : Math.abs(wanted.number());
    return Math.abs(wanted.number() - found.number()) / scale;
  }

  private static double distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int next =
            Math.min(
                Math.min(row[j], row[j - 1]) + 1,
                diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
        diagonal = row[j];
        row[j] = next;
      }
    }
    return (double) row[b.length()] / Math.max(1, Math.max(a.length(), b.length()));
  }
}
