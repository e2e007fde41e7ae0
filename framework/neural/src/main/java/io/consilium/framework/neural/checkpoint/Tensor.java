package io.consilium.framework.neural.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A named array of numbers as it lies in a file: row-major, little-endian. Safe for any number of
 * threads; the bytes can be read but not written through it.
 *
 * @param name as in the file, e.g. {@code model.inner.lm_head.weight}
 * @param shape lengths of the axes, slowest first; empty for a single number
 * @param data from 0 to the limit, exactly the numbers
 */
public record Tensor(String name, Dtype dtype, int[] shape, ByteBuffer data) {

  public Tensor {
    shape = shape.clone();
    data = data.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    long bytes = dtype.bytes();
    for (int length : shape) {
      if (length < 0) {
        throw new IllegalArgumentException(
            "Tensor (%s) has shape (%s).".formatted(name, Arrays.toString(shape)));
      }
      bytes = Math.multiplyExact(bytes, length);
    }
    if (bytes != data.remaining()) {
      throw new IllegalArgumentException(
          "Tensor (%s) of shape (%s) needs (%d) bytes and has (%d)."
              .formatted(name, Arrays.toString(shape), bytes, data.remaining()));
    }
  }

  /** A tensor of single precision; the array is copied. */
  public static Tensor of(String name, int[] shape, float[] values) {
    ByteBuffer data =
        ByteBuffer.allocate(Math.multiplyExact(4, values.length)).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(values);
    return new Tensor(name, Dtype.F32, shape, data);
  }

  @Override
  public int[] shape() {
    return shape.clone();
  }

  @Override
  public ByteBuffer data() {
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** How many numbers it has. */
  public int size() {
    return data.limit() / dtype.bytes();
  }

  /** A copy in single precision, row-major: doubles and integers rounded, halves exact. */
  public float[] floats() {
    float[] values = new float[size()];
    if (dtype == Dtype.F32) {
      data().asFloatBuffer().get(values);
      return values;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) dtype.at(data, i);
    }
    return values;
  }

  /**
   * A copy as integers, row-major; truths as 0 and 1.
   *
   * @throws IllegalStateException if it holds fractions
   * @throws ArithmeticException if a number needs more than 32 bits
   */
  public int[] ints() {
    if (dtype.isFloating()) {
      throw new IllegalStateException(
          "Tensor (%s) holds (%s). Maybe ask for floats().".formatted(name, dtype));
    }
    int[] values = new int[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          dtype == Dtype.I64 ? Math.toIntExact(data.getLong(i * 8)) : (int) dtype.at(data, i);
    }
    return values;
  }

  /** The place of the first number that is NaN or infinite, row-major; -1 if there is none. */
  public int firstNotFinite() {
    if (dtype.isFloating()) {
      for (int i = 0; i < size(); i++) {
        if (!Double.isFinite(dtype.at(data, i))) {
          return i;
        }
      }
    }
    return -1;
  }

  /** The same numbers under another name; they are shared, not copied. */
  public Tensor named(String other) {
    return new Tensor(other, dtype, shape, data);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && name.equals(that.name)
        && dtype == that.dtype
        && Arrays.equals(shape, that.shape)
        && data.equals(that.data);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(shape);
  }

  @Override
  public String toString() {
    return name + " " + dtype + Arrays.toString(shape);
  }
}
