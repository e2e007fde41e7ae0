package io.consilium.expert.vision.internal;

import static io.consilium.api.data.Vocabulary.mediaType;

import com.google.inject.Inject;
import io.consilium.api.data.Chart;
import io.consilium.api.data.Chart.PlottedPoint;
import io.consilium.api.data.Page;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.expert.vision.internal.chart.ChartFinder;
import io.consilium.expert.vision.internal.image.BadPicture;
import io.consilium.expert.vision.internal.image.Picture;
import io.consilium.expert.vision.internal.text.PageScan;
import io.consilium.expert.vision.internal.text.TextFinder;
import io.consilium.framework.runtimes.tesseract.Ocr;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the chart on a page, or a picture that is nothing but a chart, into numbers. */
public final class ChartExpert implements Expert {
  private final Ocr ocr;

  @Inject
  ChartExpert(Ocr ocr) {
    this.ocr = ocr;
  }

  @Override
  public ExpertDescriptor descriptor() {
    return ExpertDescriptor.pure(
        "vision.charts",
        "Reads bar, line and pie charts in a picture into labelled numbers.",
        new Capability(
            "vision.chart",
            Map.of(Pictures.INPUT, new MediaType("image/*")),
            Map.of("page", mediaType(Page.class)),
            Map.of("chart", mediaType(Chart.class))));
  }

  @Override
  public void warmUp() throws InterruptedException {
    ocr.warmUp();
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) {
    return Sight.outcomeOf(() -> read(assignment, context));
  }

  private ExpertOutcome read(Assignment assignment, CallContext context) throws BadPicture {
    Optional<Page> page = Optional.empty();
    Optional<Artifact> given = assignment.optionalInput("page");
    if (given.isPresent()) {
      page = Optional.of(Pictures.page(given.get(), context));
    }
    Picture picture = Pictures.of(assignment, context);
    PageScan scan =
        page.isPresent() ? PageScan.of(picture, page.get().skewDegrees()) : PageScan.of(picture);
    ChartFinder.Outcome outcome = new ChartFinder(new TextFinder(ocr, context)).read(scan, page);
    return outcome.chart().isEmpty()
        ? ExpertOutcome.absent(outcome.reason())
        : solved(outcome.chart().get(), context);
  }

  private static ExpertOutcome solved(Chart chart, CallContext context) {
    double[] confidences =
        chart.series().stream()
            .flatMap(series -> series.points().stream())
            .mapToDouble(PlottedPoint::confidence)
            .toArray();
    double sum = 0;
    for (double confidence : confidences) {
      sum += confidence;
    }
    boolean printed =
        chart.series().stream()
            .flatMap(series -> series.points().stream())
            .allMatch(PlottedPoint::printed);
    Facts facts =
        Facts.of("kind", chart.kind().name().toLowerCase(Locale.ROOT))
            .with("points", confidences.length)
            .with("series", chart.series().size())
            .with("printed", printed);
    return new ExpertOutcome.Solved(
        Map.of("chart", context.artifacts().of(chart)),
        confidences.length == 0 ? 0 : sum / confidences.length,
        facts);
  }
}
