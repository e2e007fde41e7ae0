package io.consilium.framework.training.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.framework.training.puzzle.Split;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SmallSudokuTaskTest {
  private final Task task = Task.of("sudoku4", 4);

  @Test
  void testPuzzlesAreNeverTrainedOn() {
    SplittableRandom random = new SplittableRandom(1);
    Set<String> tests = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      tests.add(Arrays.toString(task.next("minimal", Split.TEST, random).cells()));
    }
    for (int i = 0; i < 500; i++) {
      assertThat(tests)
          .doesNotContain(Arrays.toString(task.next("minimal", Split.TRAIN, random).cells()));
    }
  }

  @Test
  void minimalPuzzlesHaveFewerCluesThanEasyOnesAndBothHoldTheirSolution() {
    SplittableRandom random = new SplittableRandom(2);
    Puzzle easy = task.next("easy", Split.TRAIN, random);
    Puzzle minimal = task.next("minimal", Split.TRAIN, random);

    assertThat(clues(easy)).isEqualTo(8);
    assertThat(clues(minimal)).isBetween(4L, 6L);
    assertThat(task.holds(easy.cells(), easy.solution())).isTrue();
    assertThat(task.holds(minimal.cells(), minimal.solution())).isTrue();
    assertThat(task.holds(minimal.cells(), minimal.cells())).isFalse();
  }

  @Test
  void anAnswerThatChangesAClueDoesNotHold() {
    Puzzle puzzle = task.next("easy", Split.TRAIN, new SplittableRandom(3));
    byte[] relabelled = puzzle.solution().clone();
    for (int cell = 0; cell < relabelled.length; cell++) {
      relabelled[cell] = (byte) (relabelled[cell] % 4 + 1);
    }

    assertThat(task.holds(new byte[16], relabelled)).isTrue();
    assertThat(task.holds(puzzle.cells(), relabelled)).isFalse();
  }

  @Test
  void tokensLeadBackToCells() {
    Puzzle puzzle = task.next("easy", Split.TRAIN, new SplittableRandom(4));

    int[] tokens = task.tokens(puzzle.cells());

    assertThat(Arrays.stream(tokens)).allMatch(token -> token > 0 && token < task.vocabulary());
    for (int cell = 0; cell < tokens.length; cell++) {
      assertThat(task.cell(tokens[cell])).isEqualTo(puzzle.cells()[cell]);
    }
  }

  private static long clues(Puzzle puzzle) {
    int clues = 0;
    for (byte cell : puzzle.cells()) {
      clues += cell == 0 ? 0 : 1;
    }
    return clues;
  }
}
