package io.consilium.expert.solver.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Box;
import io.consilium.api.data.Table;
import io.consilium.api.data.Table.Cell;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.Settings;
import io.consilium.tck.TestContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TableReconcilerTest {
  private final TestContext context = TestContext.create();

  private static Table table(String... lines) {
    List<List<String>> cells =
        Arrays.stream(lines)
            .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
            .toList();
    List<List<Cell>> rows =
        cells.stream()
            .skip(1)
            .map(row -> row.stream().map(TableReconcilerTest::cell).toList())
            .toList();
    return new Table("", "", cells.get(0), rows, new Box(0, 0, 1, 1));
  }

  private static Cell cell(String text) {
    String digits = text.replace(",", "");
    boolean number = digits.matches("-?\\d+(\\.\\d+)?");
    return new Cell(text, number ? Double.valueOf(digits) : null, 0.9);
  }

  private ExpertOutcome.Solved solve(Table table) throws IOException {
    Assignment assignment =
        new Assignment(
            "solver.reconcile-table",
            "",
            Map.of("table", List.of(context.artifacts().of(table))),
            Settings.EMPTY);
    ExpertOutcome outcome = new TableReconciler().solve(assignment, context);
    assertThat(outcome).isInstanceOf(ExpertOutcome.Solved.class);
    return (ExpertOutcome.Solved) outcome;
  }

  private Table mended(Table table) throws IOException {
    return context.artifacts().read(solve(table).outputs().get("table"), Table.class);
  }

  @Test
  void mendsTheOneFigureThatTwoSumsAccuse() throws IOException {
    Table table =
        table(
            "Region|2019|2020|Total",
            "North|1,204|1,310|2,514",
            "South|2,150|2,875|4,525",
            "West|980|1,020|2,000",
            "Total|4,334|4,705|9,039");
    Table mended = mended(table);
    assertThat(mended.rows().get(1).get(2).number()).isEqualTo(2375);
    assertThat(mended.rows().get(1).get(2).text()).isEqualTo("2,375");
    assertThat(solve(table).facts().values()).containsEntry("changed", 1.0);
  }

  @Test
  void mendsALikelyMisreadingInASingleColumn() throws IOException {
    Table mended = mended(table("Item|Amount", "A|410", "B|238", "C|125", "Total|743"));
    List<Double> values = mended.rows().stream().map(row -> row.get(1).number()).toList();
    assertThat(values.get(0) + values.get(1) + values.get(2)).isEqualTo(values.get(3));
  }

  @Test
  void mendsALostDecimalPoint() throws IOException {
    Table mended =
        mended(
            table(
                "Item|2019|2020|2021",
                "A|10.5|11.5|12.5",
                "B|20.1|211|22.1",
                "Total|30.6|32.6|34.6"));
    assertThat(mended.rows().get(1).get(2).number()).isEqualTo(21.1);
  }

  @Test
  void leavesATableAloneThatAddsUpWithinRounding() throws IOException {
    Table table = table("|2019|2020", "A|1.3|2.4", "B|2.4|3.4", "C|1.4|1.1", "Total|5.2|6.9");
    assertThat(mended(table)).isEqualTo(table);
    assertThat(solve(table).facts().values()).containsEntry("worst", 0.0);
  }

  @Test
  void leavesATableWithoutTotalsAlone() throws IOException {
    Table table = table("Year|Sales|Profit", "2019|10|1", "2020|11|2", "2021|12|3");
    assertThat(mended(table)).isEqualTo(table);
    assertThat(solve(table).facts().values()).containsEntry("sums", 0.0);
  }

  @Test
  void doesNotGuessWhereTheFaultCannotBePlaced() throws IOException {
    Table table = table("Item|Amount", "A|412", "B|238", "C|125", "Total|952");
    assertThat(mended(table)).isEqualTo(table);
    assertThat(solve(table).confidence()).isLessThan(0.5);
  }

  @Test
  void understandsSubtotals() throws IOException {
    Table table =
        table(
            "|2019|2020|2021",
            "Assets A|10|11|12",
            "Assets B|20|21|22",
            "Subtotal assets|30|32|34",
            "Other A|5|6|7",
            "Other B|1|2|3",
            "Subtotal other|6|8|10",
            "Total|36|40|44");
    assertThat(SumFinder.find(Sheet.of(table))).hasSize(9).allMatch(sum -> sum.holds(true));
  }

  @Test
  void ignoresSharesAndChanges() throws IOException {
    Table table =
        table("Region|2019|2020|Change %", "North|10|12|20", "South|20|22|10", "Total|30|34|13.3");
    assertThat(mended(table)).isEqualTo(table);
  }

  /** In a table whose sums run both ways any single wrong cell is found and put right. */
  @Property(tries = 60)
  void restoresAnySingleCellOfACrossAddedTable(
      @ForAll @Size(9) List<@IntRange(min = 100, max = 9999) Integer> values,
      @ForAll @IntRange(min = 0, max = 8) int where,
      @ForAll @IntRange(min = 11, max = 400) int error)
      throws IOException {
    Table right = crossAdded(values, -1, 0);
    Table wrong = crossAdded(values, where, error);
    List<Double> mended = figures(mended(wrong));
    assertThat(mended).isEqualTo(figures(right));
  }

  private static List<Double> figures(Table table) {
    return table.rows().stream().flatMap(List::stream).map(Cell::number).toList();
  }

  private static Table crossAdded(List<Integer> values, int where, int error) {
    List<String> lines = new ArrayList<>(List.of("Region|Q1|Q2|Q3|Total"));
    int[] column = new int[4];
    for (int r = 0; r < 3; r++) {
      StringBuilder line = new StringBuilder("Row " + r);
      int sum = 0;
      for (int c = 0; c < 3; c++) {
        int value = values.get(r * 3 + c);
        sum += value;
        column[c] += value;
        line.append('|').append(r * 3 + c == where ? value + error : value);
      }
      column[3] += sum;
      lines.add(line.append('|').append(sum).toString());
    }
    lines.add("Total|" + column[0] + "|" + column[1] + "|" + column[2] + "|" + column[3]);
    return table(lines.toArray(String[]::new));
  }
}
