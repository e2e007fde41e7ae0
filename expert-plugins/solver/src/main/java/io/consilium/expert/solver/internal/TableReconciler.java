package io.consilium.expert.solver.internal;

import io.consilium.api.data.Reconciliation;
import io.consilium.api.data.Reconciliation.Adjustment;
import io.consilium.api.data.Table;
import io.consilium.api.data.Table.Cell;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import io.consilium.expert.solver.internal.Sheet.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes the totals of a table the sums of their parts by changing the fewest figures. A table
 * without totals, or whose fault cannot be placed, comes back as it was. Thread-safe.
 */
final class TableReconciler implements Expert {
  private static final double MENDED = 0.8;
  private static final Duration MARGIN = Duration.ofMillis(500);
  private static final ExpertDescriptor DESCRIPTOR =
      ExpertDescriptor.pure(
          "solver.reconcile-table",
          "Finds totals and their parts in a table and repairs misread figures so that they add"
              + " up.",
          new Capability(
              "solver.reconcile-table",
              Map.of("table", Vocabulary.mediaType(Table.class)),
              Map.of(
                  "table", Vocabulary.mediaType(Table.class),
                  "reconciliation", Vocabulary.mediaType(Reconciliation.class))));

  @Override
  public ExpertDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) {
    try {
      return solve(UnreadableInput.read(assignment, "table", Table.class, context), context);
    } catch (UnreadableInput e) {
      return e.outcome();
    }
  }

  private static ExpertOutcome solve(Table table, CallContext context) {
    List<Sum> sums = SumFinder.find(Sheet.of(table));
    Map<Figure, Double> changed = TableRepair.repair(sums, context.remaining().minus(MARGIN));
    List<Adjustment> adjustments = new ArrayList<>();
    changed.forEach((figure, value) -> adjustments.add(adjustment(table, figure, value)));
    double worst = sums.stream().mapToDouble(TableReconciler::off).max().orElse(0);
    long broken = sums.stream().filter(sum -> !sum.holds(false)).count();
    Reconciliation reconciliation = new Reconciliation("fewest-changes", adjustments, worst);
    Facts facts =
        Facts.of("changed", changed.size())
            .with("worst", worst)
            .with("sums", sums.size())
            .with("broken", broken);
    boolean settled = broken == 0 || !changed.isEmpty();
    return new ExpertOutcome.Solved(
        Map.of(
            "table", context.artifacts().of(mended(table, changed)),
            "reconciliation", context.artifacts().of(reconciliation)),
        settled ? (changed.isEmpty() ? 0.95 : 0.8) : 0.4,
        facts);
  }

  private static double off(Sum sum) {
    if (sum.holds(false)) {
      return 0;
    }
    double size =
        Math.max(Math.abs(sum.total().value()), Math.abs(sum.total().value() - sum.excess()));
    return size > 0 ? Math.abs(sum.excess()) / size : 0;
  }

  private static Adjustment adjustment(Table table, Figure figure, double value) {
    String row = table.rows().get(figure.row()).get(0).text();
    String column = table.columns().get(figure.column());
    return new Adjustment(row + " / " + column, Map.of("table", figure.value()), value, true);
  }

  private static Table mended(Table table, Map<Figure, Double> changed) {
    List<List<Cell>> rows = new ArrayList<>();
    table.rows().forEach(row -> rows.add(new ArrayList<>(row)));
    changed.forEach(
        (figure, value) ->
            rows.get(figure.row())
                .set(figure.column(), new Cell(printed(figure.text(), value), value, MENDED)));
    return new Table(table.title(), table.unit(), table.columns(), rows, table.box());
  }

  /** In the manner of the text it replaces: as many decimals, separators if it had any. */
  private static String printed(String text, double value) {
    int decimals = Math.max(Decimals.of(text), Mending.decimals(value));
    String format = (text.contains(",") ? "%,." : "%.") + decimals + "f";
    return String.format(Locale.ROOT, format, value);
  }
}
