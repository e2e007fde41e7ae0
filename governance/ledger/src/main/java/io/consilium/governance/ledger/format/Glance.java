package io.consilium.governance.ledger.format;

import java.nio.charset.StandardCharsets;

/**
 * What an index needs of a record, found without reading all of it.
 *
 * <p>Right for canonical JSON of our own records: keys are sorted, and a quotation mark within a
 * text is escaped, so that the marks looked for stand in no text.
 *
 * @param task the task, or empty for the host
 * @param type the body's type, such as {@code task-admitted}
 */
public record Glance(String task, String type) {

  /**
   * Glances at a record.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Glance at(byte[] canonicalRecord) {
    String text = new String(canonicalRecord, StandardCharsets.UTF_8);
    int position = text.lastIndexOf("\"position\":{");
    int task = position < 0 ? -1 : text.indexOf("\"task\":\"", position);
    int boot = text.lastIndexOf("},\"boot\":\"");
    int type = boot < 0 ? -1 : text.lastIndexOf("\"type\":\"", boot);
    if (task < 0 || type < 0) {
      throw new IllegalArgumentException("Not a decision record.");
    }
    return new Glance(word(text, task + 8), word(text, type + 8));
  }

  /** What a glance at a record sees, from the canonical JSON of its position and body alone. */
  public static Glance of(String position, String body) {
    int task = position.indexOf("\"task\":\"");
    int type = body.lastIndexOf("\"type\":\"");
    if (task < 0 || type < 0) {
      throw new IllegalArgumentException("Not parts of a decision record.");
    }
    return new Glance(word(position, task + 8), word(body, type + 8));
  }

  private static String word(String text, int from) {
    int end = text.indexOf('"', from);
    if (end < 0) {
      throw new IllegalArgumentException("Not a decision record.");
    }
    return text.substring(from, end);
  }
}
