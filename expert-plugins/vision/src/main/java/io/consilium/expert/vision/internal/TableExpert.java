package io.consilium.expert.vision.internal;

import static io.consilium.api.data.Vocabulary.mediaType;

import com.google.inject.Inject;
import io.consilium.api.data.Page;
import io.consilium.api.data.Table;
import io.consilium.api.data.Table.Cell;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import io.consilium.api.task.MediaType;
import io.consilium.expert.vision.internal.image.BadPicture;
import io.consilium.expert.vision.internal.table.TableReader;
import io.consilium.expert.vision.internal.text.PageScan;
import io.consilium.expert.vision.internal.text.TextFinder;
import io.consilium.framework.runtimes.tesseract.Ocr;
import java.util.Map;
import java.util.Optional;

/** Reads the table on a page into numbers. */
public final class TableExpert implements Expert {
  private final Ocr ocr;

  @Inject
  TableExpert(Ocr ocr) {
    this.ocr = ocr;
  }

  @Override
  public ExpertDescriptor descriptor() {
    return ExpertDescriptor.pure(
        "vision.tables",
        "Finds the table in a picture of a page and reads its cells into numbers.",
        new Capability(
            "vision.table",
            Map.of(Pictures.INPUT, new MediaType("image/*"), "page", mediaType(Page.class)),
            Map.of("table", mediaType(Table.class))));
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
    Page page = Pictures.page(assignment.input("page"), context);
    boolean thorough = assignment.parameters().text("effort", "normal").equals("high");
    PageScan scan = PageScan.of(Pictures.of(assignment, context), page.skewDegrees());
    Optional<Table> table =
        new TableReader(new TextFinder(ocr, context), thorough).read(scan, page);
    if (table.isEmpty() || table.get().rows().isEmpty()) {
      return ExpertOutcome.absent(
          "No table was found on the page ("
              + page.blocks().size()
              + " blocks of text looked at). A table is at least three rows of figures in"
              + " columns. Maybe the page holds a chart only.");
    }
    double confidence = confidence(table.get());
    Facts facts =
        Facts.of("rows", table.get().rows().size())
            .with("columns", table.get().columns().size())
            .with("confidence", confidence);
    return new ExpertOutcome.Solved(
        Map.of("table", context.artifacts().of(table.get())), confidence, facts);
  }

  /** Mean of the cells that hold something; numbers that could not be read count as nothing. */
  private static double confidence(Table table) {
    return table.rows().stream()
        .flatMap(row -> row.stream().skip(1))
        .filter(cell -> !cell.text().isEmpty())
        .mapToDouble(TableExpert::confidence)
        .average()
        .orElse(0);
  }

  private static double confidence(Cell cell) {
    boolean unread = cell.number() == null && cell.text().chars().anyMatch(Character::isDigit);
    return unread ? cell.confidence() / 2 : cell.confidence();
  }
}
