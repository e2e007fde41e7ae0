package io.consilium.framework.training.puzzle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MazeGeneratorTest {
  private final MazeGenerator generator = new MazeGenerator();

  /** Shortest paths between start and goal, counted by walking from every cell at each distance. */
  private static long paths(Maze maze, int moves) {
    long[] ways = new long[maze.cells().length];
    ways[index(maze, Maze.START)] = 1;
    for (int step = 0; step < moves; step++) {
      if (ways[index(maze, Maze.GOAL)] != 0) {
        return -1;
      }
      long[] next = new long[ways.length];
      for (int cell = 0; cell < ways.length; cell++) {
        int[] around = new int[4];
        int count = MazeCarver.neighbours(cell, maze.rows(), maze.columns(), around);
        for (int k = 0; k < count; k++) {
          if (maze.cells()[cell] != Maze.WALL) {
            next[cell] = Math.min(1 << 20, next[cell] + ways[around[k]]);
          }
        }
      }
      ways = next;
    }
    return ways[index(maze, Maze.GOAL)];
  }

  private static int index(Maze maze, byte value) {
    int at = 0;
    while (maze.cells()[at] != value) {
      at++;
    }
    return at;
  }

  @ParameterizedTest
  @EnumSource
  void theShortestPathIsTheOnlyOneAndIsMarked(Difficulty difficulty) {
    RandomGenerator random = new SplittableRandom(1);
    for (int k = 0; k < 5; k++) {
      Maze maze = generator.next(difficulty, random);
      assertThat(paths(maze, maze.length())).isEqualTo(1);
      int marked = 0;
      for (int cell = 0; cell < maze.cells().length; cell++) {
        boolean path = maze.solution()[cell] == Maze.PATH;
        marked += path ? 1 : 0;
        assertThat(maze.cells()[cell]).isEqualTo(path ? Maze.FREE : maze.solution()[cell]);
      }
      assertThat(marked).isEqualTo(maze.length() - 1);
    }
  }

  @Test
  void hardOnesAreThirtyASideWithMoreThanAHundredAndTenMoves() {
    Maze maze = generator.next(Difficulty.HARD, new SplittableRandom(2));
    assertThat(maze.cells()).hasSize(900);
    assertThat(maze.length()).isGreaterThan(110);
    assertThat(Maze.text(maze.solution())).hasSize(900).containsOnlyOnce("S").contains("o");
    assertThat(maze.lines(maze.cells()).split("\n")).hasSize(30).allMatch(s -> s.length() == 30);
  }

  @Test
  void aSeedRepeatsItsMazes() {
    Maze one = generator.next(Difficulty.EASY, new SplittableRandom(3));
    assertThat(generator.next(Difficulty.EASY, new SplittableRandom(3))).isEqualTo(one);
    assertThat(generator.next(Difficulty.EASY, new SplittableRandom(4))).isNotEqualTo(one);
  }

  @Property(tries = 50)
  void rotationsAndReflectionsAreMazesOfTheSameSide(
      @ForAll long seed, @ForAll @IntRange(max = 7) int which) {
    Maze maze = generator.next(7, 9, 6, new SplittableRandom(seed));
    Maze image = maze.turned(which);
    assertThat(image.invariant()).isEqualTo(maze.invariant());
    assertThat(Split.of(image)).isEqualTo(Split.of(maze));
    assertThat(paths(image, image.length())).isEqualTo(1);
  }

  @Test
  void theEightImagesDiffer() {
    Maze maze = generator.next(9, 9, 8, new SplittableRandom(5));
    Set<String> images = new HashSet<>();
    for (int which = 0; which < 8; which++) {
      images.add(maze.turned(which).toString());
    }
    assertThat(images).hasSize(8).contains(maze.toString());
  }

  @Test
  void keepsToItsSide() {
    RandomGenerator random = new SplittableRandom(6);
    for (Split split : Split.values()) {
      for (int k = 0; k < 5; k++) {
        Maze maze = new MazeGenerator(split).next(Difficulty.EASY, random);
        assertThat(Split.of(maze)).isEqualTo(split);
      }
    }
  }

  @Test
  void saysWhatIsImpossible() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> generator.next(5, 5, 40, new SplittableRandom(1)))
        .withMessageContaining("5 x 5 whose shortest path has 40 moves. Maybe ask for fewer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> generator.next(1, 100, 4, new SplittableRandom(1)))
        .withMessageContaining("sides from 2 to 64");
  }
}
