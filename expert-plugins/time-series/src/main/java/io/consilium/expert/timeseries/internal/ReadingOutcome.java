package io.consilium.expert.timeseries.internal;

import io.consilium.api.data.Series;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import io.consilium.expert.timeseries.internal.reading.Reading;
import java.util.Locale;
import java.util.Map;

/** Says what was read in the words of the contract. */
final class ReadingOutcome {
  private ReadingOutcome() {}

  static ExpertOutcome of(Reading reading, CallContext context) {
    if (reading instanceof Reading.Absent absent) {
      return ExpertOutcome.absent(absent.message());
    }
    Reading.Found found = (Reading.Found) reading;
    Series series = found.series();
    Facts facts =
        Facts.of("length", series.observations().size())
            .with("frequency", series.frequency().name().toLowerCase(Locale.ROOT))
            .with("excluded", series.excluded().size())
            .with("gaps", found.gaps());
    return new ExpertOutcome.Solved(
        Map.of("series", context.artifacts().of(series)), found.confidence(), facts);
  }
}
