package io.consilium.verifier.summary.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Forecast.ForecastPoint;
import io.consilium.api.data.Forecast.MethodScore;
import io.consilium.api.data.Report;
import io.consilium.api.data.Report.Citation;
import io.consilium.api.data.Report.Figure;
import io.consilium.api.data.Report.Section;
import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Excluded;
import io.consilium.api.data.Series.Frequency;
import io.consilium.api.data.Series.Observation;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.tck.TestContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummarySupportedTest {
  private final TestContext context = TestContext.create();

  private static Forecast forecast() {
    Series history =
        new Series(
            "Sales",
            "USD million",
            Frequency.QUARTERLY,
            List.of(
                new Observation("2023-Q3", 100),
                new Observation("2023-Q4", 110),
                new Observation("2024-Q1", 1234.5)),
            List.of(new Excluded("2024 YTD", 77.0, "partial")));
    return new Forecast(
        history,
        "theta",
        List.of(new ForecastPoint("2024-Q2", 120.26, 110, 130, 105, 136)),
        List.of(
            new MethodScore("theta", 0.714, 4.2, 8, false),
            new MethodScore("naive", 1.02, 5, 8, true)));
  }

  private static Report report(String paragraph, Figure... figures) {
    Section section = new Section("Outlook", List.of(paragraph));
    return new Report("Report", List.of(section), List.of(figures), List.of());
  }

  private Verdict verify(Report report, Object... more) throws Exception {
    Map<String, List<Artifact>> inputs = new LinkedHashMap<>();
    inputs.put("report", List.of(context.artifacts().of(report)));
    for (Object one : more) {
      if (one instanceof String) {
        inputs.put("documents", Arrays.stream(more).map(o -> text((String) o)).toList());
      } else {
        inputs.put("forecast", List.of(context.artifacts().of(one)));
      }
    }
    return new SummarySupported().verify(new Claim("s", inputs, Settings.EMPTY), context);
  }

  private Artifact text(String text) {
    return context.artifacts().of(MediaType.TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> codes(Report report, Object... more) throws Exception {
    return verify(report, more).findings().stream().map(Finding::code).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          100        | 100     | history:2023-Q3
          1,234.5    | 1234.5  | history:2024-Q1
          1,235      | 1234.5  | history:2024-Q1
          10.0 %     | 10      | change:2023-Q3:2023-Q4
          120.3      | 120.26  | forecast:2024-Q2:mean
          110        | 110     | forecast:2024-Q2:lower80
          136        | 136     | forecast:2024-Q2:upper95
          0.71       | 0.714   | score:theta:mase
          8          | 8       | score:theta:origins
          3          | 3       | count:history
          1          | 1       | horizon
          77         | 77      | excluded:2024 YTD
          1,234.5    | 1234.5  | max:history
          100        | 100     | min:history
          95 %       | 95      | interval:95
          2024-Q1    | 2024    | period
          """)
  void derivesEveryKindOfFigure(String text, double value, String source) throws Exception {
    Report report = report("It is " + text + " here.", new Figure(text, value, source));
    assertThat(verify(report, forecast())).as(source).isInstanceOf(Verdict.Accepted.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          101        | 101     | history:2023-Q3          | wrong-figure
          100        | 100     | history:2022-Q3          | unknown-source
          9.0 %      | 9       | change:2023-Q3:2023-Q4   | wrong-figure
          120.4      | 120.26  | forecast:2024-Q2:mean    | wrong-figure
          0.72       | 0.714   | score:theta:mase         | wrong-figure
          100        | 100     | nowhere                  | unknown-source
          -100       | 100     | history:2023-Q3          | wrong-sign
          2031       | 2031    | period                   | unknown-period
          """)
  void rejectsAFigureThatDoesNotFollow(String text, double value, String source, String code)
      throws Exception {
    Report report = report("It is " + text + " here.", new Figure(text, value, source));
    assertThat(verify(report, forecast())).isInstanceOf(Verdict.Rejected.class);
    assertThat(codes(report, forecast())).contains(code);
  }

  @Test
  void rejectsANumberWithoutASource() throws Exception {
    Report report =
        report(
            "Sales were 100, later 110 and once 999.",
            new Figure("100", 100, "history:2023-Q3"),
            new Figure("110", 110, "history:2023-Q4"));
    Verdict verdict = verify(report, forecast());
    assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
    assertThat(verdict.findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("999", "Outlook"));
  }

  @Test
  void doesNotTakeAPartOfANumberForTheFigure() throws Exception {
    Report report = report("It was 1100.", new Figure("100", 100, "history:2023-Q3"));
    assertThat(codes(report, forecast())).contains("no-source");
  }

  @Test
  void knowsThePeriodsOfTheData() throws Exception {
    assertThat(verify(report("In 2024-Q1 all went well."), forecast()))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void holdsQuotationsToTheDocuments() throws Exception {
    List<Section> sections =
        List.of(new Section("Digest", List.of("“Sales rose 5 %.” [1] Others agree [2].")));
    Report right =
        new Report(
            "Digest",
            sections,
            List.of(new Figure("5", 5, "page:quote")),
            List.of(
                new Citation("[1]", "a.txt", "Sales rose 5 %."),
                new Citation("[2]", "b.txt", "All is well.")));
    String[] documents = {"News. Sales rose\n5 %. More.", "All is well."};
    assertThat(verify(right, (Object[]) documents)).isInstanceOf(Verdict.Accepted.class);
    assertThat(codes(right, "Sales fell 5 %.", "All is well.")).contains("not-verbatim");
    Report stray =
        new Report("Digest", sections, right.figures(), List.of(right.citations().get(0)));
    assertThat(codes(stray, (Object[]) documents)).contains("stray-mark");
  }

  @Test
  void countsDocuments() throws Exception {
    Report report = report("2 documents.", new Figure("2", 2, "count:documents"));
    assertThat(verify(report, "a", "b")).isInstanceOf(Verdict.Accepted.class);
    assertThat(verify(report, "a")).isInstanceOf(Verdict.Rejected.class);
  }

  @Test
  void isUndecidedWithoutAReport() throws Exception {
    Claim claim = new Claim("s", Map.of(), Settings.EMPTY);
    assertThat(new SummarySupported().verify(claim, context)).isInstanceOf(Verdict.Undecided.class);
  }

  @Property(tries = 300)
  void anyValueRoundedIsRecognised(
      @ForAll @DoubleRange(min = -1e9, max = 1e9) double value,
      @ForAll @IntRange(min = 0, max = 4) int decimals) {
    String text = String.format(java.util.Locale.ROOT, "%,." + decimals + "f", value);
    assertThat(Numeral.first(text).orElseThrow().writes(value, text)).isTrue();
  }

  @Property(tries = 300)
  void anyTextGivesAVerdict(@ForAll @StringLength(max = 200) String text) throws Exception {
    assertThat(verify(report(text, new Figure(text, 1, text)), forecast())).isNotNull();
  }
}
