package io.consilium.expert.timeseries.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Box;
import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Excluded;
import io.consilium.api.data.Series.Frequency;
import io.consilium.api.data.Series.Observation;
import io.consilium.api.data.Table;
import io.consilium.api.data.Table.Cell;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TableReaderTest {

  static Table table(String title, String... lines) {
    List<List<String>> cells =
        Arrays.stream(lines)
            .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
            .toList();
    List<List<Cell>> rows =
        cells.stream()
            .skip(1)
            .map(row -> row.stream().map(TableReaderTest::cell).toList())
            .toList();
    return new Table(title, "", cells.get(0), rows, new Box(0, 0, 1, 1));
  }

  private static Cell cell(String text) {
    boolean number = text.matches("-?[\\d,]+(\\.\\d+)?");
    return new Cell(text, number ? Double.valueOf(text.replace(",", "")) : null, 0.9);
  }

  private static Series read(Table table) {
    return read(table, "");
  }

  private static Series read(Table table, String measure) {
    Reading reading = TableReader.read(table, measure);
    assertThat(reading).isInstanceOf(Reading.Found.class);
    return ((Reading.Found) reading).series();
  }

  private static List<String> periods(Series series) {
    return series.observations().stream().map(Observation::period).toList();
  }

  @Test
  void readsYearsDownwards() {
    Series series =
        read(
            table(
                "Sales",
                "Year | Revenue | Profit",
                "2019|1,100|5",
                "2020|1,200|6",
                "2021|1,300|7"));
    assertThat(series.name()).isEqualTo("Revenue");
    assertThat(series.frequency()).isEqualTo(Frequency.YEARLY);
    assertThat(periods(series)).containsExactly("2019", "2020", "2021");
    assertThat(series.values()).containsExactly(1100, 1200, 1300);
  }

  @Test
  void readsYearsAcrossAndNewestFirst() {
    Series series =
        read(
            table("", "USD m | 2022 | 2021 | 2020 | 2019", "Revenue|40|30|20|10", "Costs|4|3|2|1"));
    assertThat(series.name()).isEqualTo("Revenue");
    assertThat(periods(series)).containsExactly("2019", "2020", "2021", "2022");
    assertThat(series.values()).containsExactly(10, 20, 30, 40);
  }

  @Test
  void takesTheTotalThatIsOne() {
    Table table =
        table(
            "",
            "Region|2019|2020|2021",
            "North|10|11|12",
            "South|20|22|24",
            "Total|30|33|36",
            "Growth %||10|9");
    assertThat(read(table).name()).isEqualTo("Total");
    assertThat(read(table, "south").values()).containsExactly(20, 22, 24);
  }

  @Test
  void doesNotTakeATotalOfSomethingElse() {
    Table table =
        table(
            "",
            "|2019|2020|2021",
            "Revenue|100|110|120",
            "Wages|20|22|24",
            "Total expenses|50|55|60");
    assertThat(read(table).name()).isEqualTo("Revenue");
  }

  @Test
  void readsAMatrixOfYearsByQuarters() {
    Series series =
        read(
            table(
                "Visitors",
                "Year|Q1|Q2|Q3|Q4|Total",
                "2020|1|2|3|4|10",
                "2021|5|6|7|8|26",
                "2022|9|10|||"));
    assertThat(series.frequency()).isEqualTo(Frequency.QUARTERLY);
    assertThat(series.name()).isEqualTo("Visitors");
    assertThat(periods(series)).startsWith("2020-Q1").endsWith("2022-Q2").hasSize(10);
    assertThat(series.values()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  }

  @Test
  void readsAMatrixOfMonthsByYears() {
    Series series =
        read(
            table(
                "",
                "Month|2020|2021",
                "January|1|13",
                "February|2|14",
                "March|3|15",
                "April|4|16",
                "Total|10|58"));
    assertThat(series.values()).containsExactly(1, 2, 3, 4, 13, 14, 15, 16);
    assertThat(periods(series)).startsWith("2020-01").endsWith("2021-04");
  }

  @Test
  void readsGroupsSideBySide() {
    Series series =
        read(table("", "Year|Sales|Year|Sales", "2010|1|2013|4", "2011|2|2014|5", "2012|3|2015|6"));
    assertThat(periods(series)).containsExactly("2010", "2011", "2012", "2013", "2014", "2015");
    assertThat(series.values()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void readsYearsAboveQuarters() {
    Series series =
        read(
            table(
                "",
                "|2020||||2021|||",
                "|Q1|Q2|Q3|Q4|Q1|Q2|Q3|Q4",
                "Sales|1|2|3|4|5|6|7|8",
                "Costs|1|1|1|1|1|1|1|1"));
    assertThat(series.name()).isEqualTo("Sales");
    assertThat(periods(series)).startsWith("2020-Q1").endsWith("2021-Q4").hasSize(8);
  }

  @Test
  void readsCentredYearsAboveQuarters() {
    Series series =
        read(table("", "||2020||||2021||", "|Q1|Q2|Q3|Q4|Q1|Q2|Q3|Q4", "Sales|1|2|3|4|5|6|7|8"));
    assertThat(periods(series)).startsWith("2020-Q1").endsWith("2021-Q4").hasSize(8);
  }

  @Test
  void readsAYearColumnBeforeAQuarterColumn() {
    Series series =
        read(
            table(
                "",
                "Year|Quarter|Sales",
                "2020|Q1|1",
                "|Q2|2",
                "|Q3|3",
                "|Q4|4",
                "2021|Q1|5",
                "|Q2|6"));
    assertThat(periods(series)).startsWith("2020-Q1").endsWith("2021-Q2").hasSize(6);
    assertThat(series.name()).isEqualTo("Sales");
  }

  @Test
  void readsYearsAsHeadingsOfTheirQuarters() {
    Series series =
        read(
            table(
                "",
                "Period|Sales",
                "2020|10",
                "Q1|1",
                "Q2|2",
                "Q3|3",
                "Q4|4",
                "2021|26",
                "Q1|5",
                "Q2|6",
                "Q3|7",
                "Q4|8"));
    assertThat(periods(series)).startsWith("2020-Q1").endsWith("2021-Q4").hasSize(8);
    assertThat(series.excluded()).extracting(Excluded::label).containsExactly("2020", "2021");
  }

  @Test
  void carriesTheYearOverMonths() {
    Series series = read(table("", "Month|Sales", "Nov 2019|1", "Dec|2", "Jan|3", "Feb|4"));
    assertThat(periods(series)).containsExactly("2019-11", "2019-12", "2020-01", "2020-02");
  }

  @Test
  void takesTheYearFromTheTitle() {
    Series series = read(table("Sales in 2019", "Month|Sales", "Jan|1", "Feb|2", "Mar|3"));
    assertThat(periods(series)).containsExactly("2019-01", "2019-02", "2019-03");
  }

  @Test
  void leavesOutAPartialLastYearAndSaysSo() {
    Series series =
        read(table("", "Year|Sales", "2021|10", "2022|11", "2023|12", "2024 (Jan-Sep)|9"));
    assertThat(periods(series)).containsExactly("2021", "2022", "2023");
    assertThat(series.excluded())
        .singleElement()
        .satisfies(
            excluded -> {
              assertThat(excluded.label()).isEqualTo("2024 (Jan-Sep)");
              assertThat(excluded.value()).isEqualTo(9.0);
              assertThat(excluded.reason()).contains("partial");
            });
  }

  @Test
  void leavesOutAYearThatAFootnoteCallsPartial() {
    Series series =
        read(
            table(
                "",
                "Year|Sales",
                "2021|10",
                "2022|11",
                "2023|12",
                "2024*|9",
                "* nine months to September|"));
    assertThat(periods(series)).containsExactly("2021", "2022", "2023");
  }

  @Test
  void leavesOutAMarkedYearFarBelowTheOthers() {
    Series series = read(table("", "Year|Sales", "2021|10", "2022|11", "2023|12", "2024*|6"));
    assertThat(periods(series)).containsExactly("2021", "2022", "2023");
    assertThat(read(table("", "Year|Sales", "2021|10", "2022|11", "2023*|12")).values())
        .containsExactly(10, 11, 12);
  }

  @Test
  void aMissingValueCostsNoOtherPeriodOfTheSameName() {
    Series series =
        read(
            table(
                "",
                "Period|Sales",
                "2020|",
                "Q1|1",
                "Q2|2",
                "Q3|3",
                "Q4|n/a",
                "2021|",
                "Q1|5",
                "Q2|6",
                "Q3|7",
                "Q4|8"));
    assertThat(periods(series)).hasSize(7).contains("2021-Q4").doesNotContain("2020-Q4");
  }

  @Test
  void leavesOutTotalsAndExpectations() {
    Series series =
        read(table("", "Year|Sales", "2021|10", "2022|11", "2023|12", "2024E|15", "Average|11"));
    assertThat(series.values()).containsExactly(10, 11, 12);
    assertThat(series.excluded()).hasSize(2);
  }

  @Test
  void takesQuarterEndDatesForQuarters() {
    Series series =
        read(
            table(
                "",
                "Date|Sales",
                "31 Mar 2020|1",
                "30 Jun 2020|2",
                "30 Sep 2020|3",
                "31 Dec 2020|4"));
    assertThat(series.frequency()).isEqualTo(Frequency.QUARTERLY);
    assertThat(periods(series)).containsExactly("2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4");
  }

  @Test
  void takesTheUnitFromTheHeader() {
    Series series = read(table("", "Year|Sales (USD m)", "2021|10", "2022|11", "2023|12"));
    assertThat(series.name()).isEqualTo("Sales");
    assertThat(series.unit()).isEqualTo("USD m");
  }

  @Test
  void keepsAGapAndCountsIt() {
    Reading reading =
        TableReader.read(
            table("", "Year|Sales", "2017|9", "2018|10", "2020|11", "2021|12", "2022|13"), "");
    assertThat(reading)
        .isInstanceOfSatisfying(Reading.Found.class, f -> assertThat(f.gaps()).isEqualTo(1));
  }

  @Test
  void numbersPeriodsFiveYearsApart() {
    Series series = read(table("", "Year|Sales", "2000|1", "2005|2", "2010|3", "2015|4"));
    assertThat(series.frequency()).isEqualTo(Frequency.OTHER);
    assertThat(periods(series)).containsExactly("1", "2", "3", "4");
  }

  @Test
  void saysThatThereIsNoTimeAxis() {
    Reading reading = TableReader.read(table("", "Region|Sales", "North|1", "South|2"), "");
    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Absent.class,
            absent -> assertThat(absent.message()).contains("no time axis").contains("North"));
  }

  @Property(tries = 300)
  void anyTableIsReadWithoutFailing(
      @ForAll @Size(min = 1, max = 6) List<@StringLength(max = 12) String> texts,
      @ForAll @Size(max = 8) List<Double> numbers) {
    List<List<Cell>> rows =
        numbers.stream()
            .map(number -> texts.stream().map(text -> new Cell(text, number, 0.5)).toList())
            .toList();
    Table table = new Table("", "", texts, rows, new Box(0, 0, 1, 1));
    assertThat(TableReader.read(table, "")).isNotNull();
  }
}
