package io.consilium.expert.nlp.internal.report;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Page;
import io.consilium.api.data.Report;
import io.consilium.api.data.Report.Section;
import io.consilium.api.data.Sentiment;
import io.consilium.api.data.Table;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import io.consilium.expert.nlp.internal.text.Inputs;
import io.consilium.expert.nlp.internal.text.UnfitInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what a page's figures and text come to, every number with its source. Stateless. */
public final class ReportExpert implements Expert {
  private static final Capability WRITE =
      new Capability(
          "report.write",
          Map.of("forecast", Vocabulary.mediaType(Forecast.class)),
          Map.of(
              "table", Vocabulary.mediaType(Table.class),
              "sentiment", Vocabulary.mediaType(Sentiment.class),
              "page", Vocabulary.mediaType(Page.class)),
          Map.of("report", Vocabulary.mediaType(Report.class)));

  @Override
  public ExpertDescriptor descriptor() {
    return ExpertDescriptor.pure(
        "report.writer",
        "Writes a readable summary of a page of figures: what it shows, how its text sounds, the"
            + " forecast and how far to trust it, every number with its source.",
        WRITE);
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
    try {
      return written(assignment, context);
    } catch (UnfitInput e) {
      return e.declined();
    }
  }

  private static ExpertOutcome written(Assignment assignment, CallContext context)
      throws IOException, UnfitInput {
    Forecast forecast = Inputs.one(assignment, context, "forecast", Forecast.class);
    if (forecast.history().observations().isEmpty()) {
      return ExpertOutcome.absent(
          "There is nothing to write about: the history of \""
              + forecast.history().name()
              + "\" is empty.");
    }
    Figures figures = new Figures(forecast);
    List<Section> sections = new ArrayList<>();
    sections.add(new HistorySection(figures).write());
    Inputs.optional(assignment, context, "sentiment", Sentiment.class)
        .filter(sentiment -> !sentiment.sentences().isEmpty())
        .ifPresent(sentiment -> sections.add(new ToneSection(figures, sentiment).write()));
    sections.add(new ForecastSection(figures).write());
    Optional<Table> table = Inputs.optional(assignment, context, "table", Table.class);
    sections.add(new TrustSection(figures, table).write());
    Optional<Page> page = Inputs.optional(assignment, context, "page", Page.class);
    Report report = new Report(Titles.of(figures, page), sections, figures.stated(), List.of());
    return new ExpertOutcome.Solved(
        Map.of("report", context.artifacts().of(report)),
        1,
        Facts.of("figures", report.figures().size()));
  }
}
