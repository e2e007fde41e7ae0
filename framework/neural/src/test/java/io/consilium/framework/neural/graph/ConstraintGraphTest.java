package io.consilium.framework.neural.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConstraintGraphTest {

  @Test
  void anEmptyGridHasEveryCandidateInEveryGroup() {
    ConstraintGraph graph = ConstraintGraph.sudoku(new int[81], 3, 3);

    assertThat(graph.nodes()).isEqualTo(729);
    assertThat(graph.groups).containsExactly(81, 81, 81, 81, 243, 243);
    assertThat(graph.contradiction()).isEmpty();
  }

  @Test
  void cluesTakeTheirPeersCandidates() {
    int[] cells = new int[81];
    cells[0] = 5;
    ConstraintGraph graph = ConstraintGraph.sudoku(cells, 3, 3);

    assertThat(graph.nodes()).isEqualTo(729 - 9 - 20);
    assertThat(graph.given(0)).isEqualTo(5);
  }

  @Test
  void boxesNeedNotBeSquare() {
    ConstraintGraph graph = ConstraintGraph.sudoku(new int[36], 2, 3);

    assertThat(graph.nodes()).isEqualTo(216);
    assertThat(graph.groups[3]).isEqualTo(36);
  }

  @Test
  void contradictionsAreSeenWithoutASearch() {
    int[] twice = new int[81];
    twice[0] = 5;
    twice[8] = 5;
    int[] noSymbol = new int[16];
    noSymbol[1] = 1;
    noSymbol[2] = 2;
    noSymbol[3] = 3;
    noSymbol[4] = 4;

    assertThat(ConstraintGraph.sudoku(twice, 3, 3).contradiction())
        .hasValueSatisfying(why -> assertThat(why).contains("(5)", "row 1, column 9"));
    assertThat(ConstraintGraph.sudoku(noSymbol, 2, 2).contradiction())
        .hasValueSatisfying(why -> assertThat(why).contains("row 1, column 1"));
  }

  @Test
  void misfitsAreRefusedWithTheirPlace() {
    int[] cells = new int[81];
    cells[10] = 12;

    assertThatThrownBy(() -> ConstraintGraph.sudoku(cells, 3, 3))
        .hasMessageContaining("Row 2, column 2 holds (12)");
    assertThatThrownBy(() -> ConstraintGraph.sudoku(new int[80], 3, 3))
        .hasMessageContaining("81 cells, not 80");
  }

  @Test
  void onlyASolutionSatisfies() {
    ConstraintGraph graph = ConstraintGraph.sudoku(new int[16], 2, 2);
    int[] solution = {1, 2, 3, 4, 3, 4, 1, 2, 2, 1, 4, 3, 4, 3, 2, 1};
    int[] wrong = solution.clone();
    wrong[0] = 2;

    assertThat(graph.satisfied(solution)).isTrue();
    assertThat(graph.satisfied(wrong)).isFalse();
  }
}
