package io.consilium.expert.grid.internal;

import io.consilium.api.data.Grid;
import io.consilium.api.data.LogicGrid;
import io.consilium.api.data.LogicGrid.Apart;
import io.consilium.api.data.LogicGrid.Before;
import io.consilium.api.data.LogicGrid.Clue;
import io.consilium.api.data.LogicGrid.Different;
import io.consilium.api.data.LogicGrid.Either;
import io.consilium.api.data.LogicGrid.Item;
import io.consilium.api.data.LogicGrid.Same;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chocosolver.solver.Model;
import org.chocosolver.solver.constraints.Constraint;
import org.chocosolver.solver.variables.BoolVar;
import org.chocosolver.solver.variables.IntVar;
import org.chocosolver.util.criteria.Criterion;

/**
 * A logic grid as a constraint model: for each item the row, from 0, of the item of the first
 * category that it goes with; the items of a category in different rows; a constraint a clue.
 */
final class ClueModel {
  private final LogicGrid puzzle;
  private final Model model = ExactSearch.model("logic-grid");
  private final IntVar[][] rows;
  private final Map<String, IntVar[]> places = new HashMap<>();

  private ClueModel(LogicGrid puzzle) {
    this.puzzle = puzzle;
    int size = puzzle.size();
    rows = new IntVar[puzzle.categories().size()][size];
    for (int i = 0; i < size; i++) {
      rows[0][i] = model.intVar(i);
    }
    for (int c = 1; c < rows.length; c++) {
      rows[c] = model.intVarArray("rows" + c, size, 0, size - 1);
      model.allDifferent(rows[c], "AC").post();
    }
    puzzle.clues().forEach(clue -> constraint(clue).post());
  }

  static ExactSearch.Found search(LogicGrid puzzle, Criterion end) {
    ClueModel clues = new ClueModel(puzzle);
    IntVar[] decisions =
        Arrays.stream(clues.rows).skip(1).flatMap(Arrays::stream).toArray(IntVar[]::new);
    return ExactSearch.upToTwo(clues.model, decisions, end);
  }

  private Constraint constraint(Clue clue) {
    if (clue instanceof Same same) {
      return model.arithm(row(same.first()), "=", row(same.second()));
    }
    if (clue instanceof Different different) {
      return model.arithm(row(different.first()), "!=", row(different.second()));
    }
    if (clue instanceof Before before) {
      IntVar first = place(before.first(), before.in());
      IntVar second = place(before.second(), before.in());
      return before
          .by()
          .map(by -> model.arithm(second, "-", first, "=", by))
          .orElseGet(() -> model.arithm(first, "<", second));
    }
    if (clue instanceof Apart apart) {
      return model.distance(
          place(apart.first(), apart.in()), place(apart.second(), apart.in()), "=", apart.by());
    }
    BoolVar[] holds =
        ((Either) clue)
            .clues().stream().map(one -> constraint(one).reify()).toArray(BoolVar[]::new);
    return model.sum(holds, "=", 1);
  }

  private IntVar row(Item item) {
    return rows[puzzle.indexOf(item.category())][puzzle.indexOf(item)];
  }

  /** Where an item stands in the order of a category. */
  private IntVar place(Item item, String in) {
    if (item.category().equals(in)) {
      return model.intVar(puzzle.indexOf(item));
    }
    int category = puzzle.indexOf(in);
    if (category == 0) {
      return row(item);
    }
    IntVar[] inverse = places.computeIfAbsent(in, name -> inverse(rows[category]));
    IntVar place = model.intVar(0, puzzle.size() - 1);
    model.element(place, inverse, row(item), 0).post();
    return place;
  }

  private IntVar[] inverse(IntVar[] items) {
    IntVar[] found = model.intVarArray(items.length, 0, items.length - 1);
    model.inverseChanneling(items, found).post();
    return found;
  }

  /** The solution grid of an assignment: see {@link LogicGrid}. */
  static Grid grid(LogicGrid puzzle, int[] values) {
    int size = puzzle.size();
    List<List<Integer>> cells = new ArrayList<>();
    for (int row = 0; row < size; row++) {
      List<Integer> items = new ArrayList<>();
      for (int column = 0; column < puzzle.categories().size() - 1; column++) {
        for (int item = 0; item < size; item++) {
          if (values[column * size + item] == row) {
            items.add(item + 1);
          }
        }
      }
      cells.add(items);
    }
    return new Grid(LogicGrid.KIND, cells);
  }
}
