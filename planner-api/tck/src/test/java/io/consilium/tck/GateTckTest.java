package io.consilium.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTckTest {

  @ParameterizedTest
  @ValueSource(classes = {BrokenGates.SoundTck.class, BrokenGates.ExploringTck.class})
  void aSoundGatePasses(Class<?> test) {
    assertThat(Kit.broken(test)).isEmpty();
    assertThat(Kit.skipped(test)).isEmpty();
  }

  static Stream<Arguments> brokenAlone() {
    return Stream.of(
        arguments("gate01", BrokenGates.ChangesItsName.class),
        arguments("gate03", BrokenGates.OverrulesVetoes.class),
        arguments("gate03", BrokenGates.AsksTwice.class),
        arguments("gate04", BrokenGates.WeighsTooMuch.class),
        arguments("gate04", BrokenGates.WeighsLessThanNothing.class),
        arguments("gate05", BrokenGates.MeasuresInfinity.class),
        arguments("gate06", BrokenGates.IsAlwaysSure.class),
        arguments("gate07", BrokenGates.KeepsChanceToItself.class),
        arguments("gate08", BrokenGates.NeverSaysThatItExplored.class),
        arguments("gate09", BrokenGates.AlwaysDecomposes.class),
        arguments("gate11", BrokenGates.NeverOpens.class),
        arguments("gate12", BrokenGates.SparesTheLastWinner.class),
        arguments("gate14", BrokenGates.RefusesForeignSettings.class),
        arguments("gate15", BrokenGates.BearsOnlyOneCall.class),
        arguments("gate16", BrokenGates.LeavesAThread.class));
  }

  @ParameterizedTest
  @MethodSource("brokenAlone")
  void aRuleBrokenAloneIsFoundAlone(String rule, Class<?> test) {
    assertThat(Kit.broken(test)).containsExactly(rule);
  }

  static Stream<Arguments> brokenAmongOthers() {
    return Stream.of(
        arguments("gate02", BrokenGates.RollsDice.class),
        arguments("gate10", BrokenGates.AsksSomebodyAnyway.class),
        arguments("gate13", BrokenGates.ReadsEveryFit.class));
  }

  @ParameterizedTest
  @MethodSource("brokenAmongOthers")
  void aRuleBrokenAmongOthersIsFound(String rule, Class<?> test) {
    assertThat(Kit.broken(test)).contains(rule);
  }

  @Test
  void optionalRulesAreShownAsSkipped() {
    assertThat(Kit.broken(BrokenGates.RefusesWhatItCouldDecompose.class)).isEmpty();
    assertThat(Kit.skipped(BrokenGates.RefusesWhatItCouldDecompose.class))
        .containsExactly("gate17", "gate18");
  }
}
