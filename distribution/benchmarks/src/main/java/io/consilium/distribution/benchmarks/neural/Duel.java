package io.consilium.distribution.benchmarks.neural;

import io.consilium.distribution.benchmarks.neural.Row.Times;
import io.consilium.distribution.benchmarks.neural.Side.Spent;
import io.consilium.distribution.benchmarks.neural.Side.Work;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Times several sides in turn, round after round, so that what disturbs one disturbs all. */
final class Duel {
  private static final double NANOS = 1e6;

  private final Effort effort;

  Duel(Effort effort) {
    this.effort = effort;
  }

  /**
   * How much is repeated.
   *
   * @param rounds counted ones; fewer, at least one, where they would take longer than {@code most}
   * @param warmUp milliseconds that each side runs before; long runs are not repeated for it
   * @param round milliseconds that a round of one side takes at least
   * @param most milliseconds that all counted rounds of one side may take
   */
  record Effort(int rounds, double warmUp, double round, double most) {
    static final Effort QUICK = new Effort(5, 700, 40, 1_500);
    static final Effort FULL = new Effort(11, 4_000, 200, 60_000);
    static final Effort TRY = new Effort(1, 1, 1, 1);
  }

  List<Times> run(List<Side> sides, Work work) throws IOException {
    int[] times = new int[sides.size()];
    int rounds = effort.rounds();
    for (int i = 0; i < times.length; i++) {
      double once = warm(sides.get(i), work);
      times[i] = (int) Math.max(1, Math.ceil(effort.round() / once));
      rounds = (int) Math.min(rounds, Math.max(1, effort.most() / (times[i] * once)));
    }
    double[][] wall = new double[sides.size()][rounds];
    double[][] cpu = new double[sides.size()][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < times.length; i++) {
        Spent spent = sides.get(i).run(work, times[i]);
        wall[i][round] = spent.wall() / NANOS / times[i];
        cpu[i][round] = spent.cpu() / NANOS / times[i];
      }
    }
    List<Times> results = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      Arrays.sort(wall[i]);
      Arrays.sort(cpu[i]);
      results.add(
          new Times(
              wall[i][rounds / 2], wall[i][0], wall[i][rounds - 1], cpu[i][rounds / 2], rounds));
    }
    return results;
  }

  /** Milliseconds of one run, after the compiler has done its part. */
  private double warm(Side side, Work work) throws IOException {
    double spent = 0;
    double once = effort.most();
    do {
      Spent run = side.run(work, 1);
      once = Math.min(once, Math.max(1e-3, run.wall() / NANOS));
      spent += run.wall() / NANOS;
    } while (spent < effort.warmUp());
    return once;
  }
}
