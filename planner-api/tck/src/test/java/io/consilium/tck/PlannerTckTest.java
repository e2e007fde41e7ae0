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
        arguments("planner10", BrokenPlanners.TellsAStory.class),
        arguments("planner13", BrokenPlanners.EstimatesAnew.class),
        arguments("planner14", BrokenPlanners.BearsAGrudge.class),
        arguments("planner15", BrokenPlanners.LeavesAThread.class));
  }

  @ParameterizedTest
  @MethodSource("brokenAlone")
  void aRuleBrokenAloneIsFoundAlone(String rule, Class<?> test) {
    assertThat(Kit.broken(test)).containsExactly(rule);
  }

  /** Those that break other rules too, by their nature. */
  static Stream<Arguments> brokenAmongOthers() {
    return Stream.of(arguments("planner03", BrokenPlanners.ChangesItsMind.class));
  }

  @ParameterizedTest
  @MethodSource("brokenAmongOthers")
  void aRuleBrokenAmongOthersIsFound(String rule, Class<?> test) {
    assertThat(Kit.broken(test)).contains(rule);
  }

  @Test
  void optionalRulesAreShownAsSkipped() {
    assertThat(Kit.broken(BrokenPlanners.KeepsItsThoughtsToItself.class)).isEmpty();
    assertThat(Kit.skipped(BrokenPlanners.KeepsItsThoughtsToItself.class))
        .containsExactly("planner11", "planner12");
  }
}
