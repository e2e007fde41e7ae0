package io.consilium.verifier.series.internal;

import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Observation;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.Verifier;
import io.consilium.api.verifier.VerifierDescriptor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Checks that a series is regular in time: whole periods of one length, in order, none twice, none
 * missing; says what was left out, and rejects if that seems lost in reading; flags values that
 * look misread. Settings: {@code length}, the fewest values to judge by (3); {@code dated} (false),
 * true to reject periods that are only numbered; {@code factor} (5) and {@code deviations} (8),
 * from where on a value is implausible; {@code partial} (0.8), the share of the one before below
 * which a last value is called suspiciously low. Thread-safe.
 */
final class SeriesRegular implements Verifier {
  private static final VerifierDescriptor DESCRIPTOR =
      new VerifierDescriptor(
          "series.regular",
          "Checks that a series has no gaps, no period twice, no partial period and no misread"
              + " value.",
          Map.of("series", Vocabulary.mediaType(Series.class)),
          Duration.ofSeconds(10));

  @Override
  public VerifierDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Verdict verify(Claim claim, CallContext context) throws IOException {
    Optional<Artifact> input = claim.input("series");
    if (input.isEmpty()) {
      return new Verdict.Undecided(
          List.of(new Finding("no-series", "There is no series to check.")));
    }
    Series series = context.artifacts().read(input.get(), Series.class);
    LeftOut left = LeftOut.of(series);
    List<Finding> remarks = new ArrayList<>(left.remarks());
    int length = series.observations().size();
    if (length < claim.settings().number("length", 3)) {
      remarks.add(0, new Finding("too-short", "The series has only (" + length + ") values."));
      remarks.addAll(left.faults());
      return new Verdict.Undecided(remarks);
    }
    List<Finding> faults = inTime(series);
    faults.addAll(undated(series, claim.settings().flag("dated", false)));
    faults.addAll(left.faults());
    faults.addAll(implausible(series, claim.settings()));
    remarks.addAll(partial(series, claim.settings().number("partial", 0.8)));
    double score = Math.max(0, 1 - (double) faults.size() / length);
    if (!faults.isEmpty()) {
      faults.addAll(remarks);
      return new Verdict.Rejected(score, 1, faults);
    }
    remarks.add(0, regular(series));
    return new Verdict.Accepted(score, 1, remarks);
  }

  private static Finding regular(Series series) {
    List<Observation> all = series.observations();
    String message =
        "All "
            + all.size()
            + " periods from "
            + all.get(0).period()
            + " to "
            + all.get(all.size() - 1).period()
            + " follow one another without a gap.";
    return new Finding("regular", message, Facts.of("length", all.size()));
  }

  private static List<Finding> undated(Series series, boolean dated) {
    return dated && series.frequency() == Series.Frequency.OTHER
        ? List.of(
            new Finding(
                "undated",
                "The values are only numbered (1 to "
                    + series.observations().size()
                    + "), no label says when they are. Maybe the labels were misread, or the"
                    + " periods are of a length that has no calendar."))
        : List.of();
  }

  private static List<Finding> inTime(Series series) {
    List<Finding> findings = new ArrayList<>();
    String frequency = series.frequency().name().toLowerCase(Locale.ROOT);
    OptionalLong last = OptionalLong.empty();
    String before = "";
    for (Observation observation : series.observations()) {
      OptionalLong place = Calendar.place(observation.period(), series.frequency());
      if (place.isEmpty()) {
        findings.add(
            new Finding(
                "not-a-period",
                "(" + observation.period() + ") is no period of a " + frequency + " series."));
        continue;
      }
      if (last.isPresent()) {
        step(place.getAsLong() - last.getAsLong(), before, observation.period())
            .ifPresent(findings::add);
      }
      last = place;
      before = observation.period();
    }
    return findings;
  }

  private static Optional<Finding> step(long step, String before, String period) {
    if (step == 1) {
      return Optional.empty();
    }
    if (step == 0) {
      return Optional.of(new Finding("twice", "The period (" + period + ") is there twice."));
    }
    return Optional.of(
        step < 0
            ? new Finding(
                "out-of-order", "The period (" + period + ") stands after (" + before + ").")
            : new Finding(
                "gap",
                (step - 1) + " missing between (" + before + ") and (" + period + ").",
                Facts.of("missing", step - 1)));
  }

  private static List<Finding> implausible(Series series, Settings settings) {
    List<Finding> findings = new ArrayList<>();
    double[] values = series.values();
    for (Outliers outlier :
        Outliers.in(values, settings.number("factor", 5), settings.number("deviations", 8))) {
      double value = values[outlier.index()];
      String period = series.observations().get(outlier.index()).period();
      findings.add(
          new Finding(
              "implausible",
              "The value of "
                  + period
                  + " ("
                  + Figures.plain(value)
                  + ") is far from its neighbours, which lie about "
                  + Figures.plain(outlier.expected())
                  + ". Maybe a decimal point or a digit was lost in reading.",
              Facts.of("value", value).with("expected", outlier.expected())));
    }
    return findings;
  }

  /** A yearly value that fell as never before may cover a part of its year. */
  private static List<Finding> partial(Series series, double share) {
    double[] y = series.values();
    int last = y.length - 1;
    if (series.frequency() != Series.Frequency.YEARLY || y.length < 4 || y[last - 1] <= 0) {
      return List.of();
    }
    for (int i = 1; i < last; i++) {
      if (y[i] < share * y[i - 1]) {
        return List.of();
      }
    }
    return y[last] >= share * y[last - 1]
        ? List.of()
        : List.of(
            new Finding(
                "maybe-partial",
                "The last value ("
                    + Figures.plain(y[last])
                    + ") falls as none did before. Maybe the year was not complete."));
  }
}
