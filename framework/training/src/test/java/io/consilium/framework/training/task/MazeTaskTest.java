package io.consilium.framework.training.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.framework.training.puzzle.Split;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MazeTaskTest {
  private final Task task = Task.of("maze", 4);

  private static final byte[] MAZE = {
    2, 0, 0, 1,
    1, 1, 0, 1,
    0, 0, 0, 0,
    0, 1, 1, 3,
  };

  private static byte[] marked(int... cells) {
    byte[] answer = MAZE.clone();
    for (int cell : cells) {
      answer[cell] = 4;
    }
    return answer;
  }

  @Test
  void aPathFromStartToGoalHolds() {
    assertThat(task.holds(MAZE, marked(1, 2, 6, 10, 11))).isTrue();
  }

  @Test
  void aPathThatEndsBranchesOrLeavesMarksAsideDoesNot() {
    assertThat(task.holds(MAZE, MAZE)).isFalse();
    assertThat(task.holds(MAZE, marked(1, 2, 6, 10))).isFalse();
    assertThat(task.holds(MAZE, marked(1, 2, 6, 9, 10, 11))).isFalse();
    assertThat(task.holds(MAZE, marked(1, 2, 6, 10, 11, 12))).isFalse();
  }

  @Test
  void aPathThroughAWallDoesNot() {
    assertThat(task.holds(MAZE, marked(1, 5, 9, 10, 11))).isFalse();
  }

  @Test
  void generatedMazesHoldTheirSolution() {
    SplittableRandom random = new SplittableRandom(5);
    Task eight = Task.of("maze", 8);
    for (int i = 0; i < 20; i++) {
      Puzzle maze = eight.next("maze", Split.TRAIN, random);
      assertThat(eight.holds(maze.cells(), maze.solution())).isTrue();
      for (byte cell : maze.solution()) {
        assertThat(eight.cell(eight.token(cell))).isEqualTo(cell);
      }
    }
  }
}
