package io.consilium.verifier.series.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Excluded;
import io.consilium.api.data.Series.Frequency;
import io.consilium.api.data.Series.Observation;
import io.consilium.api.host.Settings;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.tck.TestContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SeriesRegularTest {
  private final TestContext context = TestContext.create();

  private Verdict verify(Series series) throws IOException {
    Claim claim =
        new Claim(
            "regular", Map.of("series", List.of(context.artifacts().of(series))), Settings.EMPTY);
    return new SeriesRegular().verify(claim, context);
  }

  private static Series series(Frequency frequency, Object... periodsAndValues) {
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < periodsAndValues.length; i += 2) {
      observations.add(
          new Observation(
              (String) periodsAndValues[i], ((Number) periodsAndValues[i + 1]).doubleValue()));
    }
    return new Series("Sales", "", frequency, observations, List.of());
  }

  private static Series yearly(double... values) {
    List<Observation> observations = new ArrayList<>();
    for (double value : values) {
      observations.add(new Observation(String.valueOf(2010 + observations.size()), value));
    }
    return new Series("Sales", "", Frequency.YEARLY, observations, List.of());
  }

  @Test
  void acceptsWholePeriodsInOrder() throws IOException {
    assertThat(verify(yearly(1, 2, 3))).isInstanceOf(Verdict.Accepted.class);
    assertThat(verify(series(Frequency.QUARTERLY, "2019-Q4", 1, "2020-Q1", 2, "2020-Q2", 3)))
        .isInstanceOf(Verdict.Accepted.class);
    assertThat(verify(series(Frequency.MONTHLY, "2019-12", 1, "2020-01", 2, "2020-02", 3)))
        .isInstanceOf(Verdict.Accepted.class);
    assertThat(verify(series(Frequency.WEEKLY, "2020-W52", 1, "2020-W53", 2, "2021-W01", 3)))
        .isInstanceOf(Verdict.Accepted.class);
    assertThat(verify(series(Frequency.DAILY, "2020-02-28", 1, "2020-02-29", 2, "2020-03-01", 3)))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void namesAGap() throws IOException {
    Verdict verdict = verify(series(Frequency.YEARLY, "2018", 1, "2019", 2, "2021", 3));
    assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
    assertThat(verdict.findings().get(0).message())
        .isEqualTo("1 missing between (2019) and (2021).");
  }

  @Test
  void namesAPeriodThatIsThereTwiceOrLate() throws IOException {
    assertThat(codes(series(Frequency.YEARLY, "2018", 1, "2018", 2, "2019", 3))).contains("twice");
    assertThat(codes(series(Frequency.YEARLY, "2018", 1, "2019", 2, "2017", 3)))
        .contains("out-of-order");
    assertThat(codes(series(Frequency.YEARLY, "2018", 1, "Q1", 2, "2019", 3)))
        .contains("not-a-period");
  }

  private List<String> codes(Series series) throws IOException {
    return verify(series).findings().stream().map(Finding::code).toList();
  }

  @Test
  void saysWhatWasLeftOut() throws IOException {
    Series whole = yearly(1, 2, 3);
    Series series =
        new Series(
            "Sales",
            "",
            whole.frequency(),
            whole.observations(),
            List.of(new Excluded("2013 YTD", 2.5, "the label says that the period is partial")));
    Verdict verdict = verify(series);
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    assertThat(verdict.findings().get(1).message()).contains("2013 YTD").contains("partial");
  }

  private static Series without(String label, Double value, String reason) {
    Series whole = yearly(10, 12, 13, 14);
    return new Series(
        "Sales",
        "",
        whole.frequency(),
        whole.observations(),
        List.of(new Excluded(label, value, reason)));
  }

  @Test
  void rejectsARowThatWasLostInReading() throws IOException {
    assertThat(codes(without("Z0l4", 14.0, "the label names no period"))).contains("lost");
    assertThat(codes(without("2014", null, "no value could be read"))).contains("lost");
    assertThat(verify(without("2014", null, "no value could be read")))
        .isInstanceOf(Verdict.Rejected.class);
    assertThat(verify(without("Total", 49.0, "a total, not a period")))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void takesAPeriodOfAnotherLengthForMisreadIfItsValueIsLikeTheOthers() throws IOException {
    assertThat(verify(without("2012 Q4", 3.2, "covers a quarter only, the others a year")))
        .isInstanceOf(Verdict.Accepted.class);
    assertThat(verify(without("2012 Q4", 13.0, "covers a quarter only, the others a year")))
        .isInstanceOf(Verdict.Rejected.class);
  }

  @Test
  void rejectsNumberedPeriodsOnlyWhereDatesAreAskedFor() throws IOException {
    Series numbered = series(Frequency.OTHER, "1", 10, "2", 11, "3", 12);
    assertThat(verify(numbered)).isInstanceOf(Verdict.Accepted.class);
    Claim claim =
        new Claim(
            "regular",
            Map.of("series", List.of(context.artifacts().of(numbered))),
            new Settings(Map.of("dated", true)));
    Verdict verdict = new SeriesRegular().verify(claim, context);
    assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
    assertThat(verdict.findings().get(0).code()).isEqualTo("undated");
  }

  @Test
  void flagsALostDecimalPoint() throws IOException {
    Verdict verdict = verify(yearly(10.1, 10.9, 11.2, 119, 12.4, 12.9, 13.1));
    assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
    assertThat(verdict.findings().get(0).message()).contains("2013").contains("119");
  }

  @Test
  void toleratesGrowthAndSeasons() throws IOException {
    assertThat(verify(yearly(1, 2, 4, 8, 16, 32, 64, 128))).isInstanceOf(Verdict.Accepted.class);
    assertThat(verify(yearly(10, 30, 12, 28, 11, 33, 9, 31))).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void remarksALastYearThatFellAsNoneBefore() throws IOException {
    assertThat(codes(yearly(100, 104, 109, 113, 118, 80))).contains("maybe-partial");
  }

  @Test
  void isUndecidedOnTwoValues() throws IOException {
    assertThat(verify(yearly(1, 2))).isInstanceOf(Verdict.Undecided.class);
  }

  @Property(tries = 300)
  void anyPeriodsGiveAVerdict(
      @ForAll Frequency frequency, @ForAll List<@StringLength(max = 12) String> periods)
      throws IOException {
    List<Observation> observations =
        periods.stream().map(period -> new Observation(period, 1)).toList();
    assertThat(verify(new Series("", "", frequency, observations, List.of()))).isNotNull();
  }
}
