package io.consilium.expert.solver.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Excluded;
import io.consilium.api.data.Series.Frequency;
import io.consilium.api.data.Series.Observation;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeriesMergeTest {

  private static Series series(int from, double... values) {
    List<Observation> observations = new ArrayList<>();
    for (double value : values) {
      observations.add(new Observation(String.valueOf(from + observations.size()), value));
    }
    return new Series("Sales", "", Frequency.YEARLY, observations, List.of());
  }

  @Test
  void keepsTheTableWithinTheChartsPrecision() {
    Series table = series(2015, 101, 112, 119, 131);
    SeriesMerge merge = SeriesMerge.of(table, series(2015, 100.4, 112.9, 118.2, 130.1));
    assertThat(merge.series()).isEqualTo(table);
    assertThat(merge.differing()).isZero();
  }

  @Test
  void mendsADigitThatTheChartContradicts() {
    Series table = series(2015, 1012, 1123, 1789, 1310, 1402);
    SeriesMerge merge = SeriesMerge.of(table, series(2015, 1010, 1120, 1190, 1312, 1400));
    assertThat(merge.series().values()).containsExactly(1012, 1123, 1189, 1310, 1402);
    assertThat(merge.worst()).isGreaterThan(0.3);
  }

  @Test
  void mendsALostDecimalPoint() {
    Series table = series(2015, 10.1, 11.2, 119, 13.1);
    assertThat(SeriesMerge.of(table, series(2015, 10, 11.1, 12, 13)).series().values())
        .containsExactly(10.1, 11.2, 11.9, 13.1);
  }

  @Test
  void keepsTheTableWhereTheChartIsTheOddOne() {
    Series table = series(2015, 1012, 1123, 1189, 1310, 1402);
    SeriesMerge merge = SeriesMerge.of(table, series(2015, 1010, 1120, 300, 1312, 1400));
    assertThat(merge.series().values()).containsExactly(table.values());
    assertThat(merge.adjustments().get(2).changed()).isTrue();
  }

  @Test
  void takesMissingPeriodsFromTheChart() {
    Series table = series(2018, 30, 40, 50);
    SeriesMerge merge = SeriesMerge.of(table, series(2016, 10.2, 20.1, 30.2, 40.1, 50.3));
    assertThat(merge.series().values()).containsExactly(10.2, 20.1, 30, 40, 50);
  }

  @Test
  void bringsThousandsAndMillionsTogether() {
    Series table = series(2015, 1012, 1123, 1189);
    SeriesMerge merge = SeriesMerge.of(table, series(2014, 0.9, 1.01, 1.12, 1.19));
    assertThat(merge.differing()).isZero();
    assertThat(merge.series().values()).startsWith(900);
  }

  @Test
  void leavesTwoDifferentMeasuresApart() {
    Series table = series(2015, 10, 20, 30, 40);
    SeriesMerge merge = SeriesMerge.of(table, series(2013, 7, 9, 3, 99, 71, 12));
    assertThat(merge.series()).isEqualTo(table);
    assertThat(merge.differing()).isGreaterThan(2);
  }

  @Test
  void doesNotBringBackAPartialPeriod() {
    Series whole = series(2015, 10, 20, 30, 40);
    Series table =
        new Series(
            whole.name(),
            "",
            whole.frequency(),
            whole.observations(),
            List.of(new Excluded("2019 YTD", 22.0, "partial")));
    SeriesMerge merge = SeriesMerge.of(table, series(2015, 10, 20, 30, 40, 22));
    assertThat(merge.series().observations()).hasSize(4);
  }

  @Property(tries = 200)
  void anyTwoSeriesAreMergedWithoutFailing(
      @ForAll @Size(min = 1, max = 8) List<@DoubleRange(min = -1e12, max = 1e12) Double> first,
      @ForAll @Size(max = 8) List<@DoubleRange(min = -1e12, max = 1e12) Double> second) {
    Series table = series(2000, first.stream().mapToDouble(Double::doubleValue).toArray());
    Series chart = series(2002, second.stream().mapToDouble(Double::doubleValue).toArray());
    assertThat(SeriesMerge.of(table, chart).series().observations())
        .extracting(Observation::period)
        .isSorted()
        .containsAll(table.observations().stream().map(Observation::period).toList());
  }
}
