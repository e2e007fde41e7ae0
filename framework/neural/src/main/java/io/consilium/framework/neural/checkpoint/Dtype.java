package io.consilium.framework.neural.checkpoint;

import java.nio.ByteBuffer;

/** How the numbers of a tensor are stored; the constants are named as in the file. */
public enum Dtype {
  /** IEEE 754 single precision. */
  F32(4),
  /** IEEE 754 double precision. */
  F64(8),
  /** IEEE 754 half precision. */
  F16(2),
  /** The upper half of a single. */
  BF16(2),
  /** Signed, two's complement. */
  I32(4),
  /** Signed, two's complement. */
  I64(8),
  /** A byte, 0 for false. */
  BOOL(1),
  /** An unsigned byte. */
  U8(1);

  private final int bytes;

  Dtype(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes a number. */
  public int bytes() {
    return bytes;
  }

  /** Whether it can hold weights. */
  public boolean isFloating() {
    return this == F32 || this == F64 || this == F16 || this == BF16;
  }

  double at(ByteBuffer data, int index) {
    return switch (this) {
      case F32 -> data.getFloat(index * 4);
      case F64 -> data.getDouble(index * 8);
      case F16 -> half(data.getShort(index * 2));
      case BF16 -> Float.intBitsToFloat(data.getShort(index * 2) << 16);
      case I32 -> data.getInt(index * 4);
      case I64 -> data.getLong(index * 8);
      case BOOL -> data.get(index) == 0 ? 0 : 1;
      case U8 -> data.get(index) & 0xff;
    };
  }

  private static float half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    float size =
        switch (exponent) {
          case 0 -> Math.scalb((float) fraction, -24);
          case 31 -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Math.scalb((float) (fraction | 0x400), exponent - 25);
        };
    return bits < 0 ? -size : size;
  }
}
