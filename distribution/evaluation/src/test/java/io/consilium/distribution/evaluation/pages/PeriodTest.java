package io.consilium.distribution.evaluation.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Series.Frequency;
import org.junit.jupiter.api.Test;

class PeriodTest {
  @Test
  void countsOverYearEnds() {
    assertThat(new Period(Frequency.QUARTERLY, 2019, 3).plus(3).canonical()).isEqualTo("2020-Q2");
    assertThat(new Period(Frequency.MONTHLY, 2019, 1).plus(-1).canonical()).isEqualTo("2018-12");
    assertThat(new Period(Frequency.YEARLY, 2019, 1).plus(2).canonical()).isEqualTo("2021");
  }

  @Test
  void isPrintedInTheStylesOfReports() {
    Period quarter = new Period(Frequency.QUARTERLY, 2019, 3);
    assertThat(quarter.label(Period.Style.PLAIN)).isEqualTo("Q3 2019");
    assertThat(quarter.label(Period.Style.SHORT)).isEqualTo("3Q19");
    assertThat(quarter.words()).isEqualTo("the third quarter of 2019");
    Period month = new Period(Frequency.MONTHLY, 2019, 3);
    assertThat(month.label(Period.Style.SHORT)).isEqualTo("Mar-19");
    assertThat(month.label(Period.Style.YEAR_FIRST)).isEqualTo("2019-03");
  }

  @Test
  void negativeFiguresStandInParenthesesWhereTheStyleSaysSo() {
    assertThat(new NumberStyle(1, true, "$", true).format(-1234.56)).isEqualTo("($1,234.6)");
    assertThat(new NumberStyle(0, false, "", false).format(-1234.4)).isEqualTo("-1234");
    assertThat(new NumberStyle(0, true, "", false).format(-0.2)).isEqualTo("0");
  }

  @Test
  void axisTicksAreRoundAndCoverTheValues() {
    Axis axis = Axis.over(new double[] {3, 97}, true, 5);
    assertThat(axis.low()).isZero();
    assertThat(axis.high()).isGreaterThanOrEqualTo(97);
    assertThat(axis.ticks()).contains(20.0, 40.0, 100.0);
  }
}
