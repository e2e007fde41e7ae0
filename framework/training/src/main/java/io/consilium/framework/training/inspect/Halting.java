package io.consilium.framework.training.inspect;

import java.util.ArrayList;
import java.util.List;

/**
 * A way to decide when a network has thought enough.
 *
 * @param name for people
 * @param stop whether to stop after a step
 */
public record Halting(String name, Rule stop) {

  /** Decides after a step, counted from 0. */
  @FunctionalInterface
  public interface Rule {
    boolean after(Trace trace, int step);
  }

  /**
   * What came of it.
   *
   * @param halting the way
   * @param exact puzzles whose answer was right when it stopped
   * @param falseHalts puzzles stopped with a wrong answer before the last step
   * @param accepted wrong answers that break no rule: what a verifier would let through
   * @param meanSteps taken
   */
  public record Result(
      Halting halting, Wilson exact, Wilson falseHalts, int accepted, double meanSteps) {}

  /** The ways that are compared. */
  public static List<Halting> ways(int steps) {
    List<Halting> ways = new ArrayList<>();
    for (int n : new int[] {1, 4, 16, 64}) {
      if (n <= steps) {
        ways.add(new Halting("fixed, " + n, (trace, step) -> step + 1 >= n));
      }
    }
    ways.add(new Halting("learned", (trace, step) -> trace.halt()[step] > 0));
    ways.add(new Halting("state moves by < 10 %", (trace, step) -> trace.change()[step] < 0.1));
    ways.add(new Halting("state moves by < 1 %", (trace, step) -> trace.change()[step] < 0.01));
    ways.add(new Halting("answer stays twice", Halting::stays));
    ways.add(new Halting("verifier", (trace, step) -> trace.holds()[step]));
    ways.add(
        new Halting(
            "verifier, and learned says so too",
            (trace, step) -> trace.holds()[step] && trace.halt()[step] > 0));
    ways.add(
        new Halting(
            "verifier, or state moves by < 1 %",
            (trace, step) -> trace.holds()[step] || trace.change()[step] < 0.01));
    return ways;
  }

  private static boolean stays(Trace trace, int step) {
    return step > 1 && trace.same()[step] && trace.same()[step - 1];
  }

  /** Puzzles right after the last step, with the interval. */
  public static String atTheEnd(List<Trace> traces) {
    return new Halting("the end", (trace, step) -> false).result(traces).exact().toString();
  }

  /** Stops every trace in this way, at the latest after its last step. */
  public Result result(List<Trace> traces) {
    int exact = 0;
    int wrong = 0;
    int accepted = 0;
    long steps = 0;
    for (Trace trace : traces) {
      int last = trace.steps() - 1;
      int at = 0;
      while (at < last && !stop.after(trace, at)) {
        at++;
      }
      steps += at + 1;
      exact += trace.right()[at] ? 1 : 0;
      wrong += at < last && !trace.right()[at] ? 1 : 0;
      accepted += trace.holds()[at] && !trace.right()[at] ? 1 : 0;
    }
    int all = traces.size();
    return new Result(
        this, new Wilson(exact, all), new Wilson(wrong, all), accepted, (double) steps / all);
  }
}
