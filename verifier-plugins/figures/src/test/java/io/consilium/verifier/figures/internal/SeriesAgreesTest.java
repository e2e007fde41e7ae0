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
import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Excluded;
import io.consilium.api.data.Series.Frequency;
import io.consilium.api.data.Series.Observation;
import io.consilium.api.data.Table;
import io.consilium.api.data.Table.Cell;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.tck.TestContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesAgreesTest {
  private static final Box BOX = new Box(0, 0, 1, 1);
  private static final Settings CONFIRMED = new Settings(Map.of("confirmed", 1));
  private final TestContext context = TestContext.create();

  private static Series yearly(double... values) {
    List<Observation> all = new ArrayList<>();
    for (double value : values) {
      all.add(new Observation(String.valueOf(2018 + all.size()), value));
    }
    return new Series("Gross profit", "", Frequency.YEARLY, all, List.of());
  }

  private static Series quarterly(double... values) {
    List<Observation> all = new ArrayList<>();
    for (double value : values) {
      int i = all.size();
      all.add(new Observation((2018 + i / 4) + "-Q" + (i % 4 + 1), value));
    }
    return new Series("Gross profit", "", Frequency.QUARTERLY, all, List.of());
  }

  private static Chart chart(double... values) {
    List<PlottedPoint> points = new ArrayList<>();
    for (double value : values) {
      points.add(new PlottedPoint(String.valueOf(2018 + points.size()), value, 0.9, false));
    }
    return new Chart(Chart.Kind.BAR, "", "", List.of(new PlottedSeries("", points)), BOX);
  }

  private static Table table(double... values) {
    List<List<Cell>> rows = new ArrayList<>();
    for (double value : values) {
      String year = String.valueOf(2018 + rows.size());
      rows.add(List.of(new Cell(year, null, 1), new Cell(String.valueOf(value), value, 1)));
    }
    return new Table("", "", List.of("Year", "Gross profit"), rows, BOX);
  }

  private static Page page(String text) {
    List<Word> words =
        Arrays.stream(text.split(" ")).map(word -> new Word(word, BOX, 0.9)).toList();
    return new Page(
        1, 1, 0, 0.9, List.of(new Block(BlockKind.PARAGRAPH, BOX, List.of(new Line(BOX, words)))));
  }

  private Verdict verify(Object... inputs) throws Exception {
    Map<String, List<Artifact>> artifacts = new LinkedHashMap<>();
    for (Object input : inputs) {
      String name = input.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      artifacts.put(name, List.of(context.artifacts().of(input)));
    }
    return new FiguresAgree().verify(new Claim("figures", artifacts, CONFIRMED), context);
  }

  private List<String> codes(Object... inputs) throws Exception {
    return verify(inputs).findings().stream().map(Finding::code).toList();
  }

  @Test
  void noSourceConfirmsASeriesTakenFromIt() throws Exception {
    assertThat(codes(yearly(44.1, 45.2, 46.3), chart(44.1, 45.2, 46.3)))
        .containsExactly("unconfirmed");
    assertThat(verify(yearly(44.1, 45.2, 46.3), chart(44.1, 45.2, 46.3)))
        .isInstanceOf(Verdict.Rejected.class);
  }

  @Test
  void aChartWithPrintedValuesConfirmsATableOfTheSame() throws Exception {
    assertThat(verify(yearly(44.1, 45.2, 46.3), table(44.1, 45.2, 46.3), chart(44.1, 45.2, 46.3)))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void theTextConfirmsAChartWithinItsPrecision() throws Exception {
    assertThat(
            verify(
                yearly(44.1, 45.2, 46.3),
                chart(44.1, 45.2, 46.3),
                page("Gross profit reached 46.7 USD million in 2020.")))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void theTextConfirmsOnlyForTheSamePeriod() throws Exception {
    String text = "Gross profit came to 12.4 USD million in the third quarter of 2018.";
    assertThat(verify(quarterly(11, 12, 12.4, 13), page(text)))
        .isInstanceOf(Verdict.Accepted.class);
    assertThat(codes(quarterly(11, 12.4, 12.9, 13), page(text))).contains("unconfirmed");
  }

  @Test
  void namesAPeriodThatOnlyTheTextGives() throws Exception {
    String text = "Gross profit reached 13.1 USD million in the first quarter of 2019.";
    assertThat(codes(quarterly(11, 12, 12.4, 13), page(text))).contains("period-missing");
    assertThat(codes(quarterly(11, 12, 12.4, 13), page(text.replace("reached", "is expected at"))))
        .doesNotContain("period-missing");
  }

  @Test
  void namesAPeriodThatOnlyTheChartShows() throws Exception {
    Verdict verdict = verify(yearly(44, 45, 46), table(44, 45, 46), chart(44.1, 45.2, 46.2, 47));
    assertThat(verdict.findings().get(0).message())
        .isEqualTo(
            "The chart shows 2021 (47), the series lacks it. Maybe a row, column or mark was not"
                + " read.");
  }

  @Test
  void doesNotMissWhatWasLeftOut() throws Exception {
    Series whole = yearly(44, 45, 46);
    Series series =
        new Series(
            whole.name(),
            "",
            whole.frequency(),
            whole.observations(),
            List.of(new Excluded("2021 (YTD)", 11.0, "the label says that it is partial")));
    assertThat(verify(series, table(44, 45, 46), chart(44.1, 45.2, 46.2, 11)))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void namesAPartialPeriodTakenForAWholeOne() throws Exception {
    String text = "Gross profit was 45 in 2019. The figure marked 2020 YTD covers a part only.";
    assertThat(codes(yearly(44, 45, 20), page(text))).contains("partial");
    assertThat(codes(quarterly(44, 45, 20), page("The figure marked Q3 '18 (YTD) is partial.")))
        .contains("partial");
  }

  @Test
  void namesAFigureOfTheTableThatLostItsPoint() throws Exception {
    List<List<Cell>> rows = new ArrayList<>();
    for (String text : List.of("55.4", "49.2", "446", "51.6")) {
      String year = String.valueOf(2018 + rows.size());
      rows.add(List.of(new Cell(year, null, 1), new Cell(text, Double.valueOf(text), 1)));
    }
    Table table = new Table("", "", List.of("Year", "Gross profit"), rows, BOX);
    assertThat(codes(yearly(55.4, 49.2, 446, 51.6), table)).contains("point-lost");
    assertThat(codes(yearly(55.4, 49.2, 44.6, 51.6), table(55.4, 49.2, 44.6, 51.6)))
        .doesNotContain("point-lost");
  }

  @Test
  void aMarkBelongsToItsOwnLineInAChart() throws Exception {
    List<Line> lines =
        List.of(
            new Line(BOX, List.of(new Word("2020", BOX, 0.9))),
            new Line(BOX, List.of(new Word("(YTD)", BOX, 0.9))));
    Page page = new Page(1, 1, 0, 0.9, List.of(new Block(BlockKind.CHART, BOX, lines)));
    assertThat(codes(yearly(44, 45, 46), page)).doesNotContain("partial");
  }

  @Test
  void aYearFarOffIsAMisreadLabelOfTheChart() throws Exception {
    List<PlottedPoint> points =
        List.of(
            new PlottedPoint("2018", 44, 0.9, false),
            new PlottedPoint("2019", 45, 0.9, false),
            new PlottedPoint("1920", 46, 0.9, false));
    Chart chart = new Chart(Chart.Kind.BAR, "", "", List.of(new PlottedSeries("", points)), BOX);
    assertThat(codes(yearly(44.1, 45.1, 46.1), chart)).containsExactly("agree");
  }

  @Test
  void namesALostDecimalPoint() throws Exception {
    Verdict verdict =
        verify(yearly(441, 452, 463), page("Gross profit reached 46.3 USD million in 2020."));
    assertThat(verdict.findings().get(0).code()).isEqualTo("text-differs");
    assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
  }
}
