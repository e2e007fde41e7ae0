package io.consilium.verifier.figures.internal;

import io.consilium.api.data.Table;
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
import java.util.Map;
import java.util.Optional;

/**
 * Checks that totals in a table are the sums of their parts, within the rounding of the printed
 * figures. Settings: {@code tolerance}, a share of the total that is forgiven besides (0); {@code
 * threshold}, the share of sums that must hold (1). Thread-safe.
 */
final class FiguresAddUp implements Verifier {
  private static final VerifierDescriptor DESCRIPTOR =
      new VerifierDescriptor(
          "figures.add-up",
          "Checks that the totals of a table are the sums of their parts.",
          Map.of("table", Vocabulary.mediaType(Table.class)),
          Duration.ofSeconds(10));

  @Override
  public VerifierDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Verdict verify(Claim claim, CallContext context) throws IOException {
    Optional<Artifact> input = claim.input("table");
    if (input.isEmpty()) {
      return undecided("no-table", "There is no table to check.");
    }
    Table table = context.artifacts().read(input.get(), Table.class);
    List<Sum> sums = SumFinder.find(Sheet.of(table));
    if (sums.isEmpty()) {
      return undecided("no-totals", "The table has no totals that could be checked.");
    }
    double tolerance = claim.settings().number("tolerance", 0);
    List<Sum> broken = sums.stream().filter(sum -> !holds(sum, tolerance)).toList();
    double score = 1 - (double) broken.size() / sums.size();
    double threshold = claim.settings().number("threshold", 1);
    if (score >= threshold && broken.isEmpty()) {
      String message = "All (" + sums.size() + ") totals are the sums of their parts.";
      Facts facts = Facts.of("sums", sums.size());
      return new Verdict.Accepted(
          score, threshold, List.of(new Finding("adds-up", message, facts)));
    }
    List<Finding> findings = broken.stream().map(FiguresAddUp::finding).toList();
    return score >= threshold
        ? new Verdict.Accepted(score, threshold, findings)
        : new Verdict.Rejected(score, threshold, findings);
  }

  private static boolean holds(Sum sum, double tolerance) {
    double forgiven = tolerance * Math.abs(sum.total().value());
    return sum.holds(false) || Math.abs(sum.excess()) <= forgiven;
  }

  private static Finding finding(Sum sum) {
    double total = sum.total().value();
    double parts = total - sum.excess();
    return new Finding(
        "total-off",
        "\""
            + sum.name()
            + "\" is "
            + Numbers.plain(total)
            + ", but its "
            + sum.parts().size()
            + " parts add up to "
            + Numbers.plain(parts)
            + ".",
        Facts.of("total", total).with("parts", parts));
  }

  private static Verdict undecided(String code, String message) {
    return new Verdict.Undecided(List.of(new Finding(code, message)));
  }
}
