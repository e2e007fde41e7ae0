package io.consilium.expert.vision.internal.text;

import io.consilium.api.data.Box;
import io.consilium.api.data.Page;
import io.consilium.api.data.Page.Block;
import io.consilium.api.data.Page.Line;
import io.consilium.api.data.Page.Word;
import io.consilium.expert.vision.internal.image.Gray;
import io.consilium.expert.vision.internal.image.Turn;
import io.consilium.framework.runtimes.tesseract.PageMode;
import java.util.ArrayList;
import java.util.List;

/** Reads a whole page: text with its places, sorted into blocks by what they are. */
public final class PageReader {
  private final TextFinder text;

  public PageReader(TextFinder text) {
    this.text = text;
  }

  /** The page as read; it may hold no block at all. */
  public Page read(PageScan scan) {
    List<Box> figures = new FigureFinder(scan).find();
    Gray clean = new RuleEraser(scan).clean().without(figures);
    List<List<Line>> read = new ArrayList<>();
    for (List<Line> block : text.blocks(clean, PageMode.PAGE, scan.zoom())) {
      List<Line> lines = block.stream().map(PageReader::legible).filter(PageReader::full).toList();
      if (!lines.isEmpty()) {
        read.add(lines);
      }
    }
    List<Block> blocks = new Layout(scan.textHeight(), figures).blocks(read);
    List<Block> placed = blocks.stream().map(block -> placed(block, scan.turn())).toList();
    return new Page(
        scan.gray().width(),
        scan.gray().height(),
        scan.turn().degrees(),
        confidence(placed),
        placed);
  }

  // Specks and pieces of pictures come out as short words of no confidence.
  private static Line legible(Line line) {
    List<Word> words =
        line.words().stream()
            .filter(word -> word.confidence() > 0.15)
            .filter(
                word ->
                    word.text().chars().anyMatch(Character::isLetterOrDigit)
                        || word.confidence() > 0.5)
            .toList();
    return words.isEmpty() ? new Line(line.box(), List.of()) : TextFinder.lineOf(words);
  }

  private static boolean full(Line line) {
    return !line.words().isEmpty();
  }

  private static Block placed(Block block, Turn turn) {
    List<Line> lines =
        block.lines().stream()
            .map(
                line ->
                    new Line(
                        turn.toPicture(line.box()),
                        line.words().stream()
                            .map(w -> new Word(w.text(), turn.toPicture(w.box()), w.confidence()))
                            .toList()))
            .toList();
    return new Block(block.kind(), turn.toPicture(block.box()), lines);
  }

  private static double confidence(List<Block> blocks) {
    return blocks.stream()
        .flatMap(block -> block.lines().stream())
        .flatMap(line -> line.words().stream())
        .mapToDouble(Word::confidence)
        .average()
        .orElse(0);
  }
}
