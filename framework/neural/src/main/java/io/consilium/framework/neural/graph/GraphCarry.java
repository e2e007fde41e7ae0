package io.consilium.framework.neural.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The state handed from segment to segment.
 *
 * @param graph the problem
 * @param answer y [N, D], row-major
 * @param latent z [N, D], row-major
 * @param step segments done since the start
 */
public record GraphCarry(ConstraintGraph graph, float[] answer, float[] latent, int step) {
  private static final int HEADER = 4 * Integer.BYTES;
  private static final int MAGIC = 0x43474331; // "CGC1"

  /** A fresh start: an empty answer and a latent state of standard normal noise. */
  public static GraphCarry start(ConstraintGraph graph, int width, RandomGenerator random) {
    float[] latent = new float[graph.nodes() * width];
    for (int i = 0; i < latent.length; i++) {
      latent[i] = (float) random.nextGaussian();
    }
    return new GraphCarry(graph, new float[latent.length], latent, 0);
  }

  /** The same from a seed. */
  public static GraphCarry start(ConstraintGraph graph, int width, long seed) {
    return start(graph, width, new SplittableRandom(seed));
  }

  /** Copies of the states: a step must not write into the carry it was given. */
  GraphCarry copy() {
    return new GraphCarry(graph, answer.clone(), latent.clone(), step);
  }

  GraphCarry next() {
    return new GraphCarry(graph, answer, latent, step + 1);
  }

  /** A portable form: magic, nodes, width, step, then both states, little-endian. */
  public byte[] toBytes() {
    int nodes = graph.nodes();
    ByteBuffer bytes =
        ByteBuffer.allocate(HEADER + (answer.length + latent.length) * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(MAGIC).putInt(nodes).putInt(nodes == 0 ? 0 : answer.length / nodes).putInt(step);
    bytes.asFloatBuffer().put(answer).put(latent);
    return bytes.array();
  }

  /**
   * Reads the portable form.
   *
   * @throws IllegalArgumentException if it is none, or belongs to another problem or width, or
   *     holds a number that is not finite
   */
  public static GraphCarry fromBytes(ConstraintGraph graph, int width, byte[] form) {
    ByteBuffer bytes = ByteBuffer.wrap(form).order(ByteOrder.LITTLE_ENDIAN);
    if (form.length < HEADER || bytes.getInt() != MAGIC) {
      throw new IllegalArgumentException(
          "The " + form.length + " bytes given as a state are none of this network's.");
    }
    int nodes = bytes.getInt();
    int wide = bytes.getInt();
    int step = bytes.getInt();
    long size = HEADER + 2L * nodes * wide * Float.BYTES;
    if (nodes != graph.nodes() || (wide != width && nodes > 0) || step < 0 || size != form.length) {
      throw new IllegalArgumentException(
          "The state is for "
              + nodes
              + " candidates of width "
              + wide
              + " at step "
              + step
              + " in "
              + form.length
              + " bytes; the problem has "
              + graph.nodes()
              + " of width "
              + width
              + ".");
    }
    float[] answer = new float[nodes * width];
    float[] latent = new float[nodes * width];
    bytes.asFloatBuffer().get(answer).get(latent);
    for (int i = 0; i < answer.length; i++) {
      if (!Float.isFinite(answer[i]) || !Float.isFinite(latent[i])) {
        throw new IllegalArgumentException("The state holds a number that is not finite.");
      }
    }
    return new GraphCarry(graph, answer, latent, step);
  }
}
