package io.consilium.framework.training.puzzle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogicGridGeneratorTest {
  private final LogicGridGenerator generator = new LogicGridGenerator();

  /** Solutions by trying every arrangement: no search of the generator's is used. */
  private static int solutions(LogicPuzzle puzzle) {
    int[] rows = new int[puzzle.categories() * puzzle.size()];
    for (int k = 0; k < puzzle.size(); k++) {
      rows[k] = k;
    }
    return arrange(puzzle, rows, puzzle.size());
  }

  private static int arrange(LogicPuzzle puzzle, int[] rows, int item) {
    if (item == rows.length) {
      boolean holds = puzzle.typed().stream().allMatch(c -> c.holds(rows, puzzle.size()));
      return holds ? 1 : 0;
    }
    int found = 0;
    int from = item / puzzle.size() * puzzle.size();
    for (int row = 0; row < puzzle.size(); row++) {
      boolean free = true;
      for (int k = from; k < item; k++) {
        free &= rows[k] != row;
      }
      if (free) {
        rows[item] = row;
        found += arrange(puzzle, rows, item + 1);
      }
    }
    return found;
  }

  @Test
  void tryingEveryArrangementFindsOneSolution() {
    RandomGenerator random = new SplittableRandom(1);
    for (int k = 0; k < 30; k++) {
      assertThat(solutions(generator.next(Difficulty.EASY, random))).isEqualTo(1);
      assertThat(solutions(generator.next(4, 3, 0, 0.3, random))).isEqualTo(1);
    }
    assertThat(solutions(generator.next(Difficulty.MINIMAL, random))).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void everyClueIsTrueAndNeeded(Difficulty difficulty) {
    RandomGenerator random = new SplittableRandom(2);
    for (int k = 0; k < 3; k++) {
      LogicPuzzle puzzle = generator.next(difficulty, random);
      LogicSearch search = new LogicSearch(puzzle.categories(), puzzle.size());
      assertThat(puzzle.typed()).allMatch(clue -> clue.holds(puzzle.rows(), puzzle.size()));
      assertThat(search.count(puzzle.typed(), 2)).isEqualTo(1);
      for (LogicClue clue : puzzle.typed()) {
        List<LogicClue> fewer = new ArrayList<>(puzzle.typed());
        fewer.remove(clue);
        assertThat(search.count(fewer, 2)).isEqualTo(2);
      }
    }
  }

  @Test
  void readsAsCategoriesAndClues() {
    LogicPuzzle puzzle = generator.next(Difficulty.EASY, new SplittableRandom(3));
    String[] lines = puzzle.text().split("\n");
    assertThat(lines[0]).matches("order \\w+: \\w+, \\w+, \\w+, \\w+");
    assertThat(lines[1]).matches("category \\w+: \\w+, \\w+, \\w+, \\w+");
    assertThat(lines).hasSize(3 + puzzle.clues().size());
    String item = "\\w+ \\w+";
    String places = "((\\d )?before|next to|\\d apart from) " + item + " in \\w+";
    assertThat(puzzle.clues())
        .allMatch(c -> c.matches(item + " is (" + places + "|(not )?" + item + ")"));
    assertThat(puzzle.solution()).hasSize(4).allMatch(row -> row.size() == 2);
  }

  @Test
  void aSeedRepeatsItsPuzzles() {
    String one = generator.next(Difficulty.MINIMAL, new SplittableRandom(4)).text();
    assertThat(generator.next(Difficulty.MINIMAL, new SplittableRandom(4)).text()).isEqualTo(one);
    assertThat(generator.next(Difficulty.MINIMAL, new SplittableRandom(5)).text())
        .isNotEqualTo(one);
  }

  @Property(tries = 50)
  void otherNamesAndOrdersAreOnTheSameSide(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    LogicPuzzle puzzle = generator.next(4, 4, 0.1, 0.2, random);
    LogicPuzzle image = renamed(puzzle, random);
    assertThat(image.invariant()).isEqualTo(puzzle.invariant());
    assertThat(Split.of(image)).isEqualTo(Split.of(puzzle));
  }

  @Test
  void differentPuzzlesHaveDifferentInvariants() {
    RandomGenerator random = new SplittableRandom(7);
    assertThat(
            random
                .ints(200)
                .mapToObj(seed -> generator.next(3, 3, 0.2, 0.1, new SplittableRandom(seed)))
                .map(LogicPuzzle::invariant)
                .distinct())
        .hasSizeGreaterThan(190);
  }

  @Test
  void keepsToItsSide() {
    RandomGenerator random = new SplittableRandom(8);
    for (Split split : Split.values()) {
      LogicPuzzle puzzle = new LogicGridGenerator(split).next(Difficulty.EASY, random);
      assertThat(Split.of(puzzle)).isEqualTo(split);
    }
  }

  @Test
  void saysWhichSizesThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> generator.next(9, 4, 0, 0, new SplittableRandom(1)))
        .withMessageContaining("Maybe take 2 to 7 categories of 3 to 7");
  }

  /** Items of the categories without an order change places and names, clues their order. */
  private static LogicPuzzle renamed(LogicPuzzle puzzle, RandomGenerator random) {
    int size = puzzle.size();
    int[] categories = Shuffle.permutation(puzzle.categories() - 1, random);
    int[] to = new int[puzzle.categories() * size];
    for (int category = 0; category < puzzle.categories(); category++) {
      int[] items = Shuffle.permutation(size, random);
      int moved = category == 0 ? 0 : 1 + categories[category - 1];
      for (int k = 0; k < size; k++) {
        to[category * size + k] = moved * size + (category == 0 ? k : items[k]);
      }
    }
    int[] rows = new int[to.length];
    int[] before = puzzle.rows();
    for (int item = 0; item < to.length; item++) {
      rows[to[item]] = before[item];
    }
    List<LogicClue> clues = new ArrayList<>();
    for (int k : Shuffle.permutation(puzzle.typed().size(), random)) {
      clues.add(moved(puzzle.typed().get(k), to));
    }
    return new LogicPuzzle(LogicWords.draw(puzzle.categories(), 1, size, random), clues, rows);
  }

  private static LogicClue moved(LogicClue clue, int[] to) {
    if (clue.kind() == LogicClue.Kind.EITHER) {
      return LogicClue.either(clue.parts().stream().map(part -> moved(part, to)).toList());
    }
    return LogicClue.of(clue.kind(), to[clue.first()], to[clue.second()], clue.in(), clue.by());
  }
}
