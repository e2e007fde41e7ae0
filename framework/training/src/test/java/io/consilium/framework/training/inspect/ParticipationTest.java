package io.consilium.framework.training.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ParticipationTest {

  @Test
  void countsTheDimensionsInWhichStatesVary() {
    SplittableRandom random = new SplittableRandom(1);
    Participation all = new Participation(8);
    Participation three = new Participation(8);
    Participation one = new Participation(8);
    for (int i = 0; i < 20_000; i++) {
      float[] state = new float[8];
      float[] some = {5, 5, 5, 5, 5, 5, 5, 5};
      for (int j = 0; j < 8; j++) {
        state[j] = (float) random.nextGaussian();
        some[j] += j < 3 ? state[j] : 0;
      }
      all.add(state);
      three.add(some);
      float x = state[0];
      one.add(new float[] {x, 2 * x, 3 * x, 0, 0, 0, 0, -x});
    }

    assertThat(all.ratio()).isCloseTo(8, within(0.1));
    assertThat(three.ratio()).isCloseTo(3, within(0.05));
    assertThat(one.ratio()).isCloseTo(1, within(1e-6));
  }

  @Test
  void statesThatDoNotVaryHaveNone() {
    Participation still = new Participation(2);
    still.add(new float[] {1, 2, 1, 2});

    assertThat(still.ratio()).isNaN();
  }
}
