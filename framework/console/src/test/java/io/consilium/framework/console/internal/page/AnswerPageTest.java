package io.consilium.framework.console.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Report;
import io.consilium.api.data.Sentiment;
import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Observation;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.HaltReason;
import io.consilium.framework.engine.TaskOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerPageTest {
  private static final String HOSTILE =
      "<script>alert(1)</script>\"><img src=x onerror=alert(2)>' javascript:alert(3) &amp; \u202egpj.exe\u0000";

  @Test
  void tellsHowTheTaskEnded() {
    assertThat(page(Outcomes.answered()))
        .contains("Answered and verified")
        .contains("class=\"head answered\"");
    assertThat(page(Outcomes.bestEffort()))
        .contains("Best effort, not verified")
        .contains("table and chart differ for 1979-Q2");
    assertThat(page(Outcomes.refused("The page is blank.", "blank.png")))
        .contains("Refused")
        .contains("The page is blank.");
  }

  @Test
  void anAnswerThatIsOnlyConfidentIsNotCalledVerified() {
    TaskOutcome base = Outcomes.answered();
    Answer confident = new Answer.Answered(HaltReason.CONFIDENT, base.answer().outputs());
    TaskOutcome outcome =
        new TaskOutcome(confident, base.carry(), base.halt(), base.entries(), base.millis());
    assertThat(page(outcome)).doesNotContain("Answered and verified");
  }

  @Test
  void showsForecastTableSentimentVerdictsHaltingTraceCodeAndProof() {
    assertThat(page(Outcomes.answered()))
        .contains("1981-Q4", "13.24", "holt-winters", "seasonal-naive")
        .contains("Full year", "58.50")
        .contains("<mark class=\"positive\" title=\"weighs 0.6\">rose by 12.8 %</mark>")
        .contains("6 totals equal the sum of their parts.")
        .contains("step cap", "deadline", "2.4 s", "120.0 s")
        .contains("Read the page&#39;s text, table and chart into figures", "declined (absent)")
        .contains("io.consilium.expert.vision", "c2sp.org/tlog-proof@v1")
        .contains("./consilium audit check-proof FILE")
        .contains("Left out: ", "1981 YTD");
  }

  @Test
  void everyFigureOfTheReportSaysWhereItIsFrom() {
    assertThat(page(Outcomes.answered()))
        .contains("<data value=\"18.31\" title=\"from forecast:1981-Q1:mean\">18.31</data>")
        .contains("<data value=\"0.162\" title=\"from change:1979-Q4:1980-Q4\">16.2 %</data>");
  }

  @Test
  void citationsLeadToTheirQuotations() {
    assertThat(page(Outcomes.digest()))
        .contains("<a href=\"#source-1-2\" class=\"cite\">[2]</a>")
        .contains("<li id=\"source-1-2\">")
        .contains("<q>The company cut its forecast for the full year.</q>")
        .contains("northfield-foods.txt")
        .contains("plain &lt;b&gt;text&lt;/b&gt;");
  }

  @Test
  void loadsNothingAndRunsNothing() {
    String page = page(Outcomes.answered());
    assertThat(page).contains("default-src &#39;none&#39;".replace("&#39;", "'"));
    assertThat(page).doesNotContain("http://").doesNotContain("https://").doesNotContain("<script");
    assertThat(page.replaceAll("data:image/png;base64,", "")).doesNotContain("src=");
  }

  @Test
  void hostileTextStaysText() {
    Map<String, List<Artifact>> outputs = new LinkedHashMap<>();
    Outcomes.put(outputs, HOSTILE, hostileReport());
    Outcomes.put(outputs, "forecast", hostileForecast());
    Outcomes.put(
        outputs,
        "sentiment",
        new Sentiment(
            Sentiment.Label.NEUTRAL,
            0,
            List.of(
                new Sentiment.Sentence(
                    HOSTILE,
                    Sentiment.Label.NEUTRAL,
                    0,
                    0.5,
                    List.of(new Sentiment.Driver("<script>", 0.2))))));
    TaskOutcome base = Outcomes.refused(HOSTILE, HOSTILE);
    for (Answer answer :
        List.of(
            new Answer.BestEffort(HaltReason.DEADLINE, outputs, List.of(HOSTILE)),
            new Answer.Refused(HaltReason.NO_PLAN, HOSTILE))) {
      TaskOutcome outcome = new TaskOutcome(answer, base.carry(), base.halt(), base.entries(), 10);
      String page = AnswerPage.render(outcome, Optional.of(Outcomes.PROOF), HOSTILE);
      assertThat(page)
          .doesNotContain("<script")
          .doesNotContain("<img")
          .doesNotContain("\u202e")
          .doesNotContain("\u0000");
      assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }
  }

  private static Report hostileReport() {
    return new Report(
        HOSTILE,
        List.of(new Report.Section(HOSTILE, List.of(HOSTILE + " 12 [1]"))),
        List.of(new Report.Figure("12", 12, HOSTILE)),
        List.of(new Report.Citation("[1]", HOSTILE, HOSTILE)));
  }

  private static Forecast hostileForecast() {
    Series series =
        new Series(
            HOSTILE,
            HOSTILE,
            Series.Frequency.OTHER,
            List.of(new Observation(HOSTILE, 1), new Observation("2", -3e300)),
            List.of(new Series.Excluded(HOSTILE, null, HOSTILE)));
    return new Forecast(
        series, HOSTILE, List.of(new Forecast.ForecastPoint(HOSTILE, 1, 1, 1, 1, 1)), List.of());
  }

  @Test
  void oddSeriesStillMakeAPage() {
    for (double[] values :
        new double[][] {{}, {0}, {5, 5, 5}, {-1, -2}, {1e-12, 2e-12}, {1e300, -1e300}}) {
      List<Observation> all = new java.util.ArrayList<>();
      for (double value : values) {
        all.add(new Observation(String.valueOf(all.size() + 1), value));
      }
      Series series = new Series("odd", "", Series.Frequency.OTHER, all, List.of());
      Map<String, List<Artifact>> outputs = new LinkedHashMap<>();
      Outcomes.put(outputs, "forecast", new Forecast(series, "none", List.of(), List.of()));
      Outcomes.put(outputs, "series", series);
      TaskOutcome base = Outcomes.answered();
      Answer answer = new Answer.Answered(HaltReason.VERIFIED, outputs);
      String page = page(new TaskOutcome(answer, base.carry(), base.halt(), base.entries(), 1));
      assertThat(page).doesNotContain("NaN").doesNotContain("Infinity");
    }
  }

  @Test
  void aTaskWithoutRecordsOrProofStillMakesAPage() {
    TaskOutcome base = Outcomes.refused("No room.", "x.png");
    TaskOutcome bare = new TaskOutcome(base.answer(), base.carry(), base.halt(), List.of(), 0);
    assertThat(AnswerPage.render(bare, Optional.empty(), "report-forecast"))
        .contains("No inclusion proof was at hand");
  }

  @Test
  void samplesAreKeptToBeLookedAt() throws Exception {
    Path directory = Files.createDirectories(Path.of("target", "pages"));
    Files.writeString(directory.resolve("answered.html"), page(Outcomes.answered()));
    Files.writeString(directory.resolve("best-effort.html"), page(Outcomes.bestEffort()));
    Files.writeString(
        directory.resolve("refused.html"),
        page(
            Outcomes.refused(
                "The page shows no figures (0 tables, 0 charts). Maybe give a page with a table or a chart.",
                "holiday.jpg")));
    Files.writeString(directory.resolve("digest.html"), page(Outcomes.digest()));
    assertThat(directory.resolve("digest.html")).isNotEmptyFile();
  }

  private static String page(TaskOutcome outcome) {
    return AnswerPage.render(
        outcome, Optional.of(Outcomes.PROOF), outcome.carry().task().pipeline());
  }
}
