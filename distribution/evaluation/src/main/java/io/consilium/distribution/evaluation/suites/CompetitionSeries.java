package io.consilium.distribution.evaluation.suites;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Frequency;
import io.consilium.api.data.Series.Observation;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A series of a forecasting competition.
 *
 * @param group set and frequency, such as {@code m3.yearly}
 * @param season that the competition scales errors by
 */
record CompetitionSeries(
    String id, String group, Frequency frequency, int season, double[] train, double[] test) {

  static List<CompetitionSeries> read(Path file, String set) throws IOException {
    List<CompetitionSeries> all = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode node = Json.tree(line.getBytes(StandardCharsets.UTF_8));
      String period = node.get("period").asText().toLowerCase(Locale.ROOT);
      all.add(
          new CompetitionSeries(
              node.get("id").asText(),
              set + "." + period,
              frequency(period),
              node.get("m").asInt(),
              numbers(node.get("train")),
              numbers(node.get("test"))));
    }
    return all;
  }

  private static Frequency frequency(String period) {
    return switch (period) {
      case "yearly" -> Frequency.YEARLY;
      case "quarterly" -> Frequency.QUARTERLY;
      case "monthly" -> Frequency.MONTHLY;
      case "weekly" -> Frequency.WEEKLY;
      case "hourly" -> Frequency.HOURLY;
      default -> Frequency.OTHER;
    };
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).asDouble();
    }
    return numbers;
  }

  /** The known part as a host takes it; dates are made up, since no method here looks at them. */
  Series past() {
    List<Observation> observations = new ArrayList<>();
    for (int t = 0; t < train.length; t++) {
      observations.add(new Observation(period(t), train[t]));
    }
    return new Series(id, "", frequency, observations, List.of());
  }

  private String period(int t) {
    return switch (frequency) {
      case YEARLY -> String.valueOf(1900 + t);
      case QUARTERLY -> (1900 + t / 4) + "-Q" + (1 + t % 4);
      case MONTHLY -> String.format(Locale.ROOT, "%d-%02d", 1900 + t / 12, 1 + t % 12);
      case WEEKLY -> week(LocalDate.of(1900, 1, 1).plusWeeks(t));
      case HOURLY ->
          LocalDateTime.of(2000, 1, 1, 0, 0)
              .plusHours(t)
              .format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH", Locale.ROOT));
      default -> String.valueOf(t + 1);
    };
  }

  private static String week(LocalDate day) {
    return String.format(
        Locale.ROOT,
        "%d-W%02d",
        day.get(IsoFields.WEEK_BASED_YEAR),
        day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }
}
