package io.consilium.verifier.figures.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Box;
import io.consilium.api.data.Chart;
import io.consilium.api.data.Chart.PlottedPoint;
import io.consilium.api.data.Chart.PlottedSeries;
import io.consilium.api.data.Page;
import io.consilium.api.data.Page.Block;
import io.consilium.api.data.Page.BlockKind;
import io.consilium.api.data.Page.Line;
import io.consilium.api.data.Page.Word;
import io.consilium.api.data.Reconciliation;
import io.consilium.api.data.Reconciliation.Adjustment;
import io.consilium.api.data.Table;
import io.consilium.api.data.Table.Cell;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.Verifier;
import io.consilium.tck.TestContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private static final Box BOX = new Box(0, 0, 1, 1);
  private final TestContext context = TestContext.create();

  private static Table table(String... lines) {
    List<List<String>> cells =
        Arrays.stream(lines)
            .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
            .toList();
    List<List<Cell>> rows =
        cells.stream().skip(1).map(row -> row.stream().map(FiguresTest::cell).toList()).toList();
    return new Table("", "", cells.get(0), rows, BOX);
  }

  private static Cell cell(String text) {
    String digits = text.replace(",", "");
    boolean number = digits.matches("-?\\d+(\\.\\d+)?");
    return new Cell(text, number ? Double.valueOf(digits) : null, 0.9);
  }

  private static Chart chart(int from, double... values) {
    List<PlottedPoint> points = new ArrayList<>();
    for (double value : values) {
      points.add(new PlottedPoint(String.valueOf(from + points.size()), value, 0.9, false));
    }
    return new Chart(Chart.Kind.BAR, "", "", List.of(new PlottedSeries("Revenue", points)), BOX);
  }

  private static Page page(String text) {
    List<Word> words =
        Arrays.stream(text.split(" ")).map(word -> new Word(word, BOX, 0.9)).toList();
    Block block = new Block(BlockKind.PARAGRAPH, BOX, List.of(new Line(BOX, words)));
    return new Page(1, 1, 0, 0.9, List.of(block));
  }

  private Verdict verify(Verifier verifier, Object... inputs) throws Exception {
    Map<String, List<Artifact>> artifacts = new LinkedHashMap<>();
    for (Object input : inputs) {
      String name = input.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
      artifacts.put(name, List.of(context.artifacts().of(input)));
    }
    return verifier.verify(new Claim("figures", artifacts, Settings.EMPTY), context);
  }

  private static final Table SALES =
      table("Year|Revenue|Profit", "2019|1,204|101", "2020|1,310|95", "2021|1,422|120");

  @Test
  void acceptsTotalsThatAddUp() throws Exception {
    assertThat(
            verify(
                new FiguresAddUp(), table("|2019|2020", "A|1.3|2.4", "B|2.4|3.4", "Total|3.7|5.9")))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void namesTheTotalThatIsOff() throws Exception {
    Verdict verdict =
        verify(
            new FiguresAddUp(),
            table("|2019|2020|2021", "A|13|24|5", "B|24|34|6", "Total|37|85|11"));
    assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
    assertThat(verdict.findings().get(0).message())
        .isEqualTo("\"Total (2020)\" is 85, but its 2 parts add up to 58.");
  }

  @Test
  void isUndecidedWithoutTotals() throws Exception {
    assertThat(verify(new FiguresAddUp(), SALES)).isInstanceOf(Verdict.Undecided.class);
    assertThat(verify(new FiguresAddUp())).isInstanceOf(Verdict.Undecided.class);
  }

  @Test
  void isUndecidedWhereSomethingIsTakenOff() throws Exception {
    assertThat(
            verify(
                new FiguresAddUp(),
                table("Item|Amount", "Gross|100", "Other|20", "Less tax|30", "Total|90")))
        .isInstanceOf(Verdict.Undecided.class);
  }

  @Test
  void acceptsAChartWithinItsPrecision() throws Exception {
    assertThat(verify(new FiguresAgree(), SALES, chart(2019, 1199, 1317, 1415)))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void namesAFigureOnWhichTableAndChartDiffer() throws Exception {
    Verdict verdict = verify(new FiguresAgree(), SALES, chart(2019, 1204, 1810, 1422));
    assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
    assertThat(verdict.findings().get(0).message())
        .isEqualTo("For 2020 the table says 1310, the chart 1810.");
  }

  @Test
  void comparesAMatrixOfYearsByQuartersWithAChart() throws Exception {
    Table matrix =
        table(
            "Year|Q1|Q2|Q3|Q4|Full year",
            "1975|6.93|7.74|7.83|6.12|28.62",
            "1976|7.74|8.91|8.28|6.84|31.77");
    List<PlottedPoint> points = new ArrayList<>();
    double[] drawn = {6.9, 7.8, 7.8, 6.1, 7.7, 8.9, 8.3, 9.9};
    for (int i = 0; i < drawn.length; i++) {
      String label = "Q" + (i % 4 + 1) + " " + (1975 + i / 4);
      points.add(new PlottedPoint(label, drawn[i], 0.9, false));
    }
    Chart chart = new Chart(Chart.Kind.BAR, "", "", List.of(new PlottedSeries("", points)), BOX);
    Verdict verdict = verify(new FiguresAgree(), matrix, chart);
    assertThat(verdict.findings())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("1976-Q4", "6.84", "9.9"));
    assertThat(verify(new FiguresAddUp(), matrix)).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void takesASettledDifferenceAsARemark() throws Exception {
    Reconciliation settled =
        new Reconciliation(
            "x",
            List.of(new Adjustment("2020", Map.of("table", 1310.0, "chart", 1810.0), 1310, true)),
            0.3);
    Verdict verdict = verify(new FiguresAgree(), SALES, chart(2019, 1204, 1810, 1422), settled);
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    assertThat(verdict.findings()).extracting(Finding::code).contains("settled");
  }

  @Test
  void isUndecidedOnOneSourceOrOnOtherMeasures() throws Exception {
    assertThat(verify(new FiguresAgree(), SALES)).isInstanceOf(Verdict.Undecided.class);
    assertThat(verify(new FiguresAgree(), SALES, chart(2019, 7, 55, 31)))
        .isInstanceOf(Verdict.Undecided.class);
  }

  @Test
  void findsTheFiguresOfTheText() throws Exception {
    Page page = page("Revenue rose to $1.42 billion in 2021. We employ 5,214 people.");
    assertThat(verify(new FiguresAgree(), SALES, page)).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void namesAFigureThatTheTextContradicts() throws Exception {
    Page page = page("Revenue rose to 1,492 million in 2021, up 8.5 % from 2020.");
    Verdict verdict = verify(new FiguresAgree(), SALES, page);
    assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
    assertThat(verdict.findings().get(0).message()).contains("2021", "1,492 million", "1422");
  }

  @Test
  void leavesNumbersOfOtherThingsAlone() throws Exception {
    Page page = page("In 2021 the group opened 14 shops and employed 1,500 people.");
    assertThat(verify(new FiguresAgree(), SALES, page)).isInstanceOf(Verdict.Undecided.class);
  }

  @Test
  void bringsPeriodLabelsTogether() {
    assertThat(PeriodKey.of("Q1'20")).contains("2020-Q1");
    assertThat(PeriodKey.of("1Q20")).contains("2020-Q1");
    assertThat(PeriodKey.of("Jan-20")).contains("2020-01");
    assertThat(PeriodKey.of("2020-01")).contains("2020-01");
    assertThat(PeriodKey.of("FY2020")).contains("2020");
    assertThat(PeriodKey.of("2020/21")).contains("2020");
    assertThat(PeriodKey.of("North")).isEmpty();
    assertThat(PeriodKey.of("September 2020")).contains("2020-09");
    assertThat(PeriodKey.of("marked 2020")).isEmpty();
  }

  @Property(tries = 300)
  void anyTextGivesAVerdict(@ForAll @StringLength(max = 300) String text) throws Exception {
    assertThat(verify(new FiguresAgree(), SALES, page(text))).isNotNull();
  }
}
