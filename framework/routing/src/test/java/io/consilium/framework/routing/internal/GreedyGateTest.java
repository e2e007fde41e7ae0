package io.consilium.framework.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import io.consilium.api.expert.Effect;
import io.consilium.api.host.Settings;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.routing.Candidate;
import io.consilium.api.routing.Gate;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.routing.RoutingDecision.Action;
import io.consilium.api.routing.RoutingDecision.Choice;
import io.consilium.api.routing.RoutingRequest;
import io.consilium.api.task.SubgoalId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GreedyGateTest {
  private static final Gate TOP_1 = new GreedyGate("top-1", 1);
  private static final Gate TOP_K = new GreedyGate("top-k", 2);

  private static Candidate candidate(String expert, double score, double fit, String veto) {
    return new Candidate(
        expert,
        "b/1/d",
        Map.of("fit", fit),
        score,
        Optional.ofNullable(veto),
        "",
        0,
        1,
        Effect.PURE);
  }

  private static RoutingRequest request(
      boolean decomposable, Map<String, Object> settings, Candidate... candidates) {
    return new RoutingRequest(
        new Subgoal(new SubgoalId("s"), "x", "", Map.of(), Settings.EMPTY, Set.of(), false),
        List.of(candidates),
        decomposable,
        new Settings(settings),
        1);
  }

  @Test
  void refusesToAskLessThanOne() {
    assertThatThrownBy(
            () -> TOP_K.route(request(false, Map.of("k", 0.5), candidate("a", 0.9, 1, null))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"k\"")
        .hasMessageContaining("(0.5)");
  }

  @Test
  void takesTheBestAndKeepsTheRestAsFallbacks() {
    RoutingDecision decision =
        TOP_1.route(
            request(
                false,
                Map.of(),
                candidate("a", 0.9, 1, null),
                candidate("b", 0.5, 1, null),
                candidate("c", 0, 1, "busy")));

    assertThat(decision.chosen()).containsExactly(new Choice("a", 1));
    assertThat(decision.fallbacks()).containsExactly("b");
    assertThat(decision.margin()).isCloseTo(0.4, within(1e-12));
    assertThat(decision.entropy()).isBetween(0.0, 1.0);
    assertThat(decision.propensity()).isEqualTo(1);
  }

  @Test
  void mixesTheBestByTheirSoftmax() {
    RoutingDecision decision =
        TOP_K.route(
            request(
                false,
                Map.of("temperature", 1.0),
                candidate("a", 1, 1, null),
                candidate("b", 0, 1, null),
                candidate("c", -1, 1, null)));

    double e = Math.E;
    assertThat(decision.chosen()).extracting(Choice::expert).containsExactly("a", "b");
    assertThat(decision.chosen().get(0).weight()).isCloseTo(e / (1 + e), within(1e-12));
    assertThat(decision.fallbacks()).containsExactly("c");
  }

  @Test
  void equalScoresAreAsUncertainAsCanBe() {
    assertThat(
            TOP_1
                .route(
                    request(
                        false,
                        Map.of(),
                        candidate("a", 0.5, 1, null),
                        candidate("b", 0.5, 1, null)))
                .entropy())
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void decomposesWhenNobodyIsAbleAndRefusesWhenThatIsNotPossible() {
    Candidate vetoed = candidate("a", 0, 1, "media-type");
    assertThat(TOP_1.route(request(true, Map.of(), vetoed)).action()).isEqualTo(Action.DECOMPOSE);
    assertThat(TOP_1.route(request(false, Map.of(), vetoed)).action()).isEqualTo(Action.REFUSE);
    assertThat(TOP_1.route(request(false, Map.of())).action()).isEqualTo(Action.REFUSE);
  }

  @Test
  void oneCandidateThatHardlyFitsIsUncertain() {
    Candidate distant = candidate("a", 0.5, 0.25, null);

    RoutingDecision decision = TOP_1.route(request(true, Map.of(), distant));

    assertThat(decision.action()).isEqualTo(Action.DECOMPOSE);
    assertThat(decision.entropy()).isEqualTo(0.75);
    assertThat(TOP_1.route(request(false, Map.of(), distant)).action()).isEqualTo(Action.EXECUTE);
  }

  @Test
  void decomposesAmongAbleCandidatesOnlyWhenToldTo() {
    Candidate a = candidate("a", 0.5, 1, null);
    Candidate b = candidate("b", 0.5, 1, null);
    assertThat(TOP_1.route(request(true, Map.of(), a, b)).action()).isEqualTo(Action.EXECUTE);
    assertThat(TOP_1.route(request(true, Map.of("uncertainty", 0.9), a, b)).action())
        .isEqualTo(Action.DECOMPOSE);
  }

  @Test
  void aTemperatureOfNothingIsRefused() {
    assertThatThrownBy(
            () -> TOP_1.route(request(false, Map.of("temperature", 0), candidate("a", 1, 1, null))))
        .hasMessageContaining("temperature");
  }

  @Property
  void weightsSumToOneAndNumbersAreFinite(
      @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = 0, max = 1) Double> scores,
      @ForAll @DoubleRange(min = 0.01, max = 10) double temperature) {
    Candidate[] candidates =
        scores.stream()
            .sorted(java.util.Comparator.reverseOrder())
            .map(score -> candidate("e" + System.identityHashCode(score), score, 1, null))
            .toArray(Candidate[]::new);

    RoutingDecision decision =
        TOP_K.route(request(false, Map.of("temperature", temperature, "k", 3), candidates));

    assertThat(decision.chosen().stream().mapToDouble(Choice::weight).sum())
        .isCloseTo(1, within(1e-9));
    assertThat(decision.entropy()).isBetween(0.0, 1.0);
    assertThat(decision.chosen().size() + decision.fallbacks().size()).isEqualTo(scores.size());
  }

  @Test
  void theModulePublishesBothGates() {
    Set<Gate> gates =
        Guice.createInjector(new RoutingModule())
            .getInstance(Key.get(new TypeLiteral<Set<Gate>>() {}));
    assertThat(gates).extracting(Gate::id).containsExactlyInAnyOrder("top-1", "top-k");
  }
}
