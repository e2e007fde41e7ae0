package io.consilium.expert.solver.internal;

import io.consilium.api.data.Box;
import io.consilium.api.data.Table;
import io.consilium.api.data.Table.Cell;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Expert;
import io.consilium.api.host.Settings;
import io.consilium.tck.ExpertTck;
import io.consilium.tck.TestContext;
import java.util.List;
import java.util.Map;

class TableReconcilerTckTest extends ExpertTck {
  @Override
  protected Expert expert() {
    return new TableReconciler();
  }

  @Override
  protected List<Assignment> samples() {
    Table table =
        new Table(
            "",
            "",
            List.of("Item", "2019", "2020"),
            List.of(row("A", 10, 12), row("B", 20, 73), row("Total", 30, 35)),
            new Box(0, 0, 1, 1));
    return List.of(
        new Assignment(
            "solver.reconcile-table",
            "a sample",
            Map.of("table", List.of(TestContext.create().artifacts().of(table))),
            Settings.EMPTY));
  }

  private static List<Cell> row(String name, double first, double second) {
    return List.of(new Cell(name, null, 1), cell(first), cell(second));
  }

  private static Cell cell(double value) {
    return new Cell(String.valueOf((int) value), value, 0.9);
  }
}
