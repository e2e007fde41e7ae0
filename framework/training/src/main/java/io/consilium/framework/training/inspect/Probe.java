package io.consilium.framework.training.inspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers how states move (forward residuals: the length of each update as a share of the state,
 * HRM, arXiv 2506.21734, figure 3) and in how many dimensions they vary after each step. For one
 * thread.
 */
final class Probe implements Thinker.Watcher {

  /** The updates of one module: their place among all updates, and their mean residual. */
  private static final class Moves {
    private final List<Double> sums = new ArrayList<>();
    private final List<Integer> counts = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();

    void add(int call, int place, double residual) {
      while (sums.size() <= call) {
        sums.add(0.0);
        counts.add(0);
        places.add(place);
      }
      if (Double.isFinite(residual)) {
        sums.set(call, sums.get(call) + residual);
        counts.set(call, counts.get(call) + 1);
      }
    }
  }

  private final Map<String, Moves> moves = new LinkedHashMap<>();
  private final Map<String, List<Participation>> spread = new LinkedHashMap<>();
  private final Map<String, float[]> last = new HashMap<>();
  private final Map<String, Integer> widths = new HashMap<>();
  private final Map<String, Integer> calls = new HashMap<>();
  private final Map<Integer, Integer> made = new HashMap<>();

  @Override
  public void begun() {
    last.clear();
    calls.clear();
    made.clear();
  }

  @Override
  public void made(String module, float[] states, int width, int puzzle) {
    String key = module + "/" + puzzle;
    int call = calls.merge(key, 1, Integer::sum) - 1;
    int place = made.merge(puzzle, 1, Integer::sum);
    float[] before = last.put(key, states);
    widths.put(module, width);
    moves
        .computeIfAbsent(module, name -> new Moves())
        .add(call, place, before == null ? Double.NaN : residual(before, states));
  }

  private static double residual(float[] before, float[] after) {
    double moved = 0;
    double length = 0;
    for (int i = 0; i < after.length; i++) {
      double step = after[i] - before[i];
      moved += step * step;
      length += (double) before[i] * before[i];
    }
    return length > 0 ? Math.sqrt(moved / length) : Double.NaN;
  }

  @Override
  public void ended(int step) {
    last.forEach(
        (key, states) -> {
          String module = key.substring(0, key.indexOf('/'));
          List<Participation> steps = spread.computeIfAbsent(module, name -> new ArrayList<>());
          while (steps.size() <= step) {
            steps.add(new Participation(widths.get(module)));
          }
          steps.get(step).add(states);
        });
  }

  /** The modules, the fast one first. */
  List<String> modules() {
    return List.copyOf(moves.keySet());
  }

  /** The place of each update of a module among all updates of a puzzle, from 1. */
  double[] places(String module) {
    return moves.get(module).places.stream().mapToDouble(place -> place).toArray();
  }

  /** The mean residual of each update; NaN for the first, which has no state before it. */
  double[] residuals(String module) {
    Moves of = moves.get(module);
    double[] means = new double[of.sums.size()];
    for (int i = 0; i < means.length; i++) {
      int count = of.counts.get(i);
      means[i] = count == 0 ? Double.NaN : of.sums.get(i) / count;
    }
    return means;
  }

  /** The participation ratio after each step. */
  double[] participation(String module) {
    return spread.get(module).stream().mapToDouble(Participation::ratio).toArray();
  }

  /** Numbers in a state: the most that its participation ratio can be. */
  int width(String module) {
    return widths.get(module);
  }
}
