package io.consilium.expert.solver.internal;

import io.consilium.api.data.Reconciliation;
import io.consilium.api.data.Series;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import java.util.Map;

/**
 * Brings the series read from a table (first) and from a chart (second) together. Two that measure
 * different things come back as the table's, and the facts say that they disagree. Thread-safe.
 */
final class SeriesReconciler implements Expert {
  private static final ExpertDescriptor DESCRIPTOR =
      ExpertDescriptor.pure(
          "solver.reconcile-series",
          "Settles on one series where a table and a chart show the same measure.",
          new Capability(
              "solver.reconcile-series",
              Map.of(
                  "first", Vocabulary.mediaType(Series.class),
                  "second", Vocabulary.mediaType(Series.class)),
              Map.of(
                  "series", Vocabulary.mediaType(Series.class),
                  "reconciliation", Vocabulary.mediaType(Reconciliation.class))));

  @Override
  public ExpertDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) {
    try {
      return solve(
          UnreadableInput.read(assignment, "first", Series.class, context),
          UnreadableInput.read(assignment, "second", Series.class, context),
          context);
    } catch (UnreadableInput e) {
      return e.outcome();
    }
  }

  private static ExpertOutcome solve(Series table, Series chart, CallContext context) {
    if (table.observations().isEmpty()) {
      return ExpertOutcome.badInput("The first series (" + table.name() + ") has no values.");
    }
    SeriesMerge merge = SeriesMerge.of(table, chart);
    long changed =
        merge.adjustments().stream()
            .filter(a -> a.given().containsKey("table"))
            .filter(a -> a.value() != a.given().get("table"))
            .count();
    long filled = merge.adjustments().stream().filter(a -> a.given().size() == 1).count();
    Reconciliation reconciliation =
        new Reconciliation("likelier-misreading", merge.adjustments(), merge.worst());
    Facts facts =
        Facts.of("changed", changed)
            .with("worst", merge.worst())
            .with("shared", merge.shared())
            .with("differing", merge.differing())
            .with("filled", filled);
    return new ExpertOutcome.Solved(
        Map.of(
            "series", context.artifacts().of(merge.series()),
            "reconciliation", context.artifacts().of(reconciliation)),
        confidence(merge),
        facts);
  }

  private static double confidence(SeriesMerge merge) {
    if (merge.shared() == 0) {
      return 0.5;
    }
    return 0.95 - 0.6 * merge.differing() / merge.shared();
  }
}
