package io.consilium.framework.planners.hrm.internal;

import io.consilium.api.task.Digest;
import io.consilium.framework.neural.graph.ConstraintGraph;
import io.consilium.framework.neural.graph.GraphCarry;
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
  private final int width;
  private final ConstraintGraph graph;

  /**
   * @param network its digest
   * @param width numbers in a node's state
   */
  StateForm(String network, int width, ConstraintGraph graph) {
    this.width = width;
    this.graph = graph;
    MessageDigest sha256 = Digest.sha256();
    sha256.update(network.getBytes(StandardCharsets.UTF_8));
    for (int cell = 0; cell < graph.cells(); cell++) {
      sha256.update((byte) graph.given(cell));
    }
    this.owner = Arrays.copyOf(sha256.digest(), OWNER);
  }

  byte[] write(GraphCarry carry) {
    int count = carry.answer().length;
    ByteBuffer bytes = buffer(new byte[HEADER + 2 * count * Short.BYTES]);
    bytes.putInt(MAGIC).put(owner).putInt(carry.step());
    put(bytes, carry.answer());
    put(bytes, carry.latent());
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
  GraphCarry read(byte[] form) {
    ByteBuffer bytes = buffer(form);
    if (form.length < HEADER || bytes.getInt() != MAGIC) {
      throw new IllegalArgumentException(
          "The " + form.length + " bytes given as a state are none of this kind of network.");
    }
    byte[] whose = new byte[OWNER];
    bytes.get(whose);
    int step = bytes.getInt();
    int count = graph.nodes() * width;
    boolean fits = form.length == HEADER + 2 * count * Short.BYTES;
    if (!Arrays.equals(whose, owner) || step < 1 || !fits) {
      throw new IllegalArgumentException("The state belongs to another network or grid.");
    }
    return new GraphCarry(graph, get(bytes, count), get(bytes, count), step);
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
