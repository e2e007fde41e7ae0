package io.consilium.expert.timeseries.internal;

import io.consilium.api.data.Series;
import io.consilium.api.data.Table;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.expert.timeseries.internal.reading.TableReader;
import java.util.Map;

/**
 * Turns a table whose rows or columns are periods into a series. Parameter {@code measure}: the
 * name of the row or column wanted. Thread-safe. Declines {@code absent} without a time axis.
 */
final class SeriesFromTable implements Expert {
  private static final ExpertDescriptor DESCRIPTOR =
      ExpertDescriptor.pure(
          "series.from-table",
          "Turns a table of figures by year, quarter, month, week or day into a time series.",
          new Capability(
              "series.from-table",
              Map.of("table", Vocabulary.mediaType(Table.class)),
              Map.of("series", Vocabulary.mediaType(Series.class))));

  @Override
  public ExpertDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) {
    try {
      return solve(
          UnreadableInput.read(assignment, "table", Table.class, context), assignment, context);
    } catch (UnreadableInput e) {
      return e.outcome();
    }
  }

  private static ExpertOutcome solve(Table table, Assignment assignment, CallContext context) {
    String measure = assignment.parameters().text("measure", "");
    return ReadingOutcome.of(TableReader.read(table, measure), context);
  }
}
