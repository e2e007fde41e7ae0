package io.consilium.verifier.summary.internal;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Forecast.ForecastPoint;
import io.consilium.api.data.Forecast.MethodScore;
import io.consilium.api.data.Sentiment;
import io.consilium.api.data.Sentiment.Label;
import io.consilium.api.data.Series.Excluded;
import io.consilium.api.data.Series.Observation;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** Computes again what a figure claims to be, from the data and its source's name alone. */
record Derivation(Sources sources) {

  /** The value that the source gives; empty if there is no such source. */
  OptionalDouble of(String source) {
    int colon = source.indexOf(':');
    String kind = colon < 0 ? source : source.substring(0, colon);
    String rest = colon < 0 ? "" : source.substring(colon + 1);
    return switch (kind) {
      case "history" -> history(rest);
      case "change" -> change(rest);
      case "forecast" -> forecast(rest);
      case "score" -> score(rest);
      case "count" -> count(rest);
      case "horizon" -> number(sources.forecast().map(f -> (double) f.points().size()));
      case "excluded" -> excluded(rest);
      case "sentiment" -> sentiment(rest);
      case "max" -> rest.equals("history") ? values().max() : OptionalDouble.empty();
      case "min" -> rest.equals("history") ? values().min() : OptionalDouble.empty();
      case "interval" -> interval(rest);
      case "table" -> cell(rest);
      default -> OptionalDouble.empty();
    };
  }

  private static OptionalDouble number(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  private DoubleStream values() {
    return sources
        .forecast()
        .map(f -> Arrays.stream(f.history().values()))
        .orElse(DoubleStream.empty());
  }

  private OptionalDouble history(String period) {
    return sources.forecast().stream()
        .flatMap(f -> f.history().observations().stream())
        .filter(o -> o.period().equals(period))
        .mapToDouble(Observation::value)
        .findFirst();
  }

  /** In per cent of the earlier value's size; a period ahead counts by its mean. */
  private OptionalDouble change(String periods) {
    int colon = periods.indexOf(':');
    if (colon < 0) {
      return OptionalDouble.empty();
    }
    OptionalDouble from = known(periods.substring(0, colon));
    OptionalDouble to = known(periods.substring(colon + 1));
    if (from.isEmpty() || to.isEmpty() || from.getAsDouble() == 0) {
      return OptionalDouble.empty();
    }
    double change = to.getAsDouble() - from.getAsDouble();
    return OptionalDouble.of(100 * change / Math.abs(from.getAsDouble()));
  }

  private OptionalDouble known(String period) {
    OptionalDouble past = history(period);
    return past.isPresent() ? past : forecast(period + ":mean");
  }

  private OptionalDouble forecast(String rest) {
    int colon = rest.lastIndexOf(':');
    if (colon < 0) {
      return OptionalDouble.empty();
    }
    String period = rest.substring(0, colon);
    String part = rest.substring(colon + 1);
    return sources.forecast().stream()
        .flatMap(f -> f.points().stream())
        .filter(point -> point.period().equals(period))
        .findFirst()
        .map(point -> part(point, part))
        .orElse(OptionalDouble.empty());
  }

  private static OptionalDouble part(ForecastPoint point, String part) {
    return switch (part) {
      case "mean" -> OptionalDouble.of(point.mean());
      case "lower80" -> OptionalDouble.of(point.lower80());
      case "upper80" -> OptionalDouble.of(point.upper80());
      case "lower95" -> OptionalDouble.of(point.lower95());
      case "upper95" -> OptionalDouble.of(point.upper95());
      default -> OptionalDouble.empty();
    };
  }

  private OptionalDouble score(String rest) {
    int colon = rest.lastIndexOf(':');
    if (colon < 0) {
      return OptionalDouble.empty();
    }
    String method = rest.substring(0, colon);
    List<MethodScore> scores = sources.forecast().map(Forecast::scores).orElse(List.of());
    return scores.stream()
        .filter(score -> score.method().equals(method))
        .findFirst()
        .map(score -> part(score, rest.substring(colon + 1)))
        .orElse(OptionalDouble.empty());
  }

  private static OptionalDouble part(MethodScore score, String part) {
    return switch (part) {
      case "mase" -> OptionalDouble.of(score.mase());
      case "smape" -> OptionalDouble.of(score.smape());
      case "origins" -> OptionalDouble.of(score.origins());
      default -> OptionalDouble.empty();
    };
  }

  private OptionalDouble count(String what) {
    return switch (what) {
      case "history" ->
          number(sources.forecast().map(f -> (double) f.history().observations().size()));
      case "documents" ->
          sources.documents().isEmpty()
              ? OptionalDouble.empty()
              : OptionalDouble.of(sources.documents().size());
      default -> OptionalDouble.empty();
    };
  }

  private OptionalDouble excluded(String label) {
    return sources.forecast().stream()
        .flatMap(f -> f.history().excluded().stream())
        .filter(e -> e.label().equals(label) && e.value() != null)
        .mapToDouble(Excluded::value)
        .findFirst();
  }

  private OptionalDouble sentiment(String part) {
    return number(sources.sentiment().map(s -> part(s, part)).filter(v -> !v.isNaN()));
  }

  private static Double part(Sentiment sentiment, String part) {
    return switch (part) {
      case "score" -> sentiment.score();
      case "sentences" -> (double) sentiment.sentences().size();
      case "positive" -> labelled(sentiment, Label.POSITIVE);
      case "negative" -> labelled(sentiment, Label.NEGATIVE);
      case "neutral" -> labelled(sentiment, Label.NEUTRAL);
      default -> Double.NaN;
    };
  }

  private static double labelled(Sentiment sentiment, Label label) {
    return sentiment.sentences().stream().filter(s -> s.label() == label).count();
  }

  private static OptionalDouble interval(String coverage) {
    return coverage.equals("80") || coverage.equals("95")
        ? OptionalDouble.of(Double.parseDouble(coverage))
        : OptionalDouble.empty();
  }

  /** A cell of the table by the label of its row and the header of its column. */
  private OptionalDouble cell(String rest) {
    int colon = rest.lastIndexOf(':');
    if (colon < 0 || sources.table().isEmpty()) {
      return OptionalDouble.empty();
    }
    int column = sources.table().get().columns().indexOf(rest.substring(colon + 1));
    return sources.table().get().rows().stream()
        .filter(row -> column > 0 && row.get(0).text().equals(rest.substring(0, colon)))
        .map(row -> row.get(column).number())
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .findFirst();
  }
}
