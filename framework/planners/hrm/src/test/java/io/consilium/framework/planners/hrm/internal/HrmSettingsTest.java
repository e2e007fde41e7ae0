package io.consilium.framework.planners.hrm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.host.Settings;
import io.consilium.api.planner.PlanRevision;
import io.consilium.api.planner.PlanRevision.NoPlan;
import io.consilium.tck.TestContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a pipeline says of the planner and will not do. */
class HrmSettingsTest {
  private final HrmPlanner planner =
      new HrmPlanner(new Networks(Map.of("sudoku", FakeNetwork::new), Optional.empty()));

  private String refusal(String key, Object value) {
    PlanRevision revision =
        planner.plan(Task4.text().carry(), new Settings(Map.of(key, value)), TestContext.create());
    return ((NoPlan) revision).message();
  }

  @Test
  void aWrongSettingIsSaidAndNotGuessed() {
    assertThat(refusal("stop", "soon"))
        .isEqualTo(
            "The planner's setting \"stop\" knows no such rule (soon). Known: verifier, learned,"
                + " convergence, fixed, any. Maybe leave it out for its default.");
  }

  @Test
  void anUnknownSettingIsRefusedWithThoseThereAreAndTheOneThatIsNear() {
    assertThat(refusal("segmnets", 3))
        .isEqualTo(
            "The planner hrm knows no setting (segmnets). Known: network, read, read-with,"
                + " restarts, segments, still, stop, verifier. Maybe \"segments\" is meant.");
    assertThat(refusal("methods", List.of())).contains("(methods)").contains("Maybe take it out");
  }

  @Test
  void anUnknownNetworkIsRefusedWithThoseThereAreAndTheOneThatIsNear() {
    assertThat(refusal("network", "sudokku"))
        .isEqualTo(
            "No network is called so (sudokku). Known: none, sudoku. Maybe \"sudoku\" is meant.");
    assertThat(refusal("network", "../sudoku.safetensors")).contains("Maybe \"sudoku\" is meant");
  }

  @ParameterizedTest
  @MethodSource
  void aValueThatWillNotDoIsRefused(String key, Object value, String needs) {
    assertThat(refusal(key, value))
        .contains("\"" + key + "\"")
        .contains(needs)
        .contains("(" + value + ")")
        .contains("Maybe");
  }

  static Stream<Arguments> aValueThatWillNotDoIsRefused() {
    return Stream.of(
        Arguments.of("segments", 0, "a whole number from 1 to 900"),
        Arguments.of("segments", 901, "a whole number from 1 to 900"),
        Arguments.of("segments", 2.5, "a whole number from 1 to 900"),
        Arguments.of("segments", "many", "a whole number from 1 to 900"),
        Arguments.of("segments", true, "a whole number from 1 to 900"),
        Arguments.of("restarts", -1, "a whole number from 0 to 900"),
        Arguments.of("still", -0.1, "a number from 0"),
        Arguments.of("still", "soon", "a number from 0"),
        Arguments.of("still", Double.NaN, "a number from 0"),
        Arguments.of("network", 9, "a word"),
        Arguments.of("network", "", "a word"),
        Arguments.of("stop", List.of("any"), "a word"),
        Arguments.of("verifier", Map.of(), "a word"),
        Arguments.of("read", false, "a word"),
        Arguments.of("read-with", "sudoku", "a section of its own"));
  }
}
