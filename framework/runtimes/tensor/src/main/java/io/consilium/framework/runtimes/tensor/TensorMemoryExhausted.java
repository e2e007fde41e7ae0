package io.consilium.framework.runtimes.tensor;

/**
 * Thrown when work needs more native memory than the bound leaves. What the work had allocated is
 * freed once nobody refers to it; later work may succeed.
 */
public final class TensorMemoryExhausted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TensorMemoryExhausted(String message, Throwable cause) {
    super(message, cause);
  }
}
