package io.consilium.expert.vision.internal;

import static io.consilium.api.data.Vocabulary.mediaType;

import com.google.inject.Inject;
import io.consilium.api.data.Grid;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import io.consilium.api.task.MediaType;
import io.consilium.expert.vision.internal.grid.GridReader;
import io.consilium.expert.vision.internal.image.BadPicture;
import io.consilium.expert.vision.internal.text.TextFinder;
import io.consilium.framework.runtimes.tesseract.Ocr;
import java.util.List;
import java.util.Map;

/** Reads a picture of a ruled number grid, such as a sudoku, into its clues. */
public final class GridExpert implements Expert {
  private static final String INPUT = "source";

  private final Ocr ocr;
  private final GridReader reader = new GridReader();

  @Inject
  GridExpert(Ocr ocr) {
    this.ocr = ocr;
  }

  @Override
  public ExpertDescriptor descriptor() {
    return ExpertDescriptor.pure(
        "vision.grids",
        "Reads the clues of a sudoku in a picture; declines rather than guess a digit.",
        new Capability(
            "grid.read",
            Map.of(INPUT, new MediaType("image/*")),
            Map.of("grid", mediaType(Grid.class))));
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
    GridReader.Outcome outcome =
        reader.read(
            Pictures.of(assignment.input(INPUT), context), new TextFinder(ocr, context), context);
    return outcome.grid().isEmpty()
        ? ExpertOutcome.absent(outcome.reason())
        : solved(outcome.grid().get(), outcome.confidence(), context);
  }

  private static ExpertOutcome solved(Grid grid, double confidence, CallContext context) {
    long open = grid.cells().stream().flatMap(List::stream).filter(value -> value == 0).count();
    Facts facts =
        Facts.of("kind", grid.kind())
            .with("rows", grid.cells().size())
            .with("columns", grid.cells().get(0).size())
            .with("open", open)
            .with("confidence", confidence);
    return new ExpertOutcome.Solved(
        Map.of("grid", context.artifacts().of(grid)), confidence, facts);
  }
}
