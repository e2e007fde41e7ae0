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
      int tiny = (int) Math.rint(Float.intBitsToFloat(rest) * 0x1p24f);
      return (short) (sign | tiny);
    }
    int rounded = rest - 0x38000000 + 0xfff + (rest >>> 13 & 1);
    return (short) (sign | rounded >>> 13);
  }

  static float toFloat(short half) {
    int exponent = half >>> 10 & 0x1f;
    int rest = half & 0x7fff;
    if (exponent > 0 && exponent < 0x1f) {
      return Float.intBitsToFloat((half & 0x8000) << 16 | (rest << 13) + 0x38000000);
    }
    float magnitude =
        exponent == 0 ? rest * 0x1p-24f : rest == 0x7c00 ? Float.POSITIVE_INFINITY : Float.NaN;
    return half < 0 ? -magnitude : magnitude;
  }
}
