package io.consilium.governance.auditor.internal;

import java.time.Duration;
import java.util.function.Consumer;

/** A task's calls and halting decisions over time, for a terminal. Pure. */
final class Timeline {
  private static final int COLUMNS = 40;
  private static final int ROWS = 200;

  private Timeline() {}

  static void print(Course course, Consumer<String> to) {
    Table table = new Table("TIMELINE", ">AT", ruler(course.end()), "");
    course.rows().stream()
        .limit(ROWS)
        .forEach(
            row -> table.row(row.who(), time(row.from()), drawn(row, course.end()), row.what()));
    table.print("", to);
    if (course.rows().size() > ROWS) {
      to.accept("and " + (course.rows().size() - ROWS) + " more");
    }
  }

  private static String time(double seconds) {
    return Words.duration(Duration.ofNanos(Math.round(1e9 * seconds)));
  }

  private static String ruler(double end) {
    String last = time(end);
    return "0" + ".".repeat(Math.max(1, COLUMNS - 1 - last.length())) + last;
  }

  /** Spaces are dots, so that a row can be followed with the eye. */
  private static String drawn(Course.Row row, double end) {
    int from = column(row.from(), end);
    int to = Math.max(from, column(row.to(), end));
    String mark = row.kind() == Course.Kind.HALTED ? "|" : "=";
    return ".".repeat(from) + mark.repeat(to - from + 1) + ".".repeat(COLUMNS - 1 - to);
  }

  private static int column(double at, double end) {
    return (int) Math.max(0, Math.min(COLUMNS - 1, Math.floor(COLUMNS * at / end)));
  }
}
