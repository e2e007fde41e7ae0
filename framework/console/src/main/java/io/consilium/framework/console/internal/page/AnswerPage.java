package io.consilium.framework.console.internal.page;

import io.consilium.api.data.Chart;
import io.consilium.api.data.Forecast;
import io.consilium.api.data.Grid;
import io.consilium.api.data.GridSolution;
import io.consilium.api.data.LogicGrid;
import io.consilium.api.data.Page;
import io.consilium.api.data.Reconciliation;
import io.consilium.api.data.Report;
import io.consilium.api.data.Sentiment;
import io.consilium.api.data.Series;
import io.consilium.api.data.Table;
import io.consilium.api.ledger.Proof;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Task;
import io.consilium.framework.engine.TaskOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes how a task ended as one HTML file: the answer, what it was made from, who decided what,
 * and the proof that it is on record. The file needs nothing else, runs no script and loads nothing
 * from anywhere; whatever came with the task is text in it and nothing more. Thread-safe.
 */
public final class AnswerPage {
  /** Types that have a section of their own. */
  static final Set<Class<?>> SHOWN =
      Set.of(
          Report.class,
          Forecast.class,
          Series.class,
          Table.class,
          Chart.class,
          Page.class,
          Sentiment.class,
          Reconciliation.class,
          Grid.class,
          GridSolution.class,
          LogicGrid.class);

  private AnswerPage() {}

  /**
   * The page.
   *
   * @param outcome how the task ended
   * @param proof that its answer is in the log, if there is one yet
   * @param pipelineName as the user called it
   */
  public static String render(TaskOutcome outcome, Optional<Proof> proof, String pipelineName) {
    Outputs outputs = new Outputs(outcome.answer().outputs());
    String title = title(outputs, outcome, pipelineName);
    Html html = new Html();
    html.constant("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
    html.constant("<meta charset=\"utf-8\">");
    html.constant("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    html.constant(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
            + " style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">");
    html.constant("<meta name=\"color-scheme\" content=\"light dark\">");
    html.element("title", title + " – Consilium");
    html.constant("<style>").constant(style()).constant("</style>").close("head");
    html.open("body").open("main");
    new Headline(outcome, title, pipelineName).write(html);
    sections(outcome, proof, outputs).forEach(section -> section.write(html));
    html.close("main").close("body").close("html").constant("\n");
    return html.toString();
  }

  private static String title(Outputs outputs, TaskOutcome outcome, String pipelineName) {
    return outputs
        .first(Report.class)
        .map(Report::title)
        .filter(title -> !title.isBlank())
        .or(
            () ->
                outputs
                    .first(Forecast.class)
                    .map(forecast -> "Forecast: " + forecast.history().name()))
        .or(() -> outcome.carry().task().inputs().stream().map(Task.Input::label).findFirst())
        .orElse(pipelineName);
  }

  private static List<Section> sections(
      TaskOutcome outcome, Optional<Proof> proof, Outputs outputs) {
    List<Section> sections = new ArrayList<>(answer(outcome, outputs));
    sections.add(new HaltSection(outcome.halt()));
    TraceTree tree = TraceTree.of(outcome.entries());
    sections.add(new TraceSection(tree, new Timeline(tree.calls, outcome.entries())));
    sections.add(new CodeSection(outcome.entries()));
    sections.add(new ProofSection(proof, outcome.entries().size()));
    return sections;
  }

  private static List<Section> answer(TaskOutcome outcome, Outputs outputs) {
    List<Section> sections = new ArrayList<>();
    int number = 0;
    for (Report report : values(outputs, Report.class)) {
      sections.add(new ReportSection(report, ++number));
    }
    List<Forecast> forecasts = values(outputs, Forecast.class);
    for (Forecast forecast : forecasts) {
      sections.add(new ForecastSection(forecast, ++number));
    }
    sections.add(
        new GridSection(
            values(outputs, GridSolution.class),
            values(outputs, Grid.class),
            values(outputs, LogicGrid.class)));
    sections.add(new VerdictSection(outcome.carry()));
    List<Table> tables = values(outputs, Table.class);
    List<Chart> charts = values(outputs, Chart.class);
    sections.add(new TableSection(tables, charts, values(outputs, Reconciliation.class)));
    if (forecasts.isEmpty()) {
      for (Series series : values(outputs, Series.class)) {
        sections.add(new SeriesSection(series, ++number));
      }
    }
    List<Task.Input> inputs = outcome.carry().task().inputs();
    sections.add(new SentimentSection(outputs.all(Sentiment.class), inputs));
    Optional<Artifact> picture =
        inputs.stream().map(Task.Input::artifact).filter(AnswerPage::isPicture).findFirst();
    for (Page page : values(outputs, Page.class)) {
      sections.add(new PictureSection(picture, page, tables, charts, ++number));
    }
    sections.add(new OthersSection(outputs.others()));
    return sections;
  }

  private static boolean isPicture(Artifact artifact) {
    return artifact.mediaType().value().startsWith("image/");
  }

  private static <T> List<T> values(Outputs outputs, Class<T> type) {
    return outputs.all(type).stream().map(Outputs.Output::value).toList();
  }

  private static String style() {
    try (InputStream in = AnswerPage.class.getResourceAsStream("page.css")) {
      if (in == null) {
        throw new IllegalStateException("The style of the page is missing from its bundle.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
