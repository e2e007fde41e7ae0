package io.consilium.framework.training.inspect;

import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.neural.graph.ConstraintGraph;
import io.consilium.framework.neural.graph.GraphCarry;
import io.consilium.framework.neural.graph.GraphNetwork;
import io.consilium.framework.neural.graph.GraphStep;
import io.consilium.framework.training.task.Puzzle;
import io.consilium.framework.training.task.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The graph network at work on Sudokus of 9 x 9. */
final class GraphThinker implements Thinker {
  private static final int TRAINED_STEPS = 16;

  private final Checkpoint checkpoint;
  private final Task task = Task.of("sudoku", 9);
  private final GraphNetwork network;
  private GraphCarry[] carries = {};

  GraphThinker(Checkpoint checkpoint) throws IOException {
    this.checkpoint = checkpoint;
    this.network = GraphNetwork.of(checkpoint);
  }

  @Override
  public Checkpoint checkpoint() {
    return checkpoint;
  }

  @Override
  public Task task() {
    return task;
  }

  @Override
  public int maxSteps() {
    return TRAINED_STEPS;
  }

  @Override
  public double flops(Puzzle puzzle) {
    return network.config().flops(graph(puzzle));
  }

  @Override
  public void begin(List<Puzzle> puzzles, int attempt) {
    carries = new GraphCarry[puzzles.size()];
    for (int i = 0; i < carries.length; i++) {
      long seed = 31L * Arrays.hashCode(puzzles.get(i).cells()) + attempt;
      carries[i] = network.start(graph(puzzles.get(i)), seed);
    }
  }

  private static ConstraintGraph graph(Puzzle puzzle) {
    int[] cells = new int[puzzle.cells().length];
    Arrays.setAll(cells, i -> puzzle.cells()[i]);
    return ConstraintGraph.sudoku(cells, 3, 3);
  }

  @Override
  public Moment step(Watcher watcher) {
    GraphStep[] steps = new GraphStep[carries.length];
    IntStream.range(0, steps.length)
        .parallel()
        .forEach(i -> steps[i] = network.step(carries[i], () -> false));
    List<byte[]> answers = new ArrayList<>();
    double[] halt = new double[steps.length];
    double[] change = new double[steps.length];
    for (int i = 0; i < steps.length; i++) {
      GraphCarry after = steps[i].carry();
      int[] chosen = steps[i].chosen();
      byte[] answer = new byte[chosen.length];
      for (int cell = 0; cell < answer.length; cell++) {
        answer[cell] = (byte) chosen[cell];
      }
      answers.add(answer);
      halt[i] = steps[i].halt();
      boolean first = carries[i].step() == 0;
      change[i] = first ? Double.NaN : change(carries[i].answer(), after.answer());
      watcher.made("L", after.latent(), network.config().width(), i);
      watcher.made("H", after.answer(), network.config().width(), i);
      carries[i] = after;
    }
    return new Moment(answers, halt, change);
  }

  private static double change(float[] before, float[] after) {
    double moved = 0;
    double length = 0;
    for (int i = 0; i < before.length; i++) {
      double step = after[i] - before[i];
      moved += step * step;
      length += (double) before[i] * before[i];
    }
    return length == 0 ? 0 : Math.sqrt(moved / length);
  }

  @Override
  public void close() {}
}
