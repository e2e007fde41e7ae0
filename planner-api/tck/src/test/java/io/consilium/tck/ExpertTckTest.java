package io.consilium.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpertTckTest {

  @ParameterizedTest
  @ValueSource(classes = {BrokenExperts.SoundTck.class, BrokenExperts.ClosingTck.class})
  void aSoundExpertPasses(Class<?> test) {
    assertThat(Kit.broken(test)).isEmpty();
    assertThat(Kit.skipped(test)).isEmpty();
  }

  static Stream<Arguments> brokenAlone() {
    return Stream.of(
        arguments("expert01", BrokenExperts.ChangesItsDescriptor.class),
        arguments("expert02", BrokenExperts.DeclaresTwice.class),
        arguments("expert02", BrokenExperts.GivesAnyType.class),
        arguments("expert03", BrokenExperts.PromisesMoreThanItShows.class),
        arguments("expert04", BrokenExperts.GivesAnotherType.class),
        arguments("expert04", BrokenExperts.LiesAboutItsDigest.class),
        arguments("expert06", BrokenExperts.BearsOnlyOneCall.class),
        arguments("expert07", BrokenExperts.IgnoresCancellation.class),
        arguments("expert08", BrokenExperts.IgnoresItsDeadline.class),
        arguments("expert10", BrokenExperts.InventsItsInput.class),
        arguments("expert12", BrokenExperts.RemembersTheLastTask.class),
        arguments("expert13", BrokenExperts.SaysNothing.class),
        arguments("expert15", BrokenExperts.WritesAFile.class),
        arguments("expert15", BrokenExperts.CallsSomebody.class),
        arguments("expert15", BrokenExperts.ReadsThroughAndWrites.class),
        arguments("expert16", BrokenExperts.LeavesStreamsOpen.class),
        arguments("expert17", BrokenExperts.MeasuresInfinity.class),
        arguments("expert17", BrokenExperts.GivesMoreThanItDeclares.class),
        arguments("expert18", BrokenExperts.LeavesAThread.class));
  }

  @ParameterizedTest
  @MethodSource("brokenAlone")
  void aRuleBrokenAloneIsFoundAlone(String rule, Class<?> test) {
    assertThat(Kit.broken(test)).containsExactly(rule);
  }

  /** Those that break other rules too, by their nature. */
  static Stream<Arguments> brokenAmongOthers() {
    return Stream.of(
        arguments("expert05", BrokenExperts.RollsDice.class),
        arguments("expert09", BrokenExperts.TakesAnything.class),
        arguments("expert09", BrokenExperts.ThrowsOnBadInput.class),
        arguments("expert11", BrokenExperts.IsSurerThanSure.class),
        arguments("expert11", BrokenExperts.ReturnsNull.class));
  }

  @ParameterizedTest
  @MethodSource("brokenAmongOthers")
  void aRuleBrokenAmongOthersIsFound(String rule, Class<?> test) {
    assertThat(Kit.broken(test)).contains(rule);
  }

  @Test
  void anOptionalRuleIsShownAsSkipped() {
    assertThat(Kit.broken(BrokenExperts.GivesNoAdvice.class)).isEmpty();
    assertThat(Kit.skipped(BrokenExperts.GivesNoAdvice.class)).containsExactly("expert14");
  }

  @Test
  void rulesThatDoNotConcernAnExpertAreShownAsSkipped() {
    assertThat(Kit.broken(BrokenExperts.PromisesLittle.class)).isEmpty();
    assertThat(Kit.skipped(BrokenExperts.PromisesLittle.class))
        .containsExactly("expert05", "expert06", "expert12", "expert15");
  }
}
