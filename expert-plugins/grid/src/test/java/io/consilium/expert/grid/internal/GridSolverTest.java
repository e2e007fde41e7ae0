package io.consilium.expert.grid.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Grid;
import io.consilium.api.data.GridSolution;
import io.consilium.api.data.GridSolution.Status;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.expert.ExpertOutcome.Failed;
import io.consilium.tck.TestContext;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridSolverTest {
  private final GridSolver solver = new GridSolver();

  private GridSolution solve(String text) throws Malformed {
    return Asking.solution(
        solver, MazeText.looksLikeOne(text) ? MazeText.read(text) : SudokuText.read(text));
  }

  @Test
  void provesThatASolutionIsTheOnlyOne() throws Exception {
    GridSolution solution = solve("1..4.41.3......1");
    assertThat(solution.status()).isEqualTo(Status.UNIQUE);
    assertThat(solution.solutions().get(0)).isEqualTo(SudokuText.read("1324241331424231"));
  }

  @Test
  void showsTwoSolutionsIfThereAreSeveral() throws Exception {
    GridSolution solution = solve("1...............");
    assertThat(solution.status()).isEqualTo(Status.SEVERAL);
    assertThat(solution.solutions().get(0)).isNotEqualTo(solution.solutions().get(1));
  }

  @Test
  void aContradictionHasNoSolution() throws Exception {
    assertThat(solve("11..............").status()).isEqualTo(Status.NONE);
    assertThat(solve("12....34........").status()).isEqualTo(Status.NONE);
  }

  @Test
  void aFullGridIsItsOwnSolution() throws Exception {
    assertThat(solve("1324241331424231").status()).isEqualTo(Status.UNIQUE);
    assertThat(solve("1324241331424213").status()).isEqualTo(Status.NONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6, 8, 9, 10, 12, 16, 25})
  void everySizeIsSolved(int size) {
    Random random = new Random(size);
    int[][] full = Puzzles.full(size, random);
    GridSolution solution = Asking.solution(solver, Puzzles.open(full, 0.3, random));
    assertThat(solution.status()).isIn(Status.UNIQUE, Status.SEVERAL);
    if (solution.status() == Status.UNIQUE) {
      assertThat(solution.solutions()).containsExactly(Puzzles.grid(full));
    }
  }

  /** The number of solutions of a 4x4 grid is counted by trying every filling. */
  @Property(tries = 150)
  void agreesWithTryingEverything(@ForAll long seed) {
    Random random = new Random(seed);
    int[][] cells = Puzzles.full(4, random);
    Grid grid = Puzzles.open(cells, 0.7, random);
    if (random.nextInt(3) == 0) {
      cells[random.nextInt(4)][random.nextInt(4)] = 1 + random.nextInt(4);
      grid = Puzzles.open(cells, 0.6, random);
    }
    int[][] given =
        grid.cells().stream()
            .map(row -> row.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    Status expected =
        switch (Math.min(2, count(given, 0))) {
          case 0 -> Status.NONE;
          case 1 -> Status.UNIQUE;
          default -> Status.SEVERAL;
        };
    assertThat(Asking.solution(solver, grid).status()).as("%s", grid).isEqualTo(expected);
  }

  private static int count(int[][] cells, int at) {
    if (at == 16) {
      return 1;
    }
    int given = cells[at / 4][at % 4];
    int count = 0;
    for (int value = 1; value <= 4; value++) {
      if (given == 0 || given == value) {
        cells[at / 4][at % 4] = value;
        count += fits(cells, at) ? count(cells, at + 1) : 0;
      }
    }
    cells[at / 4][at % 4] = given;
    return count;
  }

  private static boolean fits(int[][] cells, int at) {
    int row = at / 4;
    int column = at % 4;
    for (int r = 0; r < 4; r++) {
      for (int c = 0; c < 4; c++) {
        boolean seen = r == row || c == column || r / 2 == row / 2 && c / 2 == column / 2;
        if (seen && (r != row || c != column) && cells[r][c] == cells[row][column]) {
          return false;
        }
      }
    }
    return true;
  }

  @Test
  void findsTheShortestPath() throws Exception {
    GridSolution solution =
        solve(
            """
            #######
            #S....#
            #.###.#
            #.....#
            #.###G#
            #######
            """);
    assertThat(solution.status()).isEqualTo(Status.SEVERAL);
    assertThat(solution.solutions()).allMatch(grid -> count(grid, MazeText.PATH) == 6);
    assertThat(solve("S.G").solutions().get(0).cells()).containsExactly(List.of(2, 4, 3));
    assertThat(solve("S#G").status()).isEqualTo(Status.NONE);
    assertThat(solve("SG").status()).isEqualTo(Status.UNIQUE);
  }

  private static long count(Grid grid, int value) {
    return grid.cells().stream().flatMap(List::stream).filter(cell -> cell == value).count();
  }

  /** Stopped after any number of looks at the clock, it claims no proof that it has not made. */
  @Test
  void aStoppedSearchClaimsNoProof() throws Exception {
    for (Grid grid : List.of(SudokuText.read(Puzzles.HARD), Puzzles.empty(12))) {
      Status truth = Asking.solution(solver, grid).status();
      for (int looks = 0; looks < 400; looks += 1 + looks / 8) {
        ExpertOutcome outcome = Asking.ask(solver, Asking.solve(grid), new ImpatientContext(looks));
        if (outcome instanceof Failed failed) {
          assertThat(failed.code()).isEqualTo("out-of-time");
        } else {
          assertThat(Asking.value(outcome, "solution", GridSolution.class).status())
              .isIn(truth, Status.PROPOSED);
        }
      }
    }
  }

  @Test
  void aCancelledCallEndsWithoutAnAnswer() {
    TestContext context = TestContext.create();
    context.cancel();
    assertThat(Asking.ask(solver, Asking.solve(Puzzles.empty(25)), context))
        .isInstanceOf(Failed.class);
  }

  @Test
  void whatIsNoGridIsDeclined() {
    assertThat(Asking.refusal(solver, Asking.solve(new Grid("sudoku", List.of()))))
        .startsWith("A sudoku of 0 rows and 0 columns is not known.");
    assertThat(Asking.refusal(solver, Asking.solve(Puzzles.grid(new int[][] {{9}}))))
        .startsWith("A sudoku of 1 rows and 1 columns");
    int[][] high = new int[4][4];
    high[2][1] = 5;
    assertThat(Asking.refusal(solver, Asking.solve(Puzzles.grid(high))))
        .isEqualTo(
            "The cell at row 3, column 2 holds 5, which a sudoku does not know. Maybe write 0 for"
                + " open, 1 to 4.");
    assertThat(Asking.refusal(solver, Asking.solve(new Grid("chess", List.of(List.of(1))))))
        .startsWith("A grid of kind (chess) is not known here.");
    assertThat(Asking.refusal(solver, Asking.solve(new Grid("maze", List.of(List.of(2, 0))))))
        .isEqualTo("A maze has one goal, this one has 0. Maybe mark one cell.");
  }
}
