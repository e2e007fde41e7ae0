package io.consilium.governance.ledger.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text as it is written, or none: a byte that is no UTF-8 is not replaced. */
final class StrictText {

  private StrictText() {}

  /**
   * Reads text.
   *
   * @param what for the message, such as {@code a tlog proof}
   * @throws IllegalArgumentException if it is none
   */
  static String of(byte[] bytes, String what) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("Not " + what + ": not UTF-8.", e);
    }
  }
}
