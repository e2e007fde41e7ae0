package io.consilium.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlannerTckTest {

  @Test
  void aSoundPlannerPasses() {
    assertThat(Kit.broken(BrokenPlanners.SoundTck.class)).isEmpty();
    assertThat(Kit.skipped(BrokenPlanners.SoundTck.class)).isEmpty();
  }

  static Stream<Arguments> brokenAlone() {
    return Stream.of(
        arguments("planner01", BrokenPlanners.ChangesItsDescriptor.class),
        arguments("planner02", BrokenPlanners.PlansNothing.class),
        arguments("planner04", BrokenPlanners.WaitsForNobody.class),
        arguments("planner05", BrokenPlanners.SetsWhatJsonForgets.class),
        arguments("planner06", BrokenPlanners.KnowsEverything.class),
        arguments("planner07", BrokenPlanners.BearsOnlyOneCall.class),
        arguments("planner08", BrokenPlanners.NeverEnds.class),
        arguments("planner09", BrokenPlanners.NeverContent.class),
        arguments("planner10", BrokenPlanners.TellsAStory.class));
  }

  @ParameterizedTest
  @MethodSource("brokenAlone")
  void aRuleBrokenAloneIsFoundAlone(String rule, Class<?> test) {
    assertThat(Kit.broken(test)).containsExactly(rule);
  }

  @Test
  void aPlannerThatChangesItsMindIsFound() {
    assertThat(Kit.broken(BrokenPlanners.ChangesItsMind.class)).contains("planner03");
  }
}
