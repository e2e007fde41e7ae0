package io.consilium.framework.runtimes.tesseract;

/** What the picture holds, so that the layout analysis looks for no more than that. */
public enum PageMode {
  /** A whole page: columns, paragraphs and tables are found. */
  PAGE(3),
  /** One column of lines of different sizes. */
  COLUMN(4),
  /** One block of text. */
  BLOCK(6),
  /** One line. */
  LINE(7),
  /** One word or number. */
  WORD(8),
  /** As much text as can be found, in no order: labels of charts. */
  SPARSE(11);

  private final int number;

  PageMode(int number) {
    this.number = number;
  }

  /** Tesseract's number of this mode. */
  public int number() {
    return number;
  }
}
