package io.consilium.expert.vision.internal;

import static io.consilium.api.data.Vocabulary.mediaType;

import com.google.inject.Inject;
import io.consilium.api.data.Page;
import io.consilium.api.data.Page.BlockKind;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import io.consilium.api.task.MediaType;
import io.consilium.expert.vision.internal.image.BadPicture;
import io.consilium.expert.vision.internal.text.Language;
import io.consilium.expert.vision.internal.text.PageReader;
import io.consilium.expert.vision.internal.text.PageScan;
import io.consilium.expert.vision.internal.text.TextFinder;
import io.consilium.framework.runtimes.tesseract.Ocr;
import java.util.Map;

/** Reads the text of a page with its layout. */
public final class PageExpert implements Expert {
  private static final int FEWEST_LETTERS = 3;
  private static final double LEAST_CONFIDENCE = 0.35;

  private final Ocr ocr;

  @Inject
  PageExpert(Ocr ocr) {
    this.ocr = ocr;
  }

  @Override
  public ExpertDescriptor descriptor() {
    return ExpertDescriptor.pure(
        "vision.reader",
        "Reads printed text in a picture of a page: titles, paragraphs, tables and charts with"
            + " their places.",
        new Capability(
            "vision.text",
            Map.of(Pictures.INPUT, new MediaType("image/*")),
            Map.of("page", mediaType(Page.class))));
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
    PageScan scan = PageScan.of(Pictures.of(assignment, context));
    Page page = new PageReader(new TextFinder(ocr, context)).read(scan);
    int words = words(page);
    if (isNoText(page, words)) {
      return ExpertOutcome.absent(
          "No text was found in the picture ("
              + page.width()
              + "x"
              + page.height()
              + " pixels, "
              + words
              + " doubtful words). Maybe it is blank, a photograph, or too small to read: give a"
              + " page of at least 100 dpi.");
    }
    Facts facts =
        Facts.of("words", words)
            .with("confidence", page.confidence())
            .with("skew", page.skewDegrees())
            .with("language", Language.of(text(page)))
            .with("tables", count(page, BlockKind.TABLE))
            .with("charts", count(page, BlockKind.CHART));
    return new ExpertOutcome.Solved(
        Map.of("page", context.artifacts().of(page)), page.confidence(), facts);
  }

  private static boolean isNoText(Page page, int words) {
    long letters =
        page.blocks().stream()
            .flatMap(block -> block.lines().stream())
            .flatMap(line -> line.words().stream())
            .filter(word -> word.confidence() > 0.5)
            .mapToLong(word -> word.text().chars().filter(Character::isLetterOrDigit).count())
            .sum();
    boolean drawn = count(page, BlockKind.CHART) > 0 && letters > 0;
    return !drawn
        && (letters < FEWEST_LETTERS || (page.confidence() < LEAST_CONFIDENCE && words < 40));
  }

  private static String text(Page page) {
    return page.prose().isBlank()
        ? String.join(" ", page.blocks().stream().map(Page.Block::text).toList())
        : page.prose();
  }

  private static int words(Page page) {
    return page.blocks().stream()
        .flatMap(block -> block.lines().stream())
        .mapToInt(line -> line.words().size())
        .sum();
  }

  private static int count(Page page, BlockKind kind) {
    return (int) page.blocks().stream().filter(block -> block.kind() == kind).count();
  }
}
