package io.consilium.framework.training.token;

import io.consilium.framework.neural.Batch;
import io.consilium.framework.neural.Carry;
import io.consilium.framework.training.puzzle.Split;
import io.consilium.framework.training.recipe.Phase;
import io.consilium.framework.training.run.Draws;
import io.consilium.framework.training.task.Puzzle;
import io.consilium.framework.training.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Puzzles for a network, as tokens. */
final class TokenBatches {
  private final Task task;
  private final long seed;

  TokenBatches(Task task, long seed) {
    this.task = task;
    this.seed = seed;
  }

  /** New puzzles for an update: every slot gets one. */
  Batch first(long step, int size, Phase phase) {
    List<Puzzle> puzzles = new ArrayList<>();
    for (int slot = 0; slot < size; slot++) {
      puzzles.add(drawn(step, slot, phase));
    }
    return batch(task, puzzles);
  }

  /** New puzzles for the slots that have halted; the others see their own again and ignore it. */
  Batch next(long step, Carry carry, Phase phase) {
    Batch old = carry.data();
    int[] inputs = old.inputs().clone();
    int[] labels = old.labels().clone();
    for (int slot = 0; slot < old.size(); slot++) {
      if (carry.halted()[slot]) {
        Puzzle puzzle = drawn(step, slot, phase);
        System.arraycopy(task.tokens(puzzle.cells()), 0, inputs, slot * old.length(), old.length());
        System.arraycopy(
            task.tokens(puzzle.solution()), 0, labels, slot * old.length(), old.length());
      }
    }
    return new Batch(old.size(), inputs, labels, old.puzzles());
  }

  /** Puzzles side by side. */
  static Batch batch(Task task, List<Puzzle> puzzles) {
    int length = puzzles.get(0).cells().length;
    int[] inputs = new int[puzzles.size() * length];
    int[] labels = new int[inputs.length];
    for (int i = 0; i < puzzles.size(); i++) {
      System.arraycopy(task.tokens(puzzles.get(i).cells()), 0, inputs, i * length, length);
      System.arraycopy(task.tokens(puzzles.get(i).solution()), 0, labels, i * length, length);
    }
    return new Batch(puzzles.size(), inputs, labels, new int[puzzles.size()]);
  }

  private Puzzle drawn(long step, int slot, Phase phase) {
    RandomGenerator random = Draws.at(seed, step, slot);
    double at = random.nextDouble();
    String kind = "";
    for (Map.Entry<String, Double> share : phase.mix().entrySet()) {
      kind = share.getKey();
      at -= share.getValue();
      if (at < 0) {
        break;
      }
    }
    return task.next(kind, Split.TRAIN, random);
  }
}
