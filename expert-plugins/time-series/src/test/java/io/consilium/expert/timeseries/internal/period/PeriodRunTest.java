package io.consilium.expert.timeseries.internal.period;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.expert.timeseries.internal.period.PeriodLabel.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodRunTest {
  private static List<String> periods(String... labels) {
    return PeriodLabels.parse(List.of(labels)).stream()
        .map(label -> label.flatMap(PeriodLabel::period).map(Period::text).orElse(""))
        .toList();
  }

  @Test
  void mendsAQuarterWhoseLetterWasTakenForADigit() {
    assertThat(periods("4Q21", "1Q22", "2022", "3Q22", "4Q22"))
        .containsExactly("2021-Q4", "2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4");
    assertThat(periods("Q4 '21", "Q1 '22", "02 '22", "Q3 '22", "Q4 '22"))
        .containsExactly("2021-Q4", "2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4");
  }

  @Test
  void mendsAQuarterThatLostItsNumber() {
    assertThat(periods("Q3 2011", "Q4 2011", "2012", "Q2 2012", "Q3 2012"))
        .containsExactly("2011-Q3", "2011-Q4", "2012-Q1", "2012-Q2", "2012-Q3");
  }

  @Test
  void mendsAYearAtTheEdgeAndALostOneBetween() {
    assertThat(periods("Year", "5000", "2001", "2002", "", "2004", "2005"))
        .containsExactly("", "2000", "2001", "2002", "2003", "2004", "2005");
  }

  @Test
  void readsTheNewestFirst() {
    assertThat(periods("2020", "Z0l9", "2018", "2017"))
        .containsExactly("2020", "2019", "2018", "2017");
  }

  @Test
  void keepsTheMarkOfAMendedLabel() {
    List<PeriodLabel> labels =
        PeriodLabels.parse(List.of("2Q22", "3Q22", "4Q22", "1O23 YTD")).stream()
            .flatMap(java.util.Optional::stream)
            .toList();
    assertThat(labels).hasSize(4);
    assertThat(labels.get(3).is(Mark.PARTIAL)).isTrue();
    assertThat(labels.get(3).period().orElseThrow().text()).isEqualTo("2023-Q1");
  }

  @Test
  void leavesTotalsGapsAndOtherPeriodsAlone() {
    assertThat(periods("2018", "2019", "2020", "Total", "")).endsWith("2020", "", "");
    assertThat(periods("2000", "2005", "2010", "2015"))
        .containsExactly("2000", "2005", "2010", "2015");
    assertThat(periods("Q1 2019", "Q2 2019", "Q3 2019", "Q4 2019", "FY 2019"))
        .endsWith("2019-Q4", "2019");
  }
}
