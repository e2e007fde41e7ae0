package io.consilium.expert.grid.internal;

import io.consilium.api.expert.Assignment;
import io.consilium.api.host.CallContext;
import io.consilium.api.task.Artifact;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads the inputs of an assignment. */
final class Inputs {
  /** The largest text that is read: a maze of 400 x 400 is below 200 KiB. */
  private static final long MAX_TEXT = 1 << 20;

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private Inputs() {}

  /** A value of the vocabulary. */
  static <T> T value(Assignment assignment, String name, Class<T> type, CallContext context)
      throws Malformed {
    String what = "The input \"" + name + "\" of " + assignment.capability();
    try {
      T value = context.artifacts().read(assignment.input(name), type);
      if (value == null) {
        throw new Malformed(what + " is empty. Maybe the step before it failed.");
      }
      return value;
    } catch (IllegalArgumentException | IOException e) {
      throw new Malformed(
          what
              + " is not a readable "
              + type.getSimpleName()
              + " ("
              + e.getMessage()
              + "). Maybe it was made by another version.");
    }
  }

  /** The artifact that a text is read from. */
  static Artifact artifact(Assignment assignment, String name) throws Malformed {
    try {
      return assignment.input(name);
    } catch (IllegalArgumentException e) {
      throw new Malformed(e.getMessage() + " Maybe the step before it failed.");
    }
  }

  /** A text in UTF-8. */
  static String text(Artifact artifact, CallContext context) throws Malformed {
    try {
      byte[] bytes = context.artifacts().bytes(artifact, MAX_TEXT);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new Malformed("The text is not UTF-8. Maybe it is no text, or save it as UTF-8.");
    } catch (IOException e) {
      throw new Malformed(
          "The text cannot be read (" + e.getMessage() + "). Maybe give one puzzle a file.");
    }
  }
}
