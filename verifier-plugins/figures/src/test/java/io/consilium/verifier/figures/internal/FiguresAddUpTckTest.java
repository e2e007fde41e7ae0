package io.consilium.verifier.figures.internal;

import io.consilium.api.data.Box;
import io.consilium.api.data.Table;
import io.consilium.api.data.Table.Cell;
import io.consilium.api.host.Settings;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Verifier;
import io.consilium.tck.TestContext;
import io.consilium.tck.VerifierTck;
import java.util.List;
import java.util.Map;

class FiguresAddUpTckTest extends VerifierTck {
  @Override
  protected Verifier verifier() {
    return new FiguresAddUp();
  }

  @Override
  protected List<Claim> holding() {
    return List.of(claim(35));
  }

  @Override
  protected List<Claim> failing() {
    return List.of(claim(85));
  }

  private static Claim claim(double total) {
    Table table =
        new Table(
            "",
            "",
            List.of("Item", "2019", "2020"),
            List.of(row("A", 10, 12), row("B", 20, 23), row("Total", 30, total)),
            new Box(0, 0, 1, 1));
    return new Claim(
        "adds-up",
        Map.of("table", List.of(TestContext.create().artifacts().of(table))),
        Settings.EMPTY);
  }

  private static List<Cell> row(String name, double first, double second) {
    return List.of(new Cell(name, null, 1), cell(first), cell(second));
  }

  private static Cell cell(double value) {
    return new Cell(String.valueOf((int) value), value, 0.9);
  }
}
