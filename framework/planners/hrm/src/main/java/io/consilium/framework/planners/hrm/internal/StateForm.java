package io.consilium.framework.planners.hrm.internal;

import io.consilium.api.task.Digest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The bytes of a network's state between two segments: a mark, whose it is, the step, then answer
 * and latent state in half precision, little-endian. Whose it is, is a digest of network and
 * givens: a state of another network or puzzle is refused, whatever its size.
 */
final class StateForm {
  private static final int MAGIC = 0x31534e43; // "CNS1"
  private static final int OWNER = 16;
  private static final int HEADER = Integer.BYTES + OWNER + Integer.BYTES;

  private final byte[] owner;
  private final int count;

  /**
   * A network's state on a grid.
   *
   * @param answer or slow state
   * @param latent or fast state, as long
   * @param step segments taken, from 1
   */
  record State(float[] answer, float[] latent, int step) {}

  /**
   * @param network its digest
   * @param givens cells of the grid
   * @param count numbers of each of the two states
   */
  StateForm(String network, int[] givens, int count) {
    this.count = count;
    MessageDigest sha256 = Digest.sha256();
    sha256.update(network.getBytes(StandardCharsets.UTF_8));
    for (int given : givens) {
      sha256.update((byte) given);
    }
    this.owner = Arrays.copyOf(sha256.digest(), OWNER);
  }

  byte[] write(State state) {
    ByteBuffer bytes = buffer(new byte[HEADER + 2 * count * Short.BYTES]);
    bytes.putInt(MAGIC).put(owner).putInt(state.step());
    put(bytes, state.answer());
    put(bytes, state.latent());
    return bytes.array();
  }

  private static void put(ByteBuffer bytes, float[] values) {
    for (float value : values) {
      bytes.putShort(Half.of(value));
    }
  }

  /**
   * Reads a state.
   *
   * @throws IllegalArgumentException if it is none, or another network's or puzzle's, or holds what
   *     is no number
   */
  State read(byte[] form) {
    ByteBuffer bytes = buffer(form);
    if (form.length < HEADER || bytes.getInt() != MAGIC) {
      throw new IllegalArgumentException(
          "The " + form.length + " bytes given as a state are none of this kind of network.");
    }
    byte[] whose = new byte[OWNER];
    bytes.get(whose);
    int step = bytes.getInt();
    boolean fits = form.length == HEADER + 2 * count * Short.BYTES;
    if (!Arrays.equals(whose, owner) || step < 1 || !fits) {
      throw new IllegalArgumentException("The state belongs to another network or grid.");
    }
    return new State(get(bytes, count), get(bytes, count), step);
  }

  private static float[] get(ByteBuffer bytes, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = Half.toFloat(bytes.getShort());
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException("The state holds what is no number.");
      }
    }
    return values;
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
