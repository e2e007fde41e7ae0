package io.consilium.framework.planners.hrm.internal;

/** Half-precision numbers (IEEE 754 binary16), for which Java 17 has no conversion of its own. */
final class Half {
  private Half() {}

  /** The nearest half, ties to even; what is too large becomes infinite. */
  static short of(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    int rest = bits & 0x7fffffff;
    if (rest >= 0x47800000) {
      return (short) (sign | (rest > 0x7f800000 ? 0x7e00 : 0x7c00));
    }
    if (rest < 0x38800000) {
      int tiny = (int) Math.rint(Math.scalb(Float.intBitsToFloat(rest), 24));
      return (short) (sign | tiny);
    }
    int rounded = rest - 0x38000000 + 0xfff + (rest >>> 13 & 1);
    return (short) (sign | rounded >>> 13);
  }

  static float toFloat(short half) {
    int exponent = half >>> 10 & 0x1f;
    int fraction = half & 0x3ff;
    float magnitude;
    if (exponent == 0) {
      magnitude = Math.scalb((float) fraction, -24);
    } else if (exponent == 0x1f) {
      magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else {
      magnitude = Float.intBitsToFloat(exponent + 112 << 23 | fraction << 13);
    }
    return half < 0 ? -magnitude : magnitude;
  }
}
