package io.consilium.expert.grid.internal;

import io.consilium.api.data.Grid;
import java.util.ArrayList;
import java.util.List;
import org.chocosolver.solver.Model;
import org.chocosolver.solver.variables.IntVar;
import org.chocosolver.util.criteria.Criterion;

/** A Sudoku as a constraint model: a variable a cell; rows, columns and boxes all different. */
final class SudokuModel {
  private SudokuModel() {}

  static ExactSearch.Found search(Grid grid, Criterion end) {
    int size = grid.cells().size();
    Boxes boxes = Boxes.of(size);
    Model model = ExactSearch.model("sudoku");
    IntVar[][] cells = new IntVar[size][size];
    List<List<IntVar>> units = new ArrayList<>();
    for (int i = 0; i < 3 * size; i++) {
      units.add(new ArrayList<>());
    }
    List<IntVar> open = new ArrayList<>();
    for (int r = 0; r < size; r++) {
      for (int c = 0; c < size; c++) {
        int given = grid.cells().get(r).get(c);
        cells[r][c] = given == 0 ? model.intVar(1, size) : model.intVar(given);
        if (given == 0) {
          open.add(cells[r][c]);
        }
        units.get(r).add(cells[r][c]);
        units.get(size + c).add(cells[r][c]);
        units.get(2 * size + boxes.box(r, c)).add(cells[r][c]);
      }
    }
    for (List<IntVar> unit : units) {
      // Arc consistency finds what people call hidden singles, pairs, triples, ... of a unit.
      model.allDifferent(unit.toArray(IntVar[]::new), "AC").post();
    }
    return ExactSearch.upToTwo(model, open.toArray(IntVar[]::new), end);
  }

  /** The grid with its open cells filled, in the order that one reads. */
  static Grid filled(Grid grid, int[] values) {
    int next = 0;
    List<List<Integer>> rows = new ArrayList<>();
    for (List<Integer> row : grid.cells()) {
      List<Integer> filled = new ArrayList<>();
      for (int cell : row) {
        filled.add(cell == 0 ? values[next++] : cell);
      }
      rows.add(filled);
    }
    return new Grid(grid.kind(), rows);
  }
}
