package io.consilium.expert.solver.internal;

import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Frequency;
import io.consilium.api.data.Series.Observation;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Expert;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.tck.ExpertTck;
import io.consilium.tck.TestContext;
import java.util.List;
import java.util.Map;

class SeriesReconcilerTckTest extends ExpertTck {
  @Override
  protected Expert expert() {
    return new SeriesReconciler();
  }

  @Override
  protected List<Assignment> samples() {
    return List.of(
        new Assignment(
            "solver.reconcile-series",
            "a sample",
            Map.of(
                "first", List.of(series(101, 112, 719, 131)),
                "second", List.of(series(101, 113, 119, 130))),
            Settings.EMPTY));
  }

  private static Artifact series(double a, double b, double c, double d) {
    List<Observation> observations =
        List.of(
            new Observation("2016", a),
            new Observation("2017", b),
            new Observation("2018", c),
            new Observation("2019", d));
    Series series = new Series("Sales", "", Frequency.YEARLY, observations, List.of());
    return TestContext.create().artifacts().of(series);
  }
}
