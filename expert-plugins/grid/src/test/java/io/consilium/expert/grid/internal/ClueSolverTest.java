package io.consilium.expert.grid.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Grid;
import io.consilium.api.data.GridSolution;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ClueSolverTest {
  private static final List<List<Integer>> ORDERS =
      List.of(
          List.of(0, 1, 2),
          List.of(0, 2, 1),
          List.of(1, 0, 2),
          List.of(1, 2, 0),
          List.of(2, 0, 1),
          List.of(2, 1, 0));

  private final ClueSolver solver = new ClueSolver();

  @Test
  void findsWhatGoesWithWhat() throws Exception {
    LogicGrid puzzle =
        ClueText.read(
            """
            order day: Mon, Tue, Wed
            category dish: soup, rice, stew
            category cook: Ann, Bo, Cy
            rice is 2 before Ann
            Bo is not rice
            """);
    GridSolution solution = Asking.solution(solver, puzzle);
    assertThat(solution.status()).isEqualTo(Status.SEVERAL);
    puzzle =
        ClueText.read(
            """
            order day: Mon, Tue, Wed
            category dish: soup, rice, stew
            category cook: Ann, Bo, Cy
            rice is 2 before Ann
            Bo is stew
            """);
    solution = Asking.solution(solver, puzzle);
    assertThat(solution.status()).isEqualTo(Status.UNIQUE);
    assertThat(solution.solutions())
        .containsExactly(
            new Grid("logic-grid", List.of(List.of(2, 3), List.of(3, 2), List.of(1, 1))));
  }

  @Test
  void anOrderThatIsNotTheFirstCategoryCounts() throws Exception {
    LogicGrid puzzle =
        ClueText.read(
            """
            category cook: Ann, Bo, Cy
            order day: Mon, Tue, Wed
            order age: 30, 40, 50
            Ann is before Bo in day
            Bo is before Cy in day
            Ann is after Bo in age
            Cy is 1 before Bo in age
            """);
    assertThat(Asking.solution(solver, puzzle).solutions())
        .containsExactly(
            new Grid("logic-grid", List.of(List.of(1, 3), List.of(2, 2), List.of(3, 1))));
  }

  @Test
  void cluesThatContradictHaveNoSolution() throws Exception {
    LogicGrid puzzle =
        ClueText.read("order a: 1, 2\ncategory b: x, y\nx is before y\ny is before x\n");
    assertThat(Asking.solution(solver, puzzle).status()).isEqualTo(Status.NONE);
  }

  /** All 36 fillings of three categories of three are tried against the clues as they are meant. */
  @Property(tries = 300)
  void agreesWithTryingEverything(@ForAll long seed) {
    Random random = new Random(seed);
    List<Clue> clues = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(5); i++) {
      clues.add(random.nextInt(4) == 0 ? either(random) : simple(random));
    }
    LogicGrid puzzle = new LogicGrid("", categories(), clues);
    Set<Grid> expected = new HashSet<>();
    for (List<Integer> second : ORDERS) {
      for (List<Integer> third : ORDERS) {
        List<List<Integer>> items = List.of(List.of(0, 1, 2), second, third);
        if (clues.stream().allMatch(clue -> holds(clue, items, puzzle))) {
          expected.add(grid(second, third));
        }
      }
    }
    GridSolution solution = Asking.solution(solver, puzzle);
    assertThat(solution.solutions()).as("%s", clues).hasSize(Math.min(2, expected.size()));
    assertThat(expected).containsAll(solution.solutions());
    assertThat(new HashSet<>(solution.solutions())).hasSize(solution.solutions().size());
    assertThat(solution.status()).isNotEqualTo(Status.PROPOSED);
  }

  private static List<Category> categories() {
    return List.of(
        new Category("a", true, List.of("1", "2", "3")),
        new Category("b", true, List.of("x", "y", "z")),
        new Category("c", false, List.of("p", "q", "r")));
  }

  private static Clue either(Random random) {
    return new Either(List.of(simple(random), simple(random)));
  }

  private static Clue simple(Random random) {
    Item first = item(random);
    Item second = item(random);
    while (second.equals(first)) {
      second = item(random);
    }
    String in = random.nextBoolean() ? "a" : "b";
    int by = 1 + random.nextInt(2);
    return switch (random.nextInt(5)) {
      case 0 -> new Same(first, second);
      case 1 -> new Different(first, second);
      case 2 -> new Before(first, second, in, Optional.empty());
      case 3 -> new Before(first, second, in, Optional.of(by));
      default -> new Apart(first, second, in, by);
    };
  }

  private static Item item(Random random) {
    Category category = categories().get(random.nextInt(3));
    return new Item(category.name(), category.items().get(random.nextInt(3)));
  }

  private static Grid grid(List<Integer> second, List<Integer> third) {
    List<List<Integer>> rows = new ArrayList<>();
    for (int row = 0; row < 3; row++) {
      rows.add(List.of(second.get(row) + 1, third.get(row) + 1));
    }
    return new Grid("logic-grid", rows);
  }

  /** Whether a clue holds, given for each category the item in each row. */
  private static boolean holds(Clue clue, List<List<Integer>> items, LogicGrid puzzle) {
    if (clue instanceof Same same) {
      return row(same.first(), items, puzzle) == row(same.second(), items, puzzle);
    }
    if (clue instanceof Different different) {
      return row(different.first(), items, puzzle) != row(different.second(), items, puzzle);
    }
    if (clue instanceof Before before) {
      List<Integer> order = items.get(puzzle.indexOf(before.in()));
      int by =
          order.get(row(before.second(), items, puzzle))
              - order.get(row(before.first(), items, puzzle));
      return before.by().map(n -> n == by).orElse(by > 0);
    }
    if (clue instanceof Apart apart) {
      List<Integer> order = items.get(puzzle.indexOf(apart.in()));
      int by =
          order.get(row(apart.second(), items, puzzle))
              - order.get(row(apart.first(), items, puzzle));
      return Math.abs(by) == apart.by();
    }
    List<Clue> either = ((Either) clue).clues();
    return holds(either.get(0), items, puzzle) != holds(either.get(1), items, puzzle);
  }

  private static int row(Item item, List<List<Integer>> items, LogicGrid puzzle) {
    return items.get(puzzle.indexOf(item.category())).indexOf(puzzle.indexOf(item));
  }
}
