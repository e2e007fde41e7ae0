package io.consilium.framework.planners.hrm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HalfTest {
  @Test
  void everyHalfComesBackAsItself() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = Half.toFloat((short) bits);
      if (!Float.isNaN(value)) {
        assertThat(Half.of(value)).as("bits %x", bits).isEqualTo((short) bits);
      }
    }
  }

  @Test
  void roundsToTheNearestAndTiesToEven() {
    assertThat(Half.toFloat(Half.of(1.0004f))).isEqualTo(1f);
    assertThat(Half.toFloat(Half.of(1 + 1 / 2048f))).isEqualTo(1f);
    assertThat(Half.toFloat(Half.of(1 + 3 / 2048f))).isEqualTo(1 + 2 / 1024f);
    assertThat(Half.toFloat(Half.of(-65504f))).isEqualTo(-65504f);
    assertThat(Half.toFloat(Half.of(65520f))).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(Half.toFloat(Half.of(Float.NaN))).isNaN();
    assertThat(Half.toFloat(Half.of(3e-8f))).isEqualTo(Math.scalb(1f, -24));
  }
}
