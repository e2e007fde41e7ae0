package io.consilium.framework.training.run;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Tells on standard error how training goes. Where somebody watches (the environment variable
 * {@code CONSILIUM_TTY} is 1) it rewrites one line, elsewhere each report is a line. Not
 * thread-safe.
 */
public final class Progress {
  private final PrintStream out;
  private final boolean watched;
  private boolean open;

  /** On standard error. */
  public Progress() {
    this(System.err, "1".equals(System.getenv("CONSILIUM_TTY")));
  }

  /** Elsewhere. */
  public Progress(PrintStream out, boolean watched) {
    this.out = out;
    this.watched = watched;
  }

  /**
   * Reports an interval.
   *
   * @param line what happened in it
   * @param rate puzzle-steps a second
   * @param secondsLeft until the run ends; NaN if nobody knows
   */
  public void report(Metrics line, double rate, double secondsLeft) {
    String text = text(line, rate, secondsLeft);
    if (watched) {
      out.print("\r\u001b[K" + text);
      out.flush();
      open = true;
    } else {
      out.println(text);
    }
    if (!line.eval().isEmpty()) {
      say(evaluation(line));
    }
  }

  /** Something to know that stays on the screen. */
  public void say(String text) {
    if (open) {
      out.println();
      open = false;
    }
    out.println(text);
  }

  static String text(Metrics line, double rate, double secondsLeft) {
    StringBuilder text = new StringBuilder("step " + line.step());
    if (!line.phase().isEmpty()) {
      text.append("  ").append(line.phase());
    }
    add(text, "  loss %.4f", line.loss());
    add(text, "  exact %.1f %%", 100 * line.exact());
    add(text, "  cells %.1f %%", 100 * line.cells());
    add(text, "  halts at %.2f", line.steps());
    add(text, "  |g| %.3f", line.gradientNorm());
    add(text, "  lr %.2e", line.learningRate());
    add(text, "  %.0f/s", rate);
    if (Double.isFinite(secondsLeft)) {
      text.append("  ").append(clock(secondsLeft)).append(" left");
    }
    return text.toString();
  }

  private static String evaluation(Metrics line) {
    StringBuilder text = new StringBuilder("  test at step " + line.step() + ":");
    line.eval().forEach((set, exact) -> add(text, " " + set + " %.1f %%", 100 * exact));
    return text.toString();
  }

  private static String clock(double seconds) {
    long whole = Math.max(0, Math.round(seconds));
    return String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }

  private static void add(StringBuilder text, String format, double value) {
    if (Double.isFinite(value)) {
      text.append(String.format(Locale.ROOT, format, value));
    }
  }
}
