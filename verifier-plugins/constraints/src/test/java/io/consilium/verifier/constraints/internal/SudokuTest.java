package io.consilium.verifier.constraints.internal;

import static io.consilium.verifier.constraints.internal.Claimed.codes;
import static io.consilium.verifier.constraints.internal.Claimed.first;
import static io.consilium.verifier.constraints.internal.Claimed.sudoku;
import static io.consilium.verifier.constraints.internal.Claimed.verdict;
import static io.consilium.verifier.constraints.internal.Claimed.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Grid;
import io.consilium.api.data.GridSolution.Status;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.Verdict.Accepted;
import io.consilium.api.verifier.Verdict.Rejected;
import io.consilium.api.verifier.Verdict.Undecided;
import io.consilium.tck.TestContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SudokuTest {
  private static final Grid SOLVED = sudoku("1324241331424231");
  private static final Grid QUESTION = sudoku("1..4.41.3......1");

  @ParameterizedTest
  @EnumSource(names = {"PROPOSED", "UNIQUE"})
  void acceptsTheOnlySolution(Status status) {
    Verdict verdict = verdict(QUESTION, status, SOLVED);
    assertThat(verdict).isInstanceOf(Accepted.class);
    assertThat(codes(verdict)).containsExactly("holds", "only-one");
    assertThat(verdict.findings().get(1).message())
        .isEqualTo("It is the only solution: a depth-first search over 1 node found no other.");
  }

  @ParameterizedTest
  @EnumSource(names = {"PROPOSED", "UNIQUE"})
  void rejectsASolutionBesideAnother(Status status) {
    Verdict verdict = verdict(sudoku("1..............."), status, SOLVED);
    assertThat(verdict).isInstanceOf(Rejected.class);
    assertThat(codes(verdict)).containsExactly("several");
  }

  @Test
  void saysWhichRuleBreaksWhere() {
    Verdict verdict = verdict(QUESTION, Status.PROPOSED, with(SOLVED, 2, 3, 3));
    assertThat(verdict).isInstanceOf(Rejected.class);
    assertThat(codes(verdict)).containsExactly("row-repeats", "column-repeats", "box-repeats");
    assertThat(first(verdict))
        .isEqualTo("Row 3 has 3 twice: at row 3, column 1 and at row 3, column 4.");
    assertThat(first(verdict(QUESTION, Status.PROPOSED, with(SOLVED, 0, 0, 2))))
        .isEqualTo("The cell at row 1, column 1 was given as 1 and is now 2.");
    assertThat(first(verdict(QUESTION, Status.PROPOSED, with(SOLVED, 3, 1, 0))))
        .isEqualTo("The cell at row 4, column 2 holds 0, not 1 to 4.");
    assertThat(codes(verdict(QUESTION, Status.PROPOSED, sudoku("1".repeat(81)))))
        .containsExactly("wrong-size");
    assertThat(codes(verdict(QUESTION, Status.PROPOSED, new Grid("sudoku", List.of()))))
        .containsExactly("wrong-size");
  }

  @Test
  void severalNeedsTwoDifferentWitnesses() {
    Grid open = sudoku("................");
    Grid other = sudoku("1234341221434321");
    assertThat(verdict(open, Status.SEVERAL, SOLVED, other)).isInstanceOf(Accepted.class);
    assertThat(codes(verdict(open, Status.SEVERAL, SOLVED, SOLVED)))
        .containsExactly("witnesses-equal");
    assertThat(verdict(QUESTION, Status.SEVERAL, SOLVED, other)).isInstanceOf(Rejected.class);
  }

  @Test
  void noneIsSearchedToItsEnd() {
    Verdict contradiction = verdict(sudoku("11.............."), Status.NONE);
    assertThat(contradiction).isInstanceOf(Accepted.class);
    assertThat(first(contradiction))
        .isEqualTo(
            "There is no solution: what was given breaks a rule. Row 1 has 1 twice: at row 1, column"
                + " 1 and at row 1, column 2.");
    Verdict hidden = verdict(sudoku("12....34........"), Status.NONE);
    assertThat(hidden).isInstanceOf(Accepted.class);
    assertThat(first(hidden))
        .isEqualTo(
            "There is no solution: what was given leaves a cell without a number that fits.");
    Verdict wrong = verdict(QUESTION, Status.NONE);
    assertThat(wrong).isInstanceOf(Rejected.class);
    assertThat(codes(wrong)).containsExactly("exists");
  }

  @Test
  void aQuestionThatIsNoSudokuSupportsNothing() {
    for (Grid question :
        List.of(
            new Grid("sudoku", List.of()),
            new Grid("sudoku", List.of(List.of())),
            sudoku("1".repeat(49)),
            with(QUESTION, 0, 0, 5),
            with(QUESTION, 0, 0, -1),
            new Grid("chess", List.of(List.of(1))))) {
      for (Status status : List.of(Status.NONE, Status.PROPOSED)) {
        Verdict verdict =
            status == Status.NONE ? verdict(question, status) : verdict(question, status, question);
        assertThat(codes(verdict)).containsExactly("no-puzzle");
      }
    }
  }

  @Test
  void withoutTimeItIsUndecided() {
    Verdict verdict =
        Claimed.verdict(
            Claimed.claim(QUESTION, Status.UNIQUE, SOLVED),
            QUESTION,
            TestContext.withTimeout(Duration.ZERO));
    assertThat(verdict).isInstanceOf(Undecided.class);
    assertThat(codes(verdict)).containsExactly("unfinished", "holds");
  }

  /** Whatever cells of a solution are changed, and whatever is claimed, it is not accepted. */
  @Property(tries = 300)
  void aMutatedSolutionIsNeverAccepted(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int changes) {
    Random random = new Random(seed);
    int[] sizes = {4, 6, 8, 9, 10, 12, 16};
    int size = sizes[random.nextInt(sizes.length)];
    Grid solved = full(size, random);
    Grid question = opened(solved, 0.5, random);
    Grid mutated = solved;
    for (int i = 0; i < changes; i++) {
      mutated = changed(mutated, random);
    }
    if (mutated.equals(solved)) {
      return;
    }
    Verdict verdict = verdict(question, Status.PROPOSED, mutated);
    boolean stillHolds = holds(question, mutated);
    if (!stillHolds) {
      assertThat(verdict).isInstanceOf(Rejected.class);
      assertThat(verdict(question, Status.SEVERAL, solved, mutated)).isInstanceOf(Rejected.class);
    }
    assertThat(verdict(question, Status.UNIQUE, mutated)).isNotInstanceOf(Accepted.class);
    assertThat(verdict(question, Status.NONE)).isInstanceOf(Rejected.class);
  }

  /** Swaps two cells of a row, or writes another number into one. */
  private static Grid changed(Grid grid, Random random) {
    int size = grid.cells().size();
    int row = random.nextInt(size);
    int column = random.nextInt(size);
    if (random.nextBoolean()) {
      return with(grid, row, column, random.nextInt(size + 3) - 1);
    }
    int other = random.nextInt(size);
    int first = grid.cells().get(row).get(column);
    int second = grid.cells().get(row).get(other);
    return with(with(grid, row, column, second), row, other, first);
  }

  /** The rules once more, as plainly as they can be written. */
  private static boolean holds(Grid question, Grid answer) {
    int size = question.cells().size();
    int boxRows = size == 6 || size == 8 || size == 10 ? 2 : size <= 4 ? 2 : size < 16 ? 3 : 4;
    int boxColumns = size / boxRows;
    for (int a = 0; a < size * size; a++) {
      int value = answer.cells().get(a / size).get(a % size);
      int given = question.cells().get(a / size).get(a % size);
      if (value < 1 || value > size || given != 0 && given != value) {
        return false;
      }
      for (int b = 0; b < a; b++) {
        boolean seen =
            a / size == b / size
                || a % size == b % size
                || a / size / boxRows == b / size / boxRows
                    && a % size / boxColumns == b % size / boxColumns;
        if (seen && value == answer.cells().get(b / size).get(b % size)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Two solutions or more are never taken for one, nor one for several. */
  @Property(tries = 200)
  void countsAsTryingEverythingDoes(@ForAll long seed) throws Unfit {
    Random random = new Random(seed);
    Grid question = opened(full(4, random), 0.75, random);
    if (random.nextInt(3) == 0) {
      question = with(question, random.nextInt(4), random.nextInt(4), random.nextInt(5));
    }
    Census census = Sudoku.of(question).census(new Alarm(TestContext.create()));
    assertThat(census.ended()).isTrue();
    assertThat(Math.min(2, census.solutions())).isEqualTo(count(question, question, 0));
  }

  private static int count(Grid question, Grid filled, int at) {
    if (at == 16) {
      return holds(question, filled) ? 1 : 0;
    }
    if (question.cells().get(at / 4).get(at % 4) != 0) {
      return count(question, filled, at + 1);
    }
    int count = 0;
    for (int value = 1; value <= 4 && count < 2; value++) {
      Grid next = with(filled, at / 4, at % 4, value);
      if (fits(next, at)) {
        count += count(question, next, at + 1);
      }
    }
    return Math.min(2, count);
  }

  private static boolean fits(Grid grid, int at) {
    List<Integer> row = grid.cells().get(at / 4);
    int value = row.get(at % 4);
    return Collections.frequency(row, value) == 1
        && grid.cells().stream().filter(one -> one.get(at % 4) == value).count() == 1;
  }

  private static Grid full(int size, Random random) {
    int boxRows = size == 4 || size == 6 || size == 8 || size == 10 ? 2 : size < 16 ? 3 : 4;
    int boxColumns = size / boxRows;
    List<Integer> rows = lines(size / boxRows, boxRows, random);
    List<Integer> columns = lines(boxRows, boxColumns, random);
    List<Integer> symbols = order(size, random);
    List<List<Integer>> cells = new ArrayList<>();
    for (int row : rows) {
      int shift = boxColumns * (row % boxRows) + row / boxRows;
      cells.add(columns.stream().map(c -> symbols.get((shift + c) % size) + 1).toList());
    }
    return new Grid("sudoku", cells);
  }

  private static List<Integer> lines(int bands, int perBand, Random random) {
    List<Integer> all = new ArrayList<>();
    for (int band : order(bands, random)) {
      order(perBand, random).forEach(line -> all.add(band * perBand + line));
    }
    return all;
  }

  private static List<Integer> order(int count, Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    Collections.shuffle(order, random);
    return order;
  }

  private static Grid opened(Grid full, double share, Random random) {
    return new Grid(
        "sudoku",
        full.cells().stream()
            .map(row -> row.stream().map(v -> random.nextDouble() < share ? 0 : v).toList())
            .toList());
  }
}
