package io.consilium.framework.training.puzzle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A logic grid puzzle: items of several categories, of which one of each goes together, and clues
 * that leave one solution.
 */
public final class LogicPuzzle {
  private static final int ROUNDS = 5;

  private final List<LogicWords.Category> categories;
  private final List<LogicClue> clues;
  private final int[] rows;

  LogicPuzzle(List<LogicWords.Category> categories, List<LogicClue> clues, int[] rows) {
    this.categories = List.copyOf(categories);
    this.clues = List.copyOf(clues);
    this.rows = rows;
  }

  /** How many categories. */
  public int categories() {
    return categories.size();
  }

  /** How many items in each. */
  public int size() {
    return categories.get(0).items().size();
  }

  /** The puzzle as lines: an {@code order} or {@code category} line each, then a clue a line. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (LogicWords.Category category : categories) {
      text.append(category.ordered() ? "order " : "category ")
          .append(category.name())
          .append(": ")
          .append(String.join(", ", category.items()))
          .append('\n');
    }
    clues.forEach(clue -> text.append(text(clue)).append('\n'));
    return text.toString();
  }

  /** The clues, as sentences. */
  public List<String> clues() {
    return clues.stream().map(this::text).toList();
  }

  /**
   * The solution: a row for each item of the first category, and in it for each further category
   * the number, from 1, of the item that goes there.
   */
  public List<List<Integer>> solution() {
    List<List<Integer>> grid = new ArrayList<>();
    for (int row = 0; row < size(); row++) {
      List<Integer> line = new ArrayList<>();
      for (int category = 1; category < categories(); category++) {
        for (int k = 0; k < size(); k++) {
          if (rows[category * size() + k] == row) {
            line.add(k + 1);
          }
        }
      }
      grid.add(List.copyOf(line));
    }
    return List.copyOf(grid);
  }

  List<LogicClue> typed() {
    return clues;
  }

  int[] rows() {
    return rows.clone();
  }

  /**
   * Equal for puzzles that differ in names, in the order of categories, of clues and of items
   * without an order.
   */
  long invariant() {
    long[] items = new long[rows.length];
    for (int item = 0; item < items.length; item++) {
      items[item] = categories.get(item / size()).ordered() ? 2 + item % size() : 1;
    }
    long sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long[] groups = new long[categories()];
      for (int item = 0; item < items.length; item++) {
        groups[item / size()] += Invariant.mix(items[item]);
      }
      long[] next = new long[items.length];
      for (int item = 0; item < items.length; item++) {
        next[item] = Invariant.mix(items[item] * 31 + Invariant.mix(groups[item / size()]));
      }
      sum = 0;
      for (LogicClue clue : clues) {
        long hash = hash(clue, items, groups);
        sum += Invariant.mix(hash);
        touch(clue, hash, next);
      }
      items = next;
    }
    long all = Invariant.mix(sum + Arrays.stream(items).map(Invariant::mix).sum());
    return Invariant.mix(all * 31 + items.length);
  }

  private static void touch(LogicClue clue, long hash, long[] items) {
    if (clue.kind() == LogicClue.Kind.EITHER) {
      clue.parts().forEach(part -> touch(part, hash + 7 * part.kind().ordinal(), items));
      return;
    }
    items[clue.first()] += Invariant.mix(hash + 1);
    items[clue.second()] += Invariant.mix(hash + (clue.kind() == LogicClue.Kind.BEFORE ? 2 : 1));
  }

  private static long hash(LogicClue clue, long[] items, long[] groups) {
    if (clue.kind() == LogicClue.Kind.EITHER) {
      return clue.parts().stream().mapToLong(p -> Invariant.mix(hash(p, items, groups))).sum();
    }
    long first = Invariant.mix(items[clue.first()]);
    long second = Invariant.mix(items[clue.second()]);
    boolean directed = clue.kind() == LogicClue.Kind.BEFORE;
    long hash = Invariant.mix(directed ? first * 31 + second : first + second);
    boolean placed = directed || clue.kind() == LogicClue.Kind.APART;
    hash = Invariant.mix(hash * 31 + (placed ? groups[clue.in()] : 0));
    return Invariant.mix(hash * 31 + clue.kind().ordinal() * 64L + clue.by());
  }

  private String text(LogicClue clue) {
    String places = clue.by() == 0 ? "" : clue.by() + " ";
    return switch (clue.kind()) {
      case SAME -> item(clue.first()) + " is " + item(clue.second());
      case DIFFERENT -> item(clue.first()) + " is not " + item(clue.second());
      case BEFORE -> item(clue.first()) + " is " + places + "before " + placed(clue);
      case APART ->
          item(clue.first())
              + (clue.by() == 1 ? " is next to " : " is " + places + "apart from ")
              + placed(clue);
      case EITHER ->
          clue.parts().stream().map(this::text).collect(Collectors.joining(" or ", "either ", ""));
    };
  }

  private String placed(LogicClue clue) {
    return item(clue.second()) + " in " + categories.get(clue.in()).name();
  }

  private String item(int item) {
    LogicWords.Category category = categories.get(item / size());
    return category.name() + " " + category.items().get(item % size());
  }

  @Override
  public String toString() {
    return text();
  }
}
