package io.consilium.distribution.evaluation.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MetricTest {
  @Test
  void wilsonsIntervalAgreesWithPublishedFigures() {
    Metric metric = Metric.share(81, 263);
    assertThat(metric.value()).isCloseTo(0.3080, offset(5e-5));
    // Newcombe 1998, table I, method 3.
    assertThat(metric.low()).isCloseTo(0.2553, offset(5e-5));
    assertThat(metric.high()).isCloseTo(0.3662, offset(5e-5));
    assertThat(Metric.share(0, 20).high()).isCloseTo(0.1611, offset(5e-5));
  }

  @Test
  void wilsonsIntervalEndsExactlyWhereSharesEnd() {
    for (int n = 1; n < 2_000; n++) {
      assertThat(Metric.share(0, n).low()).isZero();
      assertThat(Metric.share(n, n).high()).isEqualTo(1);
    }
  }

  @Test
  void nothingMeasuredIsNotZero() {
    assertThat(Metric.share(0, 0).value()).isNaN();
    assertThat(Metric.ratio(List.of()).value()).isNaN();
  }

  @Test
  void bootstrapDrawsWholeGroupsAndRepeatsItself() {
    List<Metric.Group> groups =
        List.of(new Metric.Group(10, 10), new Metric.Group(0, 10), new Metric.Group(5, 10));
    Metric metric = Metric.ratio(groups);
    assertThat(metric.value()).isEqualTo(0.5);
    assertThat(metric.low()).isLessThan(0.2);
    assertThat(metric.high()).isGreaterThan(0.8);
    assertThat(Metric.ratio(groups)).isEqualTo(metric);
  }

  @Test
  void matchingIsNoWorseThanAnyPermutation() {
    Random random = new Random(5);
    for (int trial = 0; trial < 200; trial++) {
      int rows = 1 + random.nextInt(5);
      int columns = 1 + random.nextInt(5);
      double[][] cost = new double[rows][columns];
      for (double[] row : cost) {
        java.util.Arrays.setAll(row, c -> random.nextInt(10));
      }
      int[] found = Matching.leastCost(cost);
      assertThat(total(cost, found)).isEqualTo(best(cost, 0, new boolean[columns], rows - columns));
    }
  }

  private static double total(double[][] cost, int[] columns) {
    double sum = 0;
    for (int r = 0; r < columns.length; r++) {
      sum += columns[r] < 0 ? 0 : cost[r][columns[r]];
    }
    return sum;
  }

  private static double best(double[][] cost, int row, boolean[] taken, int mayRest) {
    if (row == cost.length) {
      return 0;
    }
    double least = mayRest > 0 ? best(cost, row + 1, taken, mayRest - 1) : Double.POSITIVE_INFINITY;
    for (int c = 0; c < taken.length; c++) {
      if (!taken[c]) {
        taken[c] = true;
        least = Math.min(least, cost[row][c] + best(cost, row + 1, taken, mayRest));
        taken[c] = false;
      }
    }
    return least;
  }

  @Test
  void labelsThatDifferInCaseAndSpacesAreEqual() {
    assertThat(Words.distance("Q1 2019", "q12019")).isZero();
    assertThat(Words.distance("abcd", "abxd")).isEqualTo(0.25);
  }
}
