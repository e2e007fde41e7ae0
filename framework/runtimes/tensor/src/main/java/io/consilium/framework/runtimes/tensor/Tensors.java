package io.consilium.framework.runtimes.tensor;

import io.consilium.framework.runtimes.tensor.internal.Natives;
import java.util.function.Supplier;

/**
 * The way to ND4J. ND4J comes up at its first use in any case, with this process's settings; asked
 * here first, it says clearly why it cannot, and no class of it is spoilt by the attempt.
 *
 * <p>Threading: thread-safe.
 */
public final class Tensors {
  private Tensors() {}

  /**
   * Loads ND4J and its native libraries if nobody has; takes a second, or four the first time on a
   * machine, when 400 MB are unpacked.
   *
   * @throws TensorUnavailable if the natives are missing, the cache directory cannot be written, or
   *     they do not load
   */
  public static void ready() {
    Natives.start();
  }

  /**
   * Does work with ND4J.
   *
   * @throws TensorUnavailable as {@link #ready()} does
   * @throws TensorMemoryExhausted if the work needs more native memory than is left; everything
   *     else that it throws passes through
   */
  public static <T> T bounded(Supplier<T> work) {
    ready();
    return Natives.bounded(work);
  }

  /** How ND4J does. Loads nothing. */
  public static TensorHealth health() {
    return Natives.health();
  }
}
