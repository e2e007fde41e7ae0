package io.consilium.api.data;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A page as read: what text stands where.
 *
 * @param width pixels
 * @param height pixels
 * @param skewDegrees by how much the page was turned clockwise; boxes are those of the picture as
 *     given, before it was turned back
 * @param confidence mean recognition confidence of the words, 0 to 1
 * @param blocks in reading order
 */
public record Page(
    int width, int height, double skewDegrees, double confidence, List<Block> blocks) {

  /** What a block is. */
  public enum BlockKind {
    TITLE,
    PARAGRAPH,
    TABLE,
    CHART,
    CAPTION,
    OTHER
  }

  /** A region of the page with its lines. */
  public record Block(BlockKind kind, Box box, List<Line> lines) {
    public Block {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(box, "box");
      lines = List.copyOf(lines);
    }

    /** The lines joined by spaces. */
    public String text() {
      return lines.stream().map(Line::text).collect(Collectors.joining(" "));
    }
  }

  /** A line of words. */
  public record Line(Box box, List<Word> words) {
    public Line {
      Objects.requireNonNull(box, "box");
      words = List.copyOf(words);
    }

    /** The words joined by spaces. */
    public String text() {
      return words.stream().map(Word::text).collect(Collectors.joining(" "));
    }
  }

  /**
   * A word.
   *
   * @param confidence 0 to 1
   */
  public record Word(String text, Box box, double confidence) {
    public Word {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(box, "box");
    }
  }

  public Page {
    blocks = List.copyOf(blocks);
  }

  /** The text of all title, paragraph and caption blocks, one paragraph a line. */
  public String prose() {
    return blocks.stream()
        .filter(
            block ->
                block.kind() == BlockKind.PARAGRAPH
                    || block.kind() == BlockKind.TITLE
                    || block.kind() == BlockKind.CAPTION)
        .map(Block::text)
        .collect(Collectors.joining("\n"));
  }
}
