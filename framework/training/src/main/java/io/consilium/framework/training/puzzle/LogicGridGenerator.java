package io.consilium.framework.training.puzzle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Makes logic grid puzzles with one solution from which no clue can go.
 *
 * <p>A solution is drawn; then true clues are added, each false in another solution that the clues
 * so far allow, until there is none; then clues that aren't needed are taken away. The text is that
 * which {@code clues.read} reads. A seed repeats its puzzles. Stateless: any number of threads,
 * each with its own generator of random numbers.
 */
public final class LogicGridGenerator {
  private final Optional<Split> split;

  /** Puzzles of either side of the split. */
  public LogicGridGenerator() {
    this.split = Optional.empty();
  }

  /** Puzzles of one side of the split (by a hash that names and the order of clues leave alone). */
  public LogicGridGenerator(Split split) {
    this.split = Optional.of(split);
  }

  /**
   * A puzzle of a difficulty: EASY 3 categories of 4 items, many told outright; MINIMAL 4 of 4;
   * SPARSE 4 of 5; HARD 5 of 5, next to nothing told outright, with alternatives.
   */
  public LogicPuzzle next(Difficulty difficulty, RandomGenerator random) {
    return switch (difficulty) {
      case EASY -> next(3, 4, 0.4, 0, random);
      case MINIMAL -> next(4, 4, 0.15, 0.05, random);
      case SPARSE -> next(4, 5, 0.05, 0.1, random);
      case HARD -> next(5, 5, 0.02, 0.15, random);
    };
  }

  /**
   * A puzzle of a size.
   *
   * @param categories 2 to 7, the first ordered, from six on the second too
   * @param size items of each, 3 to 7
   * @param outright share of the clues drawn that tell two items to go together
   * @param either share of the clues drawn of which one of two holds
   */
  public LogicPuzzle next(
      int categories, int size, double outright, double either, RandomGenerator random) {
    if (categories < 2 || categories > LogicWords.MOST || size < 3 || size > LogicWords.MOST) {
      throw new IllegalArgumentException(
          "No logic grid of %d categories of %d items. Maybe take 2 to 7 categories of 3 to 7"
              .formatted(categories, size));
    }
    LogicPuzzle puzzle = any(categories, size, outright, either, random);
    while (split.isPresent() && Split.of(puzzle) != split.get()) {
      puzzle = any(categories, size, outright, either, random);
    }
    return puzzle;
  }

  private static LogicPuzzle any(
      int categories, int size, double outright, double either, RandomGenerator random) {
    int ordered = categories < 6 ? 1 : 2;
    int[] rows = new int[categories * size];
    for (int category = 0; category < categories; category++) {
      int[] order = Shuffle.permutation(size, random);
      for (int k = 0; k < size; k++) {
        rows[category * size + k] = category == 0 ? k : order[k];
      }
    }
    LogicSearch search = new LogicSearch(categories, size);
    ClueSource source = new ClueSource(categories, size, ordered, outright, either, random);
    List<LogicClue> clues = new ArrayList<>();
    for (int[] other = search.other(clues, rows);
        other != null;
        other = search.other(clues, rows)) {
      clues.add(source.telling(rows, other));
    }
    for (LogicClue clue : List.copyOf(clues)) {
      List<LogicClue> fewer = new ArrayList<>(clues);
      fewer.remove(clue);
      if (search.other(fewer, rows) == null) {
        clues = fewer;
      }
    }
    shuffle(clues, random);
    return new LogicPuzzle(LogicWords.draw(categories, ordered, size, random), clues, rows);
  }

  private static void shuffle(List<LogicClue> clues, RandomGenerator random) {
    for (int k = clues.size() - 1; k > 0; k--) {
      Collections.swap(clues, k, random.nextInt(k + 1));
    }
  }

  /** Draws clues. */
  private record ClueSource(
      int categories,
      int size,
      int ordered,
      double outright,
      double either,
      RandomGenerator random) {

    /** A clue that holds in one solution and not in another. */
    LogicClue telling(int[] truth, int[] other) {
      while (true) {
        LogicClue clue = random.nextDouble() < either ? pair(truth) : simple();
        if (clue.holds(truth, size) && !clue.holds(other, size)) {
          return clue;
        }
      }
    }

    private LogicClue pair(int[] truth) {
      LogicClue right = simple();
      LogicClue wrong = simple();
      while (!right.holds(truth, size)) {
        right = simple();
      }
      while (wrong.holds(truth, size)) {
        wrong = simple();
      }
      return LogicClue.either(random.nextBoolean() ? List.of(right, wrong) : List.of(wrong, right));
    }

    private LogicClue simple() {
      int a = random.nextInt(categories * size);
      int b = random.nextInt(categories * size);
      while (a == b) {
        b = random.nextInt(categories * size);
      }
      boolean alike = a / size == b / size;
      double draw = random.nextDouble();
      if (draw < outright && !alike) {
        return LogicClue.of(LogicClue.Kind.SAME, a, b, 0, 0);
      }
      if (draw < outright + (1 - outright) * 0.35 && !alike) {
        return LogicClue.of(LogicClue.Kind.DIFFERENT, a, b, 0, 0);
      }
      return placed(a, b);
    }

    private LogicClue placed(int a, int b) {
      int in = random.nextInt(ordered);
      if (a / size == in && b / size == in) {
        return simple();
      }
      return switch (random.nextInt(3)) {
        case 0 -> LogicClue.of(LogicClue.Kind.BEFORE, a, b, in, 0);
        case 1 -> LogicClue.of(LogicClue.Kind.BEFORE, a, b, in, 1 + random.nextInt(size - 1));
        default -> LogicClue.of(LogicClue.Kind.APART, a, b, in, 1 + random.nextInt(size - 1));
      };
    }
  }
}
