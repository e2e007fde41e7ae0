package io.consilium.distribution.evaluation.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.consilium.api.data.Series.Frequency;
import io.consilium.distribution.evaluation.DataSets;
import io.consilium.distribution.evaluation.measure.Naive2;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompetitionTest {
  private static final Answers NO_FORECAST = new Answers(JsonNodeFactory.instance.objectNode());

  @Test
  void naive2RepeatsTheLastValueWithoutASeason() {
    assertThat(Naive2.forecast(new double[] {1, 2, 4}, 1, 3)).containsExactly(4, 4, 4);
  }

  @Test
  void naive2FollowsAClearSeason() {
    double[] past = new double[32];
    java.util.Arrays.setAll(past, t -> 100 * (t % 4 == 0 ? 2 : 1));
    double[] ahead = Naive2.forecast(past, 4, 4);
    assertThat(ahead[0] / ahead[1]).isCloseTo(2, offset(0.02));
  }

  @Test
  void naive2ComesCloseToThePublishedFiguresOnM3() throws IOException {
    List<ForecastScore> scores = scores(DataSets.need("m3").resolve("series.jsonl"), "m3");
    // The competition's own Naive2 tested for seasons in a slightly different way than the M4's.
    assertThat(mean(scores, true)).isCloseTo(14.69, offset(0.02));
    assertThat(mean(scores, false)).isCloseTo(1.980, offset(0.01));
  }

  @Test
  void naive2EqualsThePublishedFiguresOnM4() throws IOException {
    Path directory = DataSets.need("m4");
    List<ForecastScore> weekly = scores(directory.resolve("weekly.jsonl"), "m4");
    assertThat(mean(weekly, true)).isCloseTo(9.67, offset(0.006));
    assertThat(mean(weekly, false)).isCloseTo(2.479, offset(0.0006));
    List<ForecastScore> hourly = scores(directory.resolve("hourly.jsonl"), "m4");
    assertThat(mean(hourly, true)).isCloseTo(19.006, offset(0.0006));
    assertThat(mean(hourly, false)).isCloseTo(2.565, offset(0.0006));
  }

  @Test
  void periodsOfASeriesFollowOneAnother() {
    CompetitionSeries weekly =
        new CompetitionSeries("w", "m4.weekly", Frequency.WEEKLY, 1, new double[60], new double[2]);
    assertThat(weekly.past().observations().get(0).period()).isEqualTo("1900-W01");
    assertThat(weekly.past().observations().get(52).period()).isEqualTo("1901-W01");
    CompetitionSeries hourly =
        new CompetitionSeries(
            "h", "m4.hourly", Frequency.HOURLY, 24, new double[30], new double[2]);
    assertThat(hourly.past().observations().get(24).period()).isEqualTo("2000-01-02T00");
  }

  private static List<ForecastScore> scores(Path file, String set) throws IOException {
    return CompetitionSeries.read(file, set).stream()
        .map(series -> ForecastScore.of(series, NO_FORECAST))
        .flatMap(Optional::stream)
        .toList();
  }

  private static double mean(List<ForecastScore> scores, boolean smape) {
    return scores.stream()
        .mapToDouble(score -> smape ? score.naiveSmape() : score.naiveMase())
        .average()
        .orElseThrow();
  }
}
