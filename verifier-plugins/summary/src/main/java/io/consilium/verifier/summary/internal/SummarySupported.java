package io.consilium.verifier.summary.internal;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Page;
import io.consilium.api.data.Report;
import io.consilium.api.data.Report.Figure;
import io.consilium.api.data.Sentiment;
import io.consilium.api.data.Table;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
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

/**
 * Checks that every number of a written report occurs in the data: each numeral is accounted for by
 * a listed figure, each figure is computed again from its source, each quotation stands word for
 * word in a document. Setting: {@code threshold}, the share that must be supported (1).
 * Thread-safe.
 */
final class SummarySupported implements Verifier {
  private static final VerifierDescriptor DESCRIPTOR =
      new VerifierDescriptor(
          "summary.supported",
          "Checks that every number and quotation of a report occurs in the data.",
          Map.of(
              "report", Vocabulary.mediaType(Report.class),
              "forecast", Vocabulary.mediaType(Forecast.class),
              "table", Vocabulary.mediaType(Table.class),
              "sentiment", Vocabulary.mediaType(Sentiment.class),
              "page", Vocabulary.mediaType(Page.class),
              "documents", MediaType.TEXT),
          Duration.ofSeconds(20));

  @Override
  public VerifierDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Verdict verify(Claim claim, CallContext context) throws IOException {
    Optional<Artifact> input = claim.input("report");
    if (input.isEmpty()) {
      return new Verdict.Undecided(
          List.of(new Finding("no-report", "There is no report to check.")));
    }
    Report report = context.artifacts().read(input.get(), Report.class);
    Sources sources = Sources.of(claim, context.artifacts());
    List<Finding> faults = new ArrayList<>();
    FigureCheck check = new FigureCheck(report, sources);
    for (Figure figure : report.figures()) {
      check.fault(figure).ifPresent(faults::add);
    }
    Coverage coverage = Coverage.of(report, sources);
    faults.addAll(coverage.uncovered());
    faults.addAll(CitationCheck.faults(report, sources));
    int claims = report.figures().size() + coverage.numerals() + report.citations().size();
    double score = claims == 0 ? 1 : Math.max(0, 1 - (double) faults.size() / claims);
    return verdict(report, faults, score, claim.settings().number("threshold", 1));
  }

  private static Verdict verdict(
      Report report, List<Finding> faults, double score, double threshold) {
    if (!faults.isEmpty()) {
      return score >= threshold
          ? new Verdict.Accepted(score, threshold, faults)
          : new Verdict.Rejected(score, threshold, faults);
    }
    int figures = report.figures().size();
    int quotes = report.citations().size();
    String message =
        figures + quotes == 0
            ? "The report states no numbers and quotes nothing."
            : "All ("
                + figures
                + ") figures of the report follow from the data"
                + (quotes == 0 ? "." : ", and all (" + quotes + ") quotations are word for word.");
    Facts facts = Facts.of("figures", figures).with("quotations", quotes);
    return new Verdict.Accepted(
        score, threshold, List.of(new Finding("supported", message, facts)));
  }
}
