package io.consilium.expert.timeseries.internal;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Expert;
import io.consilium.tck.ExpertTck;
import java.util.List;

class SeriesForecasterTckTest extends ExpertTck {
  @Override
  protected Expert expert() {
    return new SeriesForecaster();
  }

  @Override
  protected List<Assignment> samples() {
    return List.of(Samples.assignment("series.forecast", "series", Samples.series()));
  }
}
