package io.consilium.distribution.evaluation.pages;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.data.Series.Frequency;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Where the numbers on pages come from: real series of a data directory ({@code classic_series},
 * {@code m3}), or, where there is none, simulated ones. Immutable.
 */
public final class SeriesLibrary {
  private final List<SourceSeries> real;

  private SeriesLibrary(List<SourceSeries> real) {
    this.real = List.copyOf(real);
  }

  /** Simulated series only. */
  public static SeriesLibrary simulated() {
    return new SeriesLibrary(List.of());
  }

  /** The real series under a data directory; simulated ones if it holds none. */
  public static SeriesLibrary of(Path data) throws IOException {
    List<SourceSeries> found = new ArrayList<>();
    for (String set : List.of("classic_series", "m3")) {
      Path file = data.resolve(set).resolve("series.jsonl");
      if (Files.isRegularFile(file)) {
        for (String line : Files.readAllLines(file)) {
          read(set, Json.tree(line.getBytes(StandardCharsets.UTF_8))).ifPresent(found::add);
        }
      }
    }
    return new SeriesLibrary(found);
  }

  /** Whether the numbers are real. */
  public boolean isReal() {
    return !real.isEmpty();
  }

  /** A series of the wanted frequency with at least so many values. */
  SourceSeries pick(Frequency frequency, int length, Random random) {
    List<SourceSeries> fitting =
        real.stream()
            .filter(series -> series.frequency() == frequency && series.values().length >= length)
            .toList();
    return fitting.isEmpty()
        ? SimulatedSeries.draw(frequency, length, random)
        : fitting.get(random.nextInt(fitting.size()));
  }

  private static Optional<SourceSeries> read(String set, JsonNode node) {
    double start = node.get("start").asDouble();
    int season = node.get("m").asInt();
    boolean calendar = start > 1800 && (season == 1 || season == 4 || season == 12);
    // The two series that example pages are made of must not be among those that are measured.
    String id = node.get("id").asText();
    if (!calendar || id.equals("JohnsonJohnson") || id.equals("UKgas")) {
      return Optional.empty();
    }
    List<Double> values = new ArrayList<>();
    node.get("train").forEach(value -> values.add(value.asDouble()));
    node.get("test").forEach(value -> values.add(value.asDouble()));
    double[] numbers = values.stream().mapToDouble(Double::doubleValue).toArray();
    boolean flat = values.stream().distinct().count() < 4;
    boolean positive = values.stream().allMatch(value -> value > 0);
    if (flat || !positive) {
      return Optional.empty();
    }
    return Optional.of(
        new SourceSeries(
            set + "/" + id,
            frequency(season),
            part(set, node.get("start").asText(), season),
            numbers));
  }

  private static Frequency frequency(int season) {
    return switch (season) {
      case 4 -> Frequency.QUARTERLY;
      case 12 -> Frequency.MONTHLY;
      default -> Frequency.YEARLY;
    };
  }

  /** M3 writes 1990.10 for October; the classic set writes 1991.5 for July. */
  private static int part(String set, String start, int season) {
    int point = start.indexOf('.');
    if (season == 1 || point < 0) {
      return 1;
    }
    int part =
        set.equals("m3")
            ? Integer.parseInt(start.substring(point + 1))
            : 1 + (int) Math.round(Double.parseDouble("0" + start.substring(point)) * season);
    return Math.max(1, Math.min(season, part));
  }
}
