package io.consilium.verifier.constraints.internal;

import io.consilium.api.data.Grid;
import io.consilium.api.data.GridSolution;
import io.consilium.api.data.GridSolution.Status;
import io.consilium.api.data.LogicGrid;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Settings;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.Verifier;
import io.consilium.json.JsonArtifacts;
import io.consilium.tck.TestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Claims of puzzles and solutions, and what is said of them. */
final class Claimed {
  private static final JsonArtifacts ARTIFACTS = new JsonArtifacts();

  private Claimed() {}

  static Claim claim(Object question, Status status, Grid... solutions) {
    GridSolution said = new GridSolution(status, List.of(solutions), "test", 0);
    return new Claim(
        "holds",
        Map.of("grid", List.of(ARTIFACTS.of(question)), "solution", List.of(ARTIFACTS.of(said))),
        Settings.EMPTY);
  }

  static Verdict verdict(Object question, Status status, Grid... solutions) {
    return verdict(claim(question, status, solutions), question, TestContext.create());
  }

  static Verdict verdict(Claim claim, Object question, CallContext context) {
    Verifier verifier =
        question instanceof LogicGrid ? new LogicGridVerifier() : new GridVerifier();
    try {
      return verifier.verify(claim, context);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static List<String> codes(Verdict verdict) {
    return verdict.findings().stream().map(Finding::code).toList();
  }

  static String first(Verdict verdict) {
    return verdict.findings().get(0).message();
  }

  static Grid sudoku(String cells) {
    int size = (int) Math.sqrt(cells.length());
    List<List<Integer>> rows = new ArrayList<>();
    for (int r = 0; r < size; r++) {
      rows.add(
          cells
              .substring(r * size, (r + 1) * size)
              .chars()
              .mapToObj(c -> Math.max(0, Character.digit(c, 36)))
              .toList());
    }
    return new Grid("sudoku", rows);
  }

  /** Rows parted by slashes: {@code #} wall, dot free, S, G, o path. */
  static Grid maze(String rows) {
    List<List<Integer>> cells = new ArrayList<>();
    for (String row : rows.split("/")) {
      cells.add(row.chars().mapToObj(".#SGo"::indexOf).toList());
    }
    return new Grid("maze", cells);
  }

  static Grid with(Grid grid, int row, int column, int value) {
    List<List<Integer>> cells = new ArrayList<>();
    grid.cells().forEach(one -> cells.add(new ArrayList<>(one)));
    cells.get(row).set(column, value);
    return new Grid(grid.kind(), cells);
  }
}
