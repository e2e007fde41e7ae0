package io.consilium.governance.auditor.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** A task's calls and halting decisions over time, for a terminal. Pure. */
final class Timeline {
  private static final int COLUMNS = 40;
  private static final int ROWS = 200;

  private Timeline() {}

  private record Row(double from, double to, char mark, String who, String what) {}

  static void print(Course course, Consumer<String> to) {
    List<Row> rows = new ArrayList<>();
    for (Course.Bar bar : course.calls()) {
      String who = "call " + bar.call() + " " + bar.expert();
      rows.add(new Row(bar.from(), bar.to(), '=', who, bar.told()));
    }
    for (Course.Stop stop : course.stops()) {
      String loop = stop.path().isEmpty() ? "root loop" : "loop " + stop.path();
      String who = loop + ", H-cycle " + stop.cycle();
      rows.add(new Row(stop.at(), stop.at(), '|', who, "#" + stop.sequence() + " " + stop.what()));
    }
    rows.sort(Comparator.comparingDouble(Row::from));
    Table table = new Table("TIMELINE", ">AT", ruler(course.end()), "");
    rows.stream()
        .limit(ROWS)
        .forEach(row -> table.row(row.who, time(row.from), drawn(row, course.end()), row.what));
    table.print("", to);
    if (rows.size() > ROWS) {
      to.accept("and " + (rows.size() - ROWS) + " more");
    }
  }

  private static String time(double seconds) {
    return Words.duration(Duration.ofNanos(Math.round(1e9 * seconds)));
  }

  private static String ruler(double end) {
    String last = time(end);
    return "0" + ".".repeat(Math.max(1, COLUMNS - 1 - last.length())) + last;
  }

  /** Spaces are dots, so that a row can be followed with the eye, and a table keeps its columns. */
  private static String drawn(Row row, double end) {
    int from = column(row.from, end);
    int to = Math.max(from, column(row.to, end));
    return ".".repeat(from)
        + String.valueOf(row.mark).repeat(to - from + 1)
        + ".".repeat(COLUMNS - 1 - to);
  }

  private static int column(double at, double end) {
    return (int) Math.max(0, Math.min(COLUMNS - 1, Math.floor(COLUMNS * at / end)));
  }
}
