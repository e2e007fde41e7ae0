package io.consilium.verifier.figures.internal;

import io.consilium.api.data.Chart;
import io.consilium.api.data.Page;
import io.consilium.api.data.Reconciliation;
import io.consilium.api.data.Series;
import io.consilium.api.data.Table;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.host.Artifacts;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks that table, chart, text and the series made of them give the same figures. The series, if
 * there is one, is held against chart and text; else the table is. Differences that a
 * reconciliation has settled are remarks. Settings: {@code tolerance}, a share of each figure that
 * is forgiven besides rounding and the precision of a chart (0.01); {@code confirmed}, how many
 * figures another source must give for the same period, else the claim is rejected (0). A chart
 * that the series was taken from confirms nothing, unless the table has the figures as well.
 * Thread-safe.
 */
final class FiguresAgree implements Verifier {
  private static final VerifierDescriptor DESCRIPTOR =
      new VerifierDescriptor(
          "figures.agree",
          "Checks that table, chart, text and series of a page give the same figures.",
          Map.of(
              "table", Vocabulary.mediaType(Table.class),
              "chart", Vocabulary.mediaType(Chart.class),
              "series", Vocabulary.mediaType(Series.class),
              "page", Vocabulary.mediaType(Page.class),
              "reconciliation", Vocabulary.mediaType(Reconciliation.class)),
          Duration.ofSeconds(10));

  @Override
  public VerifierDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Verdict verify(Claim claim, CallContext context) throws IOException {
    Artifacts artifacts = context.artifacts();
    Optional<Table> printed = read(claim, "table", Table.class, artifacts);
    List<Lane> table = printed.map(Lane::of).orElse(List.of());
    List<Lane> chart = read(claim, "chart", Chart.class, artifacts).map(Lane::of).orElse(List.of());
    Optional<Series> series = read(claim, "series", Series.class, artifacts);
    Set<String> settled =
        read(claim, "reconciliation", Reconciliation.class, artifacts)
            .map(FiguresAgree::settled)
            .orElse(Set.of());
    double tolerance = claim.settings().number("tolerance", 0.01);
    Findings findings = new Findings(settled);
    Held held = Held.of(series.map(Lane::of), table, chart);
    Optional<Comparison> drawn = Comparison.best(held.lanes(), held.charts(), tolerance);
    drawn.ifPresent(c -> findings.compare(c, held.name(), "chart"));
    Optional<Page> page = read(claim, "page", Page.class, artifacts);
    List<Lane> reference = held.lanes().isEmpty() ? chart : held.lanes();
    page.ifPresent(p -> TextAgreement.check(p.prose(), reference, findings));
    if (series.isPresent()) {
      List<Lane> charts = drawn.map(c -> List.of(c.second())).orElse(List.of());
      Lane lane = held.lanes().get(0);
      Coverage.check(series.get(), lane, charts, page.map(Page::prose).orElse(""), findings);
      printed.ifPresent(t -> LostPoints.check(t, lane, findings));
      page.ifPresent(p -> Marks.check(p, lane, findings));
    }
    int least = (int) claim.settings().number("confirmed", 0);
    return verdict(findings, !held.charts().isEmpty(), page.isPresent(), least);
  }

  private static Set<String> settled(Reconciliation reconciliation) {
    return reconciliation.adjustments().stream()
        .filter(Reconciliation.Adjustment::changed)
        .map(Reconciliation.Adjustment::name)
        .collect(Collectors.toSet());
  }

  private static Verdict verdict(Findings findings, boolean chart, boolean page, int least) {
    int compared = findings.agreed() + findings.differing().size();
    List<Finding> all = new ArrayList<>(findings.differing());
    all.addAll(findings.remarks());
    if (findings.differing().isEmpty() && findings.confirmed() < least) {
      all.add(0, unconfirmed(findings.confirmed(), least));
      return new Verdict.Rejected(0, 1, all);
    }
    if (compared == 0) {
      String message =
          chart || page
              ? "The sources give no figures of the same measure and period to compare."
              : "There is only one source of figures, so there is nothing to compare.";
      all.add(0, new Finding(chart || page ? "apart" : "one-source", message));
      return new Verdict.Undecided(all);
    }
    double score = (double) findings.agreed() / compared;
    if (!findings.differing().isEmpty()) {
      return new Verdict.Rejected(score, 1, all);
    }
    String message = "All (" + compared + ") figures that stand in several places agree.";
    all.add(0, new Finding("agree", message, Facts.of("compared", compared)));
    return new Verdict.Accepted(score, 1, all);
  }

  private static Finding unconfirmed(int confirmed, int least) {
    String message =
        "Chart and text confirm ("
            + confirmed
            + ") of the figures with their periods, at least ("
            + least
            + ") are asked for. Maybe labels or figures were misread, or each stands on the page"
            + " only once.";
    return new Finding("unconfirmed", message, Facts.of("confirmed", confirmed));
  }

  private static <T> Optional<T> read(Claim claim, String name, Class<T> type, Artifacts artifacts)
      throws IOException {
    Optional<Artifact> input = claim.input(name);
    return input.isEmpty() ? Optional.empty() : Optional.of(artifacts.read(input.get(), type));
  }
}
