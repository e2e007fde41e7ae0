package io.consilium.expert.nlp.internal.sentiment;

/**
 * A phrase of a sentence that sounds good or bad.
 *
 * @param start where it begins in the sentence
 * @param end where it ends
 * @param weight -1 (bad) to 1 (good)
 * @param kind what found it
 */
record Evidence(int start, int end, double weight, Kind kind) {

  /** What found a piece of evidence. */
  enum Kind {
    /** Something that moved, such as "costs fell". */
    MOVEMENT,
    /** Two figures, such as "EUR 2 million, compared with EUR 3 million". */
    COMPARISON,
    /** A turn between profit and loss. */
    TURN,
    /** A word that is good or bad by itself. */
    WORD
  }

  boolean overlaps(Evidence other) {
    return start < other.end && other.start < end;
  }

  String in(String sentence) {
    return sentence.substring(start, end);
  }
}
