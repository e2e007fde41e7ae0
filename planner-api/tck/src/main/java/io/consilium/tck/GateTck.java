package io.consilium.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.consilium.api.host.Settings;
import io.consilium.api.routing.Candidate;
import io.consilium.api.routing.Gate;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.routing.RoutingDecision.Action;
import io.consilium.api.routing.RoutingDecision.Choice;
import io.consilium.api.routing.RoutingRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The rules for gates. Extend it in your plugin's tests; the kit asks the questions. One instance
 * is made for all rules. A rule's number never changes.
 *
 * <p>A gate is given neither a deadline nor a cancel button: it sees numbers, not payloads, and
 * decides at once (rule 13).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class GateTck {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMillis(1500);
  private static final int AT_ONCE = 6;
  private static final int SEEDS = 1_000;
  private static final double DEVIATIONS = 6;

  private Gate gate;
  private String id;
  private Set<Thread> before;

  /** The gate under test; called once. */
  protected abstract Gate gate() throws Exception;

  /** Its section of a pipeline. */
  protected Settings settings() {
    return Settings.EMPTY;
  }

  @BeforeAll
  final void make() throws Exception {
    before = Threads.alive();
    gate = gate();
    id = gate.id();
  }

  /** Rule 1: the id never changes and is one that pipelines can name. Intent: it is looked up. */
  @Test
  public void required_gate01_isNamedAlwaysTheSame() {
    assertThat(id).as("Rule 1: the id.").matches("[a-z][a-z0-9.-]*");
    decide(made().several());
    assertThat(gate.id()).as("Rule 1: the id changed.").isEqualTo(id);
  }

  /**
   * Rule 2: equal questions, seed and all, get equal decisions. Intent: a decision can be replayed.
   */
  @Test
  public void required_gate02_isAPureFunction() {
    for (Routings.Made made : all()) {
      assertThat(decide(made)).as("Rule 2: equal questions differ.").isEqualTo(decide(made));
    }
  }

  /**
   * Rule 3: only eligible candidates are named, each once, as choice or as fallback. Intent: a veto
   * (of policy, of budget) always holds; nobody is asked twice.
   */
  @Test
  public void required_gate03_namesEligibleCandidatesOnce() {
    for (Routings.Made made : all()) {
      Set<String> eligible =
          eligible(made.request()).stream().map(Candidate::expert).collect(Collectors.toSet());
      for (String named : named(decide(made))) {
        assertThat(eligible.remove(named))
            .as("Rule 3 (%s): %s is not eligible, or is named twice.", made.name(), named)
            .isTrue();
      }
    }
  }

  /**
   * Rule 4: mixing weights lie in 0 to 1 and sum to 1. Intent: what the chosen give is mixed by
   * them.
   */
  @Test
  public void required_gate04_weightsSumToOne() {
    for (Routings.Made made : all()) {
      RoutingDecision decision = decide(made);
      assertThat(decision.chosen())
          .as("Rule 4 (%s): a weight lies in 0 to 1.", made.name())
          .allMatch(choice -> choice.weight() >= 0 && choice.weight() <= 1);
      if (decision.action() == Action.EXECUTE) {
        assertThat(decision.chosen().stream().mapToDouble(Choice::weight).sum())
            .as("Rule 4 (%s): the sum of the weights.", made.name())
            .isCloseTo(1, within(1e-6));
      }
    }
  }

  /**
   * Rule 5: the numbers are numbers: entropy and propensity in 0 to 1, margin finite, temperature
   * finite and above 0. Intent: JSON has no infinity, and the record must be written.
   */
  @Test
  public void required_gate05_measuresInFiniteNumbers() {
    for (Routings.Made made : all()) {
      RoutingDecision decision = decide(made);
      assertThat(decision.entropy()).as("Rule 5 (%s): entropy.", made.name()).isBetween(0.0, 1.0);
      assertThat(decision.propensity())
          .as("Rule 5 (%s): propensity.", made.name())
          .isBetween(0.0, 1.0);
      assertThat(decision.margin()).as("Rule 5 (%s): margin.", made.name()).isFinite();
      assertThat(decision.temperature())
          .as("Rule 5 (%s): temperature.", made.name())
          .isFinite()
          .isPositive();
    }
  }

  /**
   * Rule 6: entropy and margin are those of the eligible scores at the stated temperature. Intent:
   * whoever reads the record can work the gate's uncertainty out again.
   */
  @Test
  public void required_gate06_measuresWhatItSays() {
    for (Routings.Made made : all()) {
      List<Candidate> eligible = eligible(made.request());
      if (!eligible.isEmpty()) {
        RoutingDecision decision = decide(made);
        assertThat(decision.entropy())
            .as("Rule 6 (%s): entropy; with one candidate 1 - fit.", made.name())
            .isCloseTo(Uncertainty.entropy(eligible, decision.temperature()), within(1e-6));
        assertThat(decision.margin())
            .as("Rule 6 (%s): best minus second-best score.", made.name())
            .isCloseTo(Uncertainty.margin(eligible), within(1e-6));
      }
    }
  }

  /**
   * Rule 7: the stated propensity is the frequency with which, over seeds, the first choice is
   * made; 1 for a gate without chance. Intent: gates are judged offline by weighting what was
   * chosen with 1 / propensity (inverse propensity scoring), which a wrong one makes worthless.
   */
  @Test
  public void required_gate07_statesThePropensity() {
    Map<String, Weighed> firsts = new HashMap<>();
    for (RoutingDecision decision : overSeeds()) {
      assertThat(decision.propensity()).as("Rule 7: the propensity of what was done.").isPositive();
      firsts
          .computeIfAbsent(first(decision), expert -> new Weighed())
          .add(1 / decision.propensity());
    }
    firsts.forEach(
        (expert, weighed) ->
            assertThat(weighed.sum / SEEDS)
                .as(
                    "Rule 7: %s came first %s times of %s, not as often as the propensity says."
                        + " Maybe state the probability of what chance decided, and let every bit"
                        + " of the seed count.",
                    expert, weighed.count, SEEDS)
                .isCloseTo(1, within(DEVIATIONS * weighed.deviation())));
  }

  /** Sum of weights 1 / p; its mean over seeds is 1 if p is true (Horvitz and Thompson, 1952). */
  private static final class Weighed {
    private double sum;
    private int count;

    void add(double weight) {
      sum += weight;
      count++;
    }

    double deviation() {
      return Math.sqrt(Math.max(0, sum / count - 1) / SEEDS) + 1e-9;
    }
  }

  /**
   * Rule 8: explored says that chance overrode the best score: it is never said of the best, and
   * always of another that comes first under some seeds only. Intent: exploration can be counted.
   */
  @Test
  public void required_gate08_saysWhenChanceDecided() {
    Map<String, Double> scores =
        eligible(made().several().request()).stream()
            .collect(Collectors.toMap(Candidate::expert, Candidate::score));
    double best = scores.values().stream().mapToDouble(score -> score).max().orElseThrow();
    List<RoutingDecision> executed = overSeeds();
    boolean chance = executed.stream().map(GateTck::first).distinct().count() > 1;
    for (RoutingDecision decision : executed) {
      boolean lesser = scores.getOrDefault(first(decision), best) < best;
      assertThat(decision.explored())
          .as("Rule 8: %s came first.", first(decision))
          .isEqualTo(lesser && (chance || decision.explored()));
    }
  }

  /** Rule 9: what cannot be decomposed is not. Intent: the planner knows no way. */
  @Test
  public void required_gate09_decomposesOnlyWhatCanBe() {
    for (Routings.Made made : all()) {
      if (!made.request().decomposable()) {
        assertThat(decide(made).action())
            .as("Rule 9 (%s): it cannot be decomposed. Maybe refuse.", made.name())
            .isNotEqualTo(Action.DECOMPOSE);
      }
    }
  }

  /**
   * Rule 10: with nobody eligible it decomposes or refuses, and names nobody. Intent: that nobody
   * is able is a decision like any other, and on record.
   */
  @Test
  public void required_gate10_asksNobodyIfNobodyMay() {
    for (Routings.Made made : made().nobody()) {
      RoutingDecision decision = decide(made);
      assertThat(decision.action()).as("Rule 10 (%s).", made.name()).isNotEqualTo(Action.EXECUTE);
      assertThat(named(decision)).as("Rule 10 (%s).", made.name()).isEmpty();
    }
  }

  /** Rule 11: it gives work to somebody able. Intent: a gate that never opens is a wall. */
  @Test
  public void required_gate11_givesWorkToTheAble() {
    assertThat(decide(made().several()).action())
        .as("Rule 11: three are able, and there is no other way.")
        .isEqualTo(Action.EXECUTE);
  }

  /** Rule 12: what was decided before changes nothing. Intent: tasks do not leak into others. */
  @Test
  public void required_gate12_keepsNoStateBetweenTasks() {
    List<Routings.Made> made = all();
    List<RoutingDecision> first = made.stream().map(this::decide).toList();
    for (int i = made.size() - 1; i >= 0; i--) {
      assertThat(decide(made.get(i)))
          .as("Rule 12 (%s): the decision depends on those before it.", made.get(i).name())
          .isEqualTo(first.get(i));
    }
  }

  /**
   * Rule 13: it decides rare questions at once and without throwing: no parts, ties, scores of 0,
   * five hundred candidates. Intent: the host waits five seconds for all decisions of a step.
   */
  @Test
  public void required_gate13_decidesRareQuestionsAtOnce() {
    made().odd().forEach(this::decide);
  }

  /**
   * Rule 14: settings that it does not know change nothing. Intent: the section also holds settings
   * of the host, such as {@code effects}.
   */
  @Test
  public void required_gate14_passesOverForeignSettings() {
    for (Routings.Made made : made().usual()) {
      RoutingRequest more = Routings.with(made.request(), "effects", List.of("pure"));
      assertThat(decide(made.name(), more))
          .as("Rule 14 (%s): a setting of the host's changed it.", made.name())
          .isEqualTo(decide(made));
    }
  }

  /** Rule 15: decisions at once are as one alone. Intent: the host asks from many threads. */
  @Test
  public void required_gate15_bearsCallsAtOnce() {
    for (Routings.Made made : made().usual()) {
      RoutingDecision alone = decide(made);
      Calls.atOnce(
              AT_ONCE, LIMIT, "Rule 15: decisions are to end.", () -> gate.route(made.request()))
          .forEach(ended -> assertThat(ended.value()).as("Rule 15.").isEqualTo(alone));
    }
  }

  /** Rule 16: it leaves no thread behind. Intent: a gate that calls nobody needs none. */
  @Test
  public void required_gate16_leavesNoThread() throws Exception {
    made().usual().forEach(this::decide);
    assertThat(Threads.left(before, PATIENCE)).as("Rule 16: threads that still run.").isEmpty();
  }

  /** Rule 17 (optional): if nobody is able and there is a way, it decomposes. Intent: try on. */
  @Test
  public void optional_gate17_decomposesRatherThanRefuses() {
    for (Routings.Made made : made().nobody()) {
      assumeTrue(
          !made.request().decomposable() || decide(made).action() == Action.DECOMPOSE,
          "Rule 17 (" + made.name() + "): it refuses although there is a way.");
    }
  }

  /** Rule 18 (optional): those able and not chosen follow as fallbacks. Intent: as of rule 17. */
  @Test
  public void optional_gate18_keepsTheOthersAsFallbacks() {
    Routings.Made made = made().several();
    assumeTrue(
        named(decide(made)).size() == eligible(made.request()).size(),
        "Rule 18: somebody able is not named.");
  }

  private Routings made() {
    return new Routings(settings());
  }

  private List<Routings.Made> all() {
    List<Routings.Made> all = new ArrayList<>(made().usual());
    all.addAll(made().odd());
    return all;
  }

  /** Decisions to execute on one question under many seeds. */
  private List<RoutingDecision> overSeeds() {
    RoutingRequest request = made().several().request();
    return LongStream.of(Routings.seeds(SEEDS))
        .mapToObj(seed -> gate.route(Routings.seeded(request, seed)))
        .filter(decision -> decision.action() == Action.EXECUTE)
        .toList();
  }

  private static List<Candidate> eligible(RoutingRequest request) {
    return request.candidates().stream().filter(Candidate::eligible).toList();
  }

  private static String first(RoutingDecision decision) {
    return decision.chosen().get(0).expert();
  }

  private static List<String> named(RoutingDecision decision) {
    return Stream.concat(
            decision.chosen().stream().map(Choice::expert), decision.fallbacks().stream())
        .toList();
  }

  private RoutingDecision decide(Routings.Made made) {
    return decide(made.name(), made.request());
  }

  private RoutingDecision decide(String name, RoutingRequest request) {
    Calls.Ended<RoutingDecision> ended =
        Calls.within(LIMIT, "A decision is to be made at once.", () -> gate.route(request));
    assertThat(ended.thrown()).as("A gate does not throw (%s).", name).isNull();
    assertThat(ended.value()).as("A gate never returns null (%s).", name).isNotNull();
    return ended.value();
  }
}
