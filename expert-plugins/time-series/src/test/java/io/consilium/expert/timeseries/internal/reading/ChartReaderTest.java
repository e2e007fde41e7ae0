package io.consilium.expert.timeseries.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Box;
import io.consilium.api.data.Chart;
import io.consilium.api.data.Chart.PlottedPoint;
import io.consilium.api.data.Chart.PlottedSeries;
import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Observation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartReaderTest {

  private static Chart chart(Chart.Kind kind, String... labels) {
    List<PlottedPoint> points = new ArrayList<>();
    for (String label : labels) {
      points.add(new PlottedPoint(label, points.size() + 1, 0.8, false));
    }
    return new Chart(
        kind, "Sales", "", List.of(new PlottedSeries("", points)), new Box(0, 0, 1, 1));
  }

  private static List<String> periods(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Found.class);
    Series series = ((Reading.Found) reading).series();
    return series.observations().stream().map(Observation::period).toList();
  }

  @Test
  void readsLabelledBars() {
    Reading reading = ChartReader.read(chart(Chart.Kind.BAR, "2019", "2020", "2021"), "");
    assertThat(periods(reading)).containsExactly("2019", "2020", "2021");
  }

  @Test
  void infersPeriodsBetweenPrintedTicks() {
    Chart chart = chart(Chart.Kind.LINE, "2010", "", "2012", "", "2014", "");
    assertThat(periods(ChartReader.read(chart, "")))
        .containsExactly("2010", "2011", "2012", "2013", "2014", "2015");
  }

  @Test
  void infersQuartersBetweenYearTicks() {
    Chart chart = chart(Chart.Kind.LINE, "2019", "", "", "", "2020", "", "", "");
    assertThat(periods(ChartReader.read(chart, ""))).startsWith("2019-Q1").endsWith("2020-Q4");
  }

  @Test
  void carriesTheYearOverMonthTicks() {
    Chart chart = chart(Chart.Kind.LINE, "Jan 2019", "", "", "Apr", "", "", "Jul", "");
    assertThat(periods(ChartReader.read(chart, ""))).startsWith("2019-01").endsWith("2019-08");
  }

  @Test
  void declinesAPieAndPlainCategories() {
    assertThat(ChartReader.read(chart(Chart.Kind.PIE, "2019", "2020", "2021"), ""))
        .isInstanceOf(Reading.Absent.class);
    assertThat(ChartReader.read(chart(Chart.Kind.BAR, "North", "South", "West"), ""))
        .isInstanceOf(Reading.Absent.class);
  }
}
