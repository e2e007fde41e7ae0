package io.consilium.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerifierTckTest {

  @Test
  void aSoundVerifierPasses() {
    assertThat(Kit.broken(BrokenVerifiers.SoundTck.class)).isEmpty();
    assertThat(Kit.skipped(BrokenVerifiers.SoundTck.class)).isEmpty();
  }

  static Stream<Arguments> brokenAlone() {
    return Stream.of(
        arguments("verifier01", BrokenVerifiers.ChangesItsDescriptor.class),
        arguments("verifier02", BrokenVerifiers.HasNoUsableId.class),
        arguments("verifier03", BrokenVerifiers.RejectsAll.class),
        arguments("verifier04", BrokenVerifiers.CannotTell.class),
        arguments("verifier06", BrokenVerifiers.BearsOnlyOneCall.class),
        arguments("verifier07", BrokenVerifiers.AcceptsNothing.class),
        arguments("verifier08", BrokenVerifiers.AcceptsRubbish.class),
        arguments("verifier09", BrokenVerifiers.IgnoresCancellation.class),
        arguments("verifier10", BrokenVerifiers.IgnoresItsDeadline.class),
        arguments("verifier11", BrokenVerifiers.ScoresOnTheWrongSide.class),
        arguments("verifier12", BrokenVerifiers.FindsWithoutWords.class),
        arguments("verifier13", BrokenVerifiers.BearsAGrudge.class),
        arguments("verifier14", BrokenVerifiers.DeclaresOtherInputs.class),
        arguments("verifier16", BrokenVerifiers.LeavesStreamsOpen.class),
        arguments("verifier17", BrokenVerifiers.LeavesAThread.class),
        arguments("verifier18", BrokenVerifiers.WritesAFile.class));
  }

  @ParameterizedTest
  @MethodSource("brokenAlone")
  void aRuleBrokenAloneIsFoundAlone(String rule, Class<?> test) {
    assertThat(Kit.broken(test)).containsExactly(rule);
  }

  /** Those that break other rules too, by their nature. */
  static Stream<Arguments> brokenAmongOthers() {
    return Stream.of(arguments("verifier05", BrokenVerifiers.RollsDice.class));
  }

  @ParameterizedTest
  @MethodSource("brokenAmongOthers")
  void aRuleBrokenAmongOthersIsFound(String rule, Class<?> test) {
    assertThat(Kit.broken(test)).contains(rule);
  }

  @Test
  void anOptionalRuleIsShownAsSkipped() {
    assertThat(Kit.broken(BrokenVerifiers.AcceptsWithoutEvidence.class)).isEmpty();
    assertThat(Kit.skipped(BrokenVerifiers.AcceptsWithoutEvidence.class))
        .containsExactly("verifier15");
  }
}
