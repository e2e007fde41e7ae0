package io.consilium.framework.training.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.framework.training.task.Puzzle;
import java.util.List;
import org.junit.jupiter.api.Test;

class HaltingTest {
  private static final Puzzle PUZZLE = new Puzzle("easy", new byte[4], new byte[4]);
  private static final boolean[] NEVER = new boolean[4];

  /** Halts falsely after step 2, is right and holds after step 3. */
  private static final Trace HASTY =
      new Trace(
          PUZZLE,
          new boolean[] {false, false, true, true},
          new boolean[] {false, false, true, true},
          new double[] {0, 0.5, 1, 1},
          new double[] {-1, 2, 3, 3},
          new double[] {Double.NaN, 0.5, 0.05, 0.001},
          new boolean[] {false, false, false, true});

  /** Settles on a wrong answer. */
  private static final Trace LOST =
      new Trace(
          PUZZLE,
          NEVER,
          NEVER,
          new double[4],
          new double[] {-1, -1, -1, -1},
          new double[] {Double.NaN, 0.005, 0.005, 0.005},
          new boolean[] {false, true, true, true});

  private static Halting.Result result(String way) {
    return Halting.ways(4).stream()
        .filter(halting -> halting.name().equals(way))
        .findFirst()
        .orElseThrow()
        .result(List.of(HASTY, LOST));
  }

  @Test
  void theLearnedHeadMayStopTooEarly() {
    Halting.Result learned = result("learned");

    assertThat(learned.exact().hits()).isZero();
    assertThat(learned.falseHalts().hits()).isEqualTo(1);
    assertThat(learned.meanSteps()).isEqualTo(3);
  }

  @Test
  void theVerifierStopsAtTheFirstAnswerThatHolds() {
    Halting.Result verified = result("verifier");

    assertThat(verified.exact().hits()).isEqualTo(1);
    assertThat(verified.falseHalts().hits()).isZero();
    assertThat(verified.meanSteps()).isEqualTo(3.5);
  }

  @Test
  void giveUpWhenTheStateRests() {
    Halting.Result both = result("verifier, or state moves by < 1 %");

    assertThat(both.exact().hits()).isEqualTo(1);
    assertThat(both.falseHalts().hits()).isEqualTo(1);
    assertThat(both.meanSteps()).isEqualTo(2.5);
  }

  @Test
  void fixedStepsAreCountedFromOne() {
    assertThat(result("fixed, 1").meanSteps()).isEqualTo(1);
    assertThat(result("fixed, 4").exact().hits()).isEqualTo(1);
    assertThat(Halting.ways(4)).noneMatch(way -> way.name().equals("fixed, 16"));
  }
}
