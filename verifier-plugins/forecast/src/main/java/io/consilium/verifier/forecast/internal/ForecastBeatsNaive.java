package io.consilium.verifier.forecast.internal;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Forecast.MethodScore;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import io.consilium.api.task.Artifact;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.Verifier;
import io.consilium.api.verifier.VerifierDescriptor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Checks that the chosen method erred less than the best naive one on the series' own past: the
 * ratio of their mean absolute scaled errors (Hyndman and Koehler 2006). Settings: {@code ratio},
 * the highest that is still better (1); {@code origins}, the fewest trials to judge by (3).
 * Thread-safe.
 */
final class ForecastBeatsNaive implements Verifier {
  private static final VerifierDescriptor DESCRIPTOR =
      new VerifierDescriptor(
          "forecast.beats-naive",
          "Checks that a forecast's method did better than a naive one on the page's own history.",
          Map.of("forecast", Vocabulary.mediaType(Forecast.class)),
          Duration.ofSeconds(10));

  @Override
  public VerifierDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Verdict verify(Claim claim, CallContext context) throws IOException {
    Optional<Artifact> input = claim.input("forecast");
    if (input.isEmpty()) {
      return undecided("no-forecast", "There is no forecast to check.");
    }
    Forecast forecast = context.artifacts().read(input.get(), Forecast.class);
    Optional<MethodScore> chosen =
        forecast.scores().stream().filter(s -> s.method().equals(forecast.method())).findFirst();
    Optional<MethodScore> naive =
        forecast.scores().stream()
            .filter(MethodScore::naive)
            .reduce((a, b) -> b.mase() < a.mase() ? b : a);
    if (chosen.isEmpty() || naive.isEmpty()) {
      return undecided(
          "not-tried",
          "The method \""
              + forecast.method()
              + "\" and a naive one were not both tried on the past, so nothing can be compared.");
    }
    double fewest = claim.settings().number("origins", 3);
    if (chosen.get().origins() < fewest || naive.get().origins() < fewest) {
      return tooShort(forecast, chosen.get(), fewest);
    }
    return judged(chosen.get(), naive.get(), claim.settings().number("ratio", 1));
  }

  private static Verdict tooShort(Forecast forecast, MethodScore chosen, double fewest) {
    return undecided(
        "too-short",
        String.format(
            Locale.ROOT,
            "The history of %d values allows %d trials, %d are needed to judge.",
            forecast.history().observations().size(),
            chosen.origins(),
            (int) fewest));
  }

  private static Verdict judged(MethodScore chosen, MethodScore naive, double limit) {
    if (!Double.isFinite(chosen.mase()) || !Double.isFinite(naive.mase())) {
      return undecided("not-finite", "The errors on the past are not finite numbers.");
    }
    boolean perfect = chosen.mase() == 0 && naive.mase() == 0;
    double ratio = perfect ? 1 : chosen.mase() / Math.max(naive.mase(), Double.MIN_NORMAL);
    double score = 1 / (1 + ratio);
    double threshold = 1 / (1 + limit);
    Facts facts =
        Facts.of("ratio", Math.min(ratio, 1e9))
            .with("mase", chosen.mase())
            .with("naiveMase", naive.mase())
            .with("origins", chosen.origins())
            .with("method", chosen.method())
            .with("naive", naive.method());
    if (ratio < limit && !chosen.naive()) {
      return new Verdict.Accepted(
          score, threshold, List.of(new Finding("better", better(chosen, naive, ratio), facts)));
    }
    return new Verdict.Rejected(
        Math.min(score, Math.nextDown(threshold)),
        threshold,
        List.of(new Finding("not-better", notBetter(chosen, naive), facts)));
  }

  private static String better(MethodScore chosen, MethodScore naive, double ratio) {
    return String.format(
        Locale.ROOT,
        "In %d trials on the page's own history the method \"%s\" erred %.0f %% less than the %s"
            + " forecast (MASE %.2f against %.2f).",
        chosen.origins(),
        chosen.method(),
        100 * (1 - ratio),
        naive.method(),
        chosen.mase(),
        naive.mase());
  }

  private static String notBetter(MethodScore chosen, MethodScore naive) {
    if (chosen.naive()) {
      return String.format(
          Locale.ROOT,
          "In %d trials on the page's own history nothing did better than the %s forecast"
              + " (MASE %.2f), so the forecast is no more than that.",
          chosen.origins(),
          chosen.method(),
          chosen.mase());
    }
    return String.format(
        Locale.ROOT,
        "In %d trials on the page's own history the method \"%s\" did not do better than the %s"
            + " forecast (MASE %.2f against %.2f).",
        chosen.origins(),
        chosen.method(),
        naive.method(),
        chosen.mase(),
        naive.mase());
  }

  private static Verdict undecided(String code, String message) {
    return new Verdict.Undecided(List.of(new Finding(code, message)));
  }
}
