package io.consilium.framework.training.inspect;

import io.consilium.framework.training.task.Puzzle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a network did on one puzzle, step by step.
 *
 * @param puzzle that it worked on
 * @param right whether the answer is the solution
 * @param holds whether it breaks no rule: what a verifier says that does not know the solution
 * @param cells share of the open cells that are right
 * @param halt above 0 where it would halt
 * @param change of its state, as a share
 * @param same whether the answer is that of the step before
 */
public record Trace(
    Puzzle puzzle,
    boolean[] right,
    boolean[] holds,
    double[] cells,
    double[] halt,
    double[] change,
    boolean[] same) {
  private static final int BATCH = 32;

  /** Steps recorded. */
  public int steps() {
    return right.length;
  }

  /**
   * Runs all puzzles for some steps.
   *
   * @param attempt see {@link Thinker#begin}
   */
  public static List<Trace> of(
      Thinker thinker, List<Puzzle> puzzles, int steps, int attempt, Thinker.Watcher watcher) {
    List<Trace> traces = new ArrayList<>();
    for (int from = 0; from < puzzles.size(); from += BATCH) {
      List<Puzzle> batch = puzzles.subList(from, Math.min(puzzles.size(), from + BATCH));
      traces.addAll(batch(thinker, batch, steps, attempt, watcher));
    }
    return traces;
  }

  private static List<Trace> batch(
      Thinker thinker, List<Puzzle> puzzles, int steps, int attempt, Thinker.Watcher watcher) {
    List<Trace> traces = puzzles.stream().map(puzzle -> empty(puzzle, steps)).toList();
    List<byte[]> before = puzzles.stream().map(Puzzle::cells).toList();
    thinker.begin(puzzles, attempt);
    watcher.begun();
    for (int step = 0; step < steps; step++) {
      Thinker.Moment moment = thinker.step(watcher);
      for (int i = 0; i < traces.size(); i++) {
        traces.get(i).set(step, thinker, moment, i, before.get(i));
      }
      before = moment.answers();
      watcher.ended(step);
    }
    return traces;
  }

  private static Trace empty(Puzzle puzzle, int steps) {
    return new Trace(
        puzzle,
        new boolean[steps],
        new boolean[steps],
        new double[steps],
        new double[steps],
        new double[steps],
        new boolean[steps]);
  }

  private void set(int step, Thinker thinker, Thinker.Moment moment, int i, byte[] before) {
    byte[] answer = moment.answers().get(i);
    right[step] = Arrays.equals(answer, puzzle.solution());
    holds[step] = thinker.task().holds(puzzle.cells(), answer);
    cells[step] = shareRight(answer);
    halt[step] = moment.halt()[i];
    change[step] = moment.change()[i];
    same[step] = Arrays.equals(answer, before);
  }

  private double shareRight(byte[] answer) {
    int open = 0;
    int good = 0;
    for (int cell = 0; cell < answer.length; cell++) {
      if (puzzle.cells()[cell] == 0) {
        open++;
        good += answer[cell] == puzzle.solution()[cell] ? 1 : 0;
      }
    }
    return open == 0 ? 1 : (double) good / open;
  }
}
