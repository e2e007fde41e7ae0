package io.consilium.expert.timeseries.internal;

import io.consilium.api.data.Chart;
import io.consilium.api.data.Series;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.expert.timeseries.internal.reading.ChartReader;
import java.util.Map;

/**
 * Turns a chart over time into a series. Parameter {@code measure}: the name of the plotted series
 * wanted. Thread-safe. Declines {@code absent} without a time axis.
 */
final class SeriesFromChart implements Expert {
  private static final ExpertDescriptor DESCRIPTOR =
      ExpertDescriptor.pure(
          "series.from-chart",
          "Turns a bar or line chart over years, quarters, months, weeks or days into a series.",
          new Capability(
              "series.from-chart",
              Map.of("chart", Vocabulary.mediaType(Chart.class)),
              Map.of("series", Vocabulary.mediaType(Series.class))));

  @Override
  public ExpertDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) {
    try {
      return solve(
          UnreadableInput.read(assignment, "chart", Chart.class, context), assignment, context);
    } catch (UnreadableInput e) {
      return e.outcome();
    }
  }

  private static ExpertOutcome solve(Chart chart, Assignment assignment, CallContext context) {
    String measure = assignment.parameters().text("measure", "");
    return ReadingOutcome.of(ChartReader.read(chart, measure), context);
  }
}
