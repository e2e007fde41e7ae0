package io.consilium.verifier.constraints.internal;

import static io.consilium.verifier.constraints.internal.Claimed.codes;
import static io.consilium.verifier.constraints.internal.Claimed.first;
import static io.consilium.verifier.constraints.internal.Claimed.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Grid;
import io.consilium.api.data.GridSolution.Status;
import io.consilium.api.data.LogicGrid;
import io.consilium.api.data.LogicGrid.Apart;
import io.consilium.api.data.LogicGrid.Before;
import io.consilium.api.data.LogicGrid.Category;
import io.consilium.api.data.LogicGrid.Clue;
import io.consilium.api.data.LogicGrid.Different;
import io.consilium.api.data.LogicGrid.Either;
import io.consilium.api.data.LogicGrid.Item;
import io.consilium.api.data.LogicGrid.Same;
import io.consilium.api.host.CallContext;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.Verdict.Accepted;
import io.consilium.api.verifier.Verdict.Rejected;
import io.consilium.tck.TestContext;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LogicGridTest {
  private static final Item RICE = new Item("dish", "rice");
  private static final Item STEW = new Item("dish", "stew");
  private static final Item ANN = new Item("cook", "Ann");
  private static final Item BO = new Item("cook", "Bo");
  private static final Grid SOLVED = grid(2, 3, 3, 2, 1, 1);
  private static final LogicGrid PUZZLE =
      puzzle(new Before(RICE, ANN, "day", Optional.of(2)), new Same(BO, STEW));

  private static LogicGrid puzzle(Clue... clues) {
    return new LogicGrid(
        "",
        List.of(
            new Category("day", true, List.of("Mon", "Tue", "Wed")),
            new Category("dish", false, List.of("soup", "rice", "stew")),
            new Category("cook", false, List.of("Ann", "Bo", "Cy"))),
        List.of(clues));
  }

  private static Grid grid(int... cells) {
    List<List<Integer>> rows = new ArrayList<>();
    for (int i = 0; i < cells.length; i += 2) {
      rows.add(List.of(cells[i], cells[i + 1]));
    }
    return new Grid("logic-grid", rows);
  }

  @Test
  void acceptsTheOnlySolution() {
    for (Status status : List.of(Status.PROPOSED, Status.UNIQUE)) {
      Verdict verdict = verdict(PUZZLE, status, SOLVED);
      assertThat(verdict).isInstanceOf(Accepted.class);
      assertThat(codes(verdict)).containsExactly("holds", "only-one");
    }
  }

  @Test
  void saysWhichClueBreaks() {
    Verdict verdict = verdict(PUZZLE, Status.PROPOSED, grid(2, 2, 3, 3, 1, 1));
    assertThat(verdict).isInstanceOf(Rejected.class);
    assertThat(first(verdict)).isEqualTo("Clue 2 does not hold: cook Bo is dish stew.");
    assertThat(first(verdict(PUZZLE, Status.PROPOSED, grid(2, 3, 2, 2, 1, 1))))
        .isEqualTo("Row 2 (Tue) in column (dish) holds (rice) a second time.");
    assertThat(first(verdict(PUZZLE, Status.PROPOSED, grid(2, 3, 3, 9, 1, 1))))
        .isEqualTo("Row 2 (Tue) in column (cook) holds 9, which is no item.");
    assertThat(codes(verdict(PUZZLE, Status.PROPOSED, grid(2, 3)))).containsExactly("wrong-size");
    assertThat(codes(verdict(PUZZLE, Status.PROPOSED, new Grid("sudoku", SOLVED.cells()))))
        .containsExactly("wrong-size");
  }

  @Test
  void severalAndNoneAreProved() {
    LogicGrid loose = puzzle(new Same(BO, STEW));
    assertThat(codes(verdict(loose, Status.UNIQUE, SOLVED))).containsExactly("several");
    assertThat(verdict(loose, Status.SEVERAL, SOLVED, grid(1, 1, 2, 3, 3, 2)))
        .isInstanceOf(Accepted.class);
    LogicGrid tight =
        puzzle(
            new Before(ANN, BO, "day", Optional.empty()),
            new Before(BO, ANN, "day", Optional.empty()));
    assertThat(verdict(tight, Status.NONE)).isInstanceOf(Accepted.class);
    assertThat(codes(verdict(PUZZLE, Status.NONE))).containsExactly("exists");
  }

  private static LogicGrid large(int categories, int items) {
    List<String> names = IntStream.range(0, items).mapToObj(i -> "i" + i).toList();
    return new LogicGrid(
        "",
        IntStream.range(0, categories).mapToObj(c -> new Category("c" + c, true, names)).toList(),
        List.of());
  }

  @Test
  void largePuzzlesEndOneWayOrAnother() {
    assertThat(codes(verdict(large(16, 64), Status.NONE))).containsExactly("exists");
    assertThat(codes(verdict(large(17, 64), Status.NONE))).containsExactly("no-puzzle");
    assertThat(codes(verdict(large(2, 65), Status.NONE))).containsExactly("no-puzzle");
    LogicGrid puzzle = large(16, 64);
    assertThat(
            codes(
                Claimed.verdict(
                    Claimed.claim(puzzle, Status.NONE),
                    puzzle,
                    TestContext.withTimeout(Duration.ZERO))))
        .containsExactly("unfinished");
  }

  /** Every one of the 36 fillings is judged as the clues, read plainly, judge it. */
  @Property(tries = 200)
  void judgesEveryFillingAsTheCluesDo(@ForAll long seed) {
    Random random = new Random(seed);
    List<Clue> clues = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(5); i++) {
      clues.add(
          random.nextInt(3) == 0
              ? new Either(List.of(simple(random), simple(random)))
              : simple(random));
    }
    LogicGrid puzzle = puzzle(clues.toArray(Clue[]::new));
    List<Grid> right = new ArrayList<>();
    List<Grid> wrong = new ArrayList<>();
    for (int code = 0; code < 729; code++) {
      Grid filling = filling(code);
      if (isFilling(filling)) {
        boolean holds = clues.stream().allMatch(clue -> holds(clue, filling, puzzle));
        (holds ? right : wrong).add(filling);
      }
    }
    wrong.forEach(
        filling ->
            assertThat(verdict(puzzle, Status.PROPOSED, filling)).isInstanceOf(Rejected.class));
    for (Grid filling : right) {
      assertThat(verdict(puzzle, Status.UNIQUE, filling))
          .isInstanceOf(right.size() == 1 ? Accepted.class : Rejected.class);
    }
    assertThat(verdict(puzzle, Status.NONE))
        .isInstanceOf(right.isEmpty() ? Accepted.class : Rejected.class);
  }

  private static Grid filling(int code) {
    int[] cells = new int[6];
    for (int i = 0; i < 6; i++) {
      cells[i] = code % 3 + 1;
      code /= 3;
    }
    return grid(cells);
  }

  private static boolean isFilling(Grid grid) {
    return List.of(0, 1).stream()
        .allMatch(column -> grid.cells().stream().map(r -> r.get(column)).distinct().count() == 3);
  }

  private static Clue simple(Random random) {
    Item first = item(random);
    Item second = item(random);
    while (second.equals(first)) {
      second = item(random);
    }
    int by = 1 + random.nextInt(2);
    return switch (random.nextInt(5)) {
      case 0 -> new Same(first, second);
      case 1 -> new Different(first, second);
      case 2 -> new Before(first, second, "day", Optional.empty());
      case 3 -> new Before(first, second, "day", Optional.of(by));
      default -> new Apart(first, second, "day", by);
    };
  }

  private static Item item(Random random) {
    Category category = PUZZLE.categories().get(random.nextInt(3));
    return new Item(category.name(), category.items().get(random.nextInt(3)));
  }

  private static boolean holds(Clue clue, Grid filling, LogicGrid puzzle) {
    if (clue instanceof Same same) {
      return day(same.first(), filling, puzzle) == day(same.second(), filling, puzzle);
    }
    if (clue instanceof Different different) {
      return day(different.first(), filling, puzzle) != day(different.second(), filling, puzzle);
    }
    if (clue instanceof Before before) {
      int by = day(before.second(), filling, puzzle) - day(before.first(), filling, puzzle);
      return before.by().map(n -> n == by).orElse(by > 0);
    }
    if (clue instanceof Apart apart) {
      int by = day(apart.second(), filling, puzzle) - day(apart.first(), filling, puzzle);
      return Math.abs(by) == apart.by();
    }
    List<Clue> either = ((Either) clue).clues();
    return holds(either.get(0), filling, puzzle) != holds(either.get(1), filling, puzzle);
  }

  private static int day(Item item, Grid filling, LogicGrid puzzle) {
    int category = puzzle.indexOf(item.category());
    int index = puzzle.indexOf(item);
    if (category == 0) {
      return index;
    }
    for (int day = 0; day < 3; day++) {
      if (filling.cells().get(day).get(category - 1) == index + 1) {
        return day;
      }
    }
    throw new AssertionError(item);
  }

  @Test
  void aSearchThatBreaksOffAnywhereFindsNoSolutionThatIsNone() {
    LogicGrid twiceMonday =
        puzzle(
            on("dish", "soup", "Mon"),
            on("dish", "rice", "Mon"),
            on("dish", "stew", "Wed"),
            on("cook", "Ann", "Mon"),
            on("cook", "Bo", "Tue"),
            on("cook", "Cy", "Wed"));
    for (int asked = 0; asked < 8; asked++) {
      Verdict verdict =
          verdict(Claimed.claim(twiceMonday, Status.NONE), twiceMonday, endingAfter(asked));
      assertThat(verdict).isNotInstanceOf(Rejected.class);
    }
  }

  private static Clue on(String category, String item, String day) {
    return new Same(new Item(category, item), new Item("day", day));
  }

  /** A call whose time is up once it was asked for that often. */
  private static CallContext endingAfter(int asked) {
    CallContext base = TestContext.create();
    AtomicInteger left = new AtomicInteger(asked);
    return (CallContext)
        Proxy.newProxyInstance(
            CallContext.class.getClassLoader(),
            new Class<?>[] {CallContext.class},
            (self, method, given) ->
                method.getName().equals("remaining") && left.getAndDecrement() <= 0
                    ? Duration.ZERO
                    : method.invoke(base, given));
  }
}
