package io.consilium.distribution.benchmarks.neural;

import io.consilium.distribution.benchmarks.neural.Row.Times;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The rows as text for a terminal, and as a table for the documentation. */
record Report(String machine, String torch, String command, List<Row> rows) {

  String text() {
    return head()
        + "\n\n"
        + String.format(
            "%-22s %5s %-14s %-22s %26s %26s %6s %6s%n",
            "network",
            "batch",
            "work",
            "in Java by",
            "Java ms (min to max)",
            "PyTorch ms (min to max)",
            "ratio",
            "cpu")
        + rows.stream().map(Report::line).collect(Collectors.joining("\n"));
  }

  private static String line(Row row) {
    return String.format(
            Locale.ROOT,
            "%-22s %5d %-14s %-22s %26s %26s %6s %6s",
            row.network(),
            row.batch(),
            row.work(),
            row.path(),
            times(row.java()),
            times(row.torch()),
            ratio(row.ratio()),
            ratio(row.cpuRatio()))
        + (row.note().isEmpty() ? "" : "  " + row.note());
  }

  String markdown() {
    return "<!-- Written by "
        + command
        + ": do not edit. -->\n"
        + head()
        + "\n\n"
        + "| network | batch | work | in Java by | Java, ms | PyTorch, ms | ratio | ratio of CPU time"
        + " | results apart |\n| --- | --: | --- | --- | --: | --: | --: | --: | --: |\n"
        + rows.stream().map(Report::tableLine).collect(Collectors.joining("\n"))
        + "\n";
  }

  private static String tableLine(Row row) {
    String begin =
        String.format("| %s | %d | %s | ", row.network(), row.batch(), row.work()) + row.path();
    if (!row.note().isEmpty()) {
      return begin + "not measured: " + row.note() + " | | | | | |";
    }
    return begin
        + " | "
        + times(row.java())
        + " | "
        + times(row.torch())
        + " | "
        + ratio(row.ratio())
        + " | "
        + ratio(row.cpuRatio())
        + " | "
        + (row.torch() == null ? "" : String.format(Locale.ROOT, "%.0e", row.apart()))
        + " |";
  }

  private String head() {
    return "Milliseconds for one ACT step (segment) of a whole batch: median (least to most) of "
        + "alternating rounds, one thread each. Ratio: Java over PyTorch, below 1 Java is faster. "
        + machine
        + "; "
        + torch
        + ".";
  }

  private static String times(Times times) {
    return times == null
        ? ""
        : number(times.median()) + " (" + number(times.min()) + " to " + number(times.max()) + ")";
  }

  private static String number(double x) {
    return String.format(Locale.ROOT, x < 10 ? "%.2f" : x < 100 ? "%.1f" : "%.0f", x);
  }

  private static String ratio(double x) {
    return x == 0 ? "" : String.format(Locale.ROOT, "%.2f", x);
  }
}
