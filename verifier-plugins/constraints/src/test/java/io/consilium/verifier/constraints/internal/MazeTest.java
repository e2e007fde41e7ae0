package io.consilium.verifier.constraints.internal;

import static io.consilium.verifier.constraints.internal.Claimed.codes;
import static io.consilium.verifier.constraints.internal.Claimed.first;
import static io.consilium.verifier.constraints.internal.Claimed.maze;
import static io.consilium.verifier.constraints.internal.Claimed.verdict;
import static io.consilium.verifier.constraints.internal.Claimed.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Grid;
import io.consilium.api.data.GridSolution.Status;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.Verdict.Accepted;
import io.consilium.api.verifier.Verdict.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MazeTest {
  private static final Grid QUESTION = maze("S..../###.#/G..../");
  private static final Grid SOLVED = maze("Sooo./###o#/Gooo./");
  private static final Grid OPEN = maze("S../.#./..G");

  @Test
  void acceptsTheOnlyShortestPath() {
    for (Status status : List.of(Status.PROPOSED, Status.UNIQUE)) {
      Verdict verdict = verdict(QUESTION, status, SOLVED);
      assertThat(verdict).isInstanceOf(Accepted.class);
      assertThat(codes(verdict)).containsExactly("holds", "only-one");
    }
    assertThat(verdict(maze("SG"), Status.UNIQUE, maze("SG"))).isInstanceOf(Accepted.class);
  }

  @Test
  void oneOfSeveralShortestPathsIsAcceptedAsProposalOnly() {
    Grid path = maze("Soo/.#o/..G");
    Verdict verdict = verdict(OPEN, Status.PROPOSED, path);
    assertThat(verdict).isInstanceOf(Accepted.class);
    assertThat(verdict.findings().get(1).message())
        .isEqualTo("There are 2 shortest paths, this is one.");
    assertThat(codes(verdict(OPEN, Status.UNIQUE, path))).containsExactly("several");
    assertThat(verdict(OPEN, Status.SEVERAL, path, maze("S../o#./ooG")))
        .isInstanceOf(Accepted.class);
  }

  @Test
  void saysWhatIsWrongWithAPath() {
    assertThat(codes(verdict(OPEN, Status.PROPOSED, maze("So./.o./.oG"))))
        .containsExactly("through-wall");
    Verdict broken = verdict(QUESTION, Status.PROPOSED, maze("Sooo./###.#/Gooo."));
    assertThat(codes(broken)).containsExactly("not-connected");
    assertThat(first(broken))
        .isEqualTo(
            "The path does not lead from the start to the goal: it ends at row 1, column 4.");
    assertThat(codes(verdict(QUESTION, Status.PROPOSED, maze("Soooo/###o#/Gooo."))))
        .containsExactly("stray-cells");
    Verdict longer = verdict(maze("S.G/.#./..."), Status.PROPOSED, maze("S.G/o#o/ooo"));
    assertThat(codes(longer)).containsExactly("not-shortest");
    assertThat(first(longer))
        .isEqualTo("The path marks 5 cells where 1 suffice: the shortest way has 2 steps.");
    assertThat(codes(verdict(QUESTION, Status.PROPOSED, with(SOLVED, 0, 0, 0))))
        .containsExactly("given-changed");
    assertThat(codes(verdict(QUESTION, Status.PROPOSED, OPEN))).containsExactly("wrong-size");
  }

  @Test
  void noneIsFlooded() {
    Verdict verdict = verdict(maze("S.#G"), Status.NONE);
    assertThat(verdict).isInstanceOf(Accepted.class);
    assertThat(first(verdict))
        .isEqualTo(
            "There is no shortest path: a flood from the start over all 2 cells that can be reached"
                + " found none.");
    assertThat(codes(verdict(QUESTION, Status.NONE))).containsExactly("exists");
    assertThat(codes(verdict(maze("S#G"), Status.PROPOSED, maze("S#G"))))
        .containsExactly("not-connected");
  }

  @Test
  void aQuestionThatIsNoMazeSupportsNothing() {
    for (Grid question :
        List.of(
            new Grid("maze", List.of()),
            new Grid("maze", List.of(List.of())),
            maze("S.."),
            maze("SGG"),
            maze("SoG"))) {
      assertThat(codes(verdict(question, Status.NONE))).containsExactly("no-puzzle");
    }
  }

  /** Whatever cells are marked or unmarked, only a shortest path is accepted. */
  @Property(tries = 300)
  void aMutatedPathIsNeverAccepted(@ForAll long seed) {
    Random random = new Random(seed);
    int rows = 3 + random.nextInt(8);
    int columns = 3 + random.nextInt(8);
    List<List<Integer>> cells = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      List<Integer> row = new ArrayList<>();
      for (int c = 0; c < columns; c++) {
        row.add(random.nextInt(4) == 0 ? 1 : 0);
      }
      cells.add(row);
    }
    cells.get(0).set(0, 2);
    cells.get(rows - 1).set(columns - 1, 3);
    Grid question = new Grid("maze", cells);
    List<int[]> path = walk(question);
    if (path.isEmpty()) {
      assertThat(verdict(question, Status.NONE)).isInstanceOf(Accepted.class);
      return;
    }
    Grid solved = question;
    for (int[] cell : path) {
      solved = with(solved, cell[0], cell[1], 4);
    }
    assertThat(verdict(question, Status.PROPOSED, solved)).isInstanceOf(Accepted.class);
    assertThat(verdict(question, Status.NONE)).isInstanceOf(Rejected.class);
    int row = random.nextInt(rows);
    int column = random.nextInt(columns);
    int before = solved.cells().get(row).get(column);
    Grid mutated = with(solved, row, column, (before + 1 + random.nextInt(5)) % 6);
    assertThat(verdict(question, Status.PROPOSED, mutated)).isInstanceOf(Rejected.class);
  }

  /** A shortest path by repeated relaxation, without its ends; empty if there is none. */
  private static List<int[]> walk(Grid maze) {
    int rows = maze.cells().size();
    int columns = maze.cells().get(0).size();
    int[][] steps = new int[rows][columns];
    for (int[] row : steps) {
      java.util.Arrays.fill(row, 9999);
    }
    steps[0][0] = 0;
    for (int round = 0; round < rows * columns; round++) {
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          if (maze.cells().get(r).get(c) != 1) {
            int[] from = from(steps, r, c);
            steps[r][c] = Math.min(steps[r][c], steps[from[0]][from[1]] + 1);
          }
        }
      }
    }
    List<int[]> path = new ArrayList<>();
    int[] at = {rows - 1, columns - 1};
    if (steps[at[0]][at[1]] >= 9999) {
      return path;
    }
    for (at = from(steps, at[0], at[1]); steps[at[0]][at[1]] > 0; at = from(steps, at[0], at[1])) {
      path.add(at);
    }
    return path;
  }

  /** The neighbour with the fewest steps. */
  private static int[] from(int[][] steps, int row, int column) {
    int[] best = {row, column};
    for (int[] step : new int[][] {{-1, 0}, {1, 0}, {0, -1}, {0, 1}}) {
      int r = row + step[0];
      int c = column + step[1];
      boolean inside = r >= 0 && r < steps.length && c >= 0 && c < steps[0].length;
      if (inside && steps[r][c] < steps[best[0]][best[1]]) {
        best = new int[] {r, c};
      }
    }
    return best;
  }
}
