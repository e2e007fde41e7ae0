package io.consilium.expert.timeseries.internal.period;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.expert.timeseries.internal.period.PeriodLabel.Mark;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodLabelsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          2019                | 2019
          FY2019              | 2019
          FY 2019             | 2019
          FY19                | 2019
          FY'19               | 2019
          '19                 | 2019
          2019/20             | 2019
          FY2019/20           | 2019
          2019–2020           | 2019
          2019-20             | 2019
          year ended 31 Dec 2019 | 2019-12-31
          Q1 2020             | 2020-Q1
          Q1'20               | 2020-Q1
          Q1-20               | 2020-Q1
          1Q20                | 2020-Q1
          1Q 2020             | 2020-Q1
          2020Q1              | 2020-Q1
          2020 Q1             | 2020-Q1
          2020-Q1             | 2020-Q1
          Q1 FY20             | 2020-Q1
          1st quarter 2020    | 2020-Q1
          First quarter 2020  | 2020-Q1
          Jan-Mar 2020        | 2020-Q1
          Jan 2020            | 2020-01
          Jan-20              | 2020-01
          Jan. 2020           | 2020-01
          Jan '20             | 2020-01
          January 2020        | 2020-01
          Sept 2020           | 2020-09
          2020 Jan            | 2020-01
          2020-03             | 2020-03
          2020M03             | 2020-03
          03/2020             | 2020-03
          W05 2020            | 2020-W05
          2020-W05            | 2020-W05
          Week 5, 2020        | 2020-W05
          2020-03-31          | 2020-03-31
          31 March 2020       | 2020-03-31
          Mar 31, 2020        | 2020-03-31
          03/31/2020          | 2020-03-31
          31.03.2020          | 2020-03-31
          2020-03-31 07:00    | 2020-03-31T07
          20l9                | 2019
          2O19                | 2019
          Ql 2020             | 2020-Q1
          H1 2020             | 2020-H1
          2019A               | 2019
          2019 (restated)     | 2019
          2019*               | 2019
          2019 (1)            | 2019
          """)
  void readsPrintedLabels(String label, String period) {
    assertThat(PeriodLabels.parse(label))
        .as(label)
        .hasValueSatisfying(
            found -> assertThat(found.period().orElseThrow().text()).isEqualTo(period));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Total",
        "Revenue",
        "1,234",
        "12.5%",
        "Average",
        "Change",
        "North",
        "19",
        "Marketing",
        "3",
        "20191",
        "Augmented",
        "May contain",
        "Decline",
        "2,019",
        "$2019",
        "Q5 2020",
        "Week 99"
      })
  void readsNoPeriodInOtherTexts(String label) {
    assertThat(PeriodLabels.parse(label)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          2024 YTD            | PARTIAL
          YTD 2024            | PARTIAL
          2024 (YTD)          | PARTIAL
          2024 to date        | PARTIAL
          9M 2024             | PARTIAL
          9M24                | PARTIAL
          2024 (9 months)     | PARTIAL
          2024 (Jan-Sep)      | PARTIAL
          Jan–Sep 2024        | PARTIAL
          2024 through Sep    | PARTIAL
          2024E               | EXPECTED
          2025 (forecast)     | EXPECTED
          2025f               | EXPECTED
          2024 (p)            | PRELIMINARY
          2024 prelim.        | PRELIMINARY
          2024*               | STARRED
          LTM 2024            | ROLLING
          """)
  void seesWhatTheLabelSaysBesideThePeriod(String label, Mark mark) {
    assertThat(PeriodLabels.parse(label))
        .as(label)
        .hasValueSatisfying(found -> assertThat(found.marks()).contains(mark));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2008-09,2009-10,2010-11,2011-12,2012-13"})
  void readsBusinessYearsTogether(String labels) {
    assertThat(texts(labels)).containsExactly("2008", "2009", "2010", "2011", "2012");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2011-10,2011-11,2011-12,2012-01"})
  void readsMonthsTogether(String labels) {
    assertThat(texts(labels)).containsExactly("2011-10", "2011-11", "2011-12", "2012-01");
  }

  private static List<String> texts(String labels) {
    return PeriodLabels.parse(List.of(labels.split(","))).stream()
        .map(label -> label.orElseThrow().period().orElseThrow().text())
        .toList();
  }

  @Property
  void whatAPeriodWritesIsReadBack(
      @ForAll PeriodLabel.Kind kind, @ForAll @IntRange(min = 1900, max = 2100) int year) {
    Period period = Period.of(kind, year, 1);
    if (kind != PeriodLabel.Kind.HALF) {
      assertThat(Period.parse(period.text())).contains(period);
    }
    assertThat(PeriodLabels.parse(period.text()).orElseThrow().period()).contains(period);
    assertThat(period.plus(5).plus(-5)).isEqualTo(period);
  }

  @Property
  void anyTextIsReadWithoutFailing(@ForAll @StringLength(max = 200) String text) {
    PeriodLabels.parse(text)
        .flatMap(PeriodLabel::period)
        .ifPresent(period -> assertThat(period.text()).isNotEmpty());
    assertThat(Period.parse(text)).isNotNull();
  }
}
