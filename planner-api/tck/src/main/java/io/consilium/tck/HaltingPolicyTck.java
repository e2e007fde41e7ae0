package io.consilium.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.consilium.api.halting.Condition;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.halting.HaltDecision.Action;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.halting.HaltingRequest;
import io.consilium.api.host.Settings;
import io.consilium.api.task.HaltReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The rules for halting policies. Extend it in your plugin's tests; the kit makes the states. One
 * instance is made for all rules, and closed by the last (13) if it is {@link AutoCloseable}. A
 * rule's number never changes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class HaltingPolicyTck {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMillis(1500);
  private static final int AT_ONCE = 6;
  private static final List<HaltReason> ENFORCED =
      List.of(
          HaltReason.DEADLINE,
          HaltReason.BUDGET,
          HaltReason.STEP_CAP,
          HaltReason.CANCELLED,
          HaltReason.ERROR);

  private Set<Thread> before;
  private HaltingPolicy policy;
  private String id;

  /** The policy under test; called once. */
  protected abstract HaltingPolicy policy() throws Exception;

  /** Its section of a pipeline. */
  protected Settings settings() {
    return Settings.EMPTY;
  }

  @BeforeAll
  final void make() throws Exception {
    before = Threads.alive();
    policy = policy();
    id = policy.id();
  }

  /** Rule 1: the id never changes and is one that pipelines can name. Intent: it is looked up. */
  @Test
  public void required_halting01_isNamedAlwaysTheSame() {
    assertThat(id).as("Rule 1: the id.").matches("[a-z][a-z0-9.-]*");
    decide(request(Loops.verified(), false));
    assertThat(policy.id()).as("Rule 1: the id changed.").isEqualTo(id);
  }

  /** Rule 2: equal requests get equal decisions. Intent: a decision can be replayed. */
  @Test
  public void required_halting02_isAPureFunction() {
    for (HaltingRequest request : requests()) {
      assertThat(decide(request)).as("Rule 2: equal requests differ.").isEqualTo(decide(request));
    }
  }

  /** Rule 3: a bound that the engine enforces is not overruled. Intent: budgets always hold. */
  @Test
  public void required_halting03_stopsAtEnforcedBounds() {
    for (HaltReason reason : ENFORCED) {
      for (Loops.Made made : List.of(Loops.empty(), Loops.open(), Loops.verified())) {
        assertThat(decide(enforced(made, reason)).halts())
            .as("Rule 3: it goes on although %s holds.", reason)
            .isTrue();
      }
    }
  }

  /** Rule 4: a decision lists the enforced conditions that it was told of. Intent: the record. */
  @Test
  public void required_halting04_repeatsEnforcedConditions() {
    for (HaltReason reason : ENFORCED) {
      HaltingRequest request = enforced(Loops.open(), reason);
      assertThat(decide(request).conditions())
          .as("Rule 4: a condition is missing from the decision.")
          .containsAll(request.enforced());
    }
  }

  /** Rule 5: the condition that won is listed and held. Intent: a stop without cause is no stop. */
  @Test
  public void required_halting05_theWinnerHeld() {
    for (HaltingRequest request : requests()) {
      HaltDecision decision = decide(request);
      decision
          .reason()
          .ifPresent(
              reason ->
                  assertThat(decision.conditions())
                      .as("Rule 5: %s won but is not listed as held.", reason)
                      .anyMatch(one -> one.reason() == reason && one.held()));
    }
  }

  /** Rule 6: all done and all required checks accepted is an answer. Intent: the good end. */
  @Test
  public void required_halting06_answersWhatIsVerified() {
    assertThat(decide(request(Loops.verified(), false)).action())
        .as("Rule 6: a verified result is an answer.")
        .isEqualTo(Action.ANSWER);
  }

  /**
   * Rule 7: what a required check rejects is never given as verified. Intent: never an unmarked
   * guess.
   */
  @Test
  public void required_halting07_neverAnswersWhatIsRejected() {
    assertThat(decide(request(Loops.rejected(), false)).action())
        .as("Rule 7: a rejected result is not an answer.")
        .isNotEqualTo(Action.ANSWER);
  }

  /** Rule 8: from nothing comes no answer, not even a best effort. Intent: as of rule 7. */
  @Test
  public void required_halting08_givesNothingFromNothing() {
    for (HaltReason reason : ENFORCED) {
      assertThat(decide(enforced(Loops.empty(), reason)).action())
          .as("Rule 8: there is nothing to give.")
          .isEqualTo(Action.REFUSE);
    }
  }

  /**
   * Rule 9: measurements are numbers. Intent: JSON has no infinity, and the record must be written.
   */
  @Test
  public void required_halting09_measuresInFiniteNumbers() {
    for (HaltingRequest request : requests()) {
      for (Condition condition : decide(request).conditions()) {
        assertThat(condition.value()).as("Rule 9: %s.", condition).isFinite();
        assertThat(condition.bound()).as("Rule 9: %s.", condition).isFinite();
      }
    }
  }

  /** Rule 10: decisions at once are as one alone. Intent: the host asks from many threads. */
  @Test
  public void required_halting10_bearsCallsAtOnce() {
    for (HaltingRequest request : requests()) {
      HaltDecision alone = decide(request);
      Calls.atOnce(AT_ONCE, LIMIT, "Rule 10: decisions are to end.", () -> policy.decide(request))
          .forEach(ended -> assertThat(ended.value()).as("Rule 10.").isEqualTo(alone));
    }
  }

  /** Rule 11 (optional): while the planner has another plan, it goes on. Intent: use the budget. */
  @Test
  public void optional_halting11_goesOnWhileAnotherPlanIsPending() {
    assumeTrue(
        decide(request(Loops.rejected(), true)).action() == Action.CONTINUE,
        "Rule 11: it stops although another plan is pending.");
  }

  /** Rule 12: what was decided before changes nothing. Intent: tasks do not leak into others. */
  @Test
  public void required_halting12_keepsNoStateBetweenTasks() {
    List<HaltingRequest> requests = requests();
    List<HaltDecision> first = requests.stream().map(this::decide).toList();
    for (int i = requests.size() - 1; i >= 0; i--) {
      assertThat(decide(requests.get(i)))
          .as("Rule 12: the decision depends on those before it.")
          .isEqualTo(first.get(i));
    }
  }

  /**
   * Rule 13: once closed, if it can be, no thread that the policy began goes on. Runs last. Intent:
   * a thread keeps the class loader of a replaced plugin, and all that it loaded, for ever.
   */
  @Test
  @Order(Integer.MAX_VALUE)
  public void required_halting13_leavesNoThread() throws Exception {
    requests().forEach(this::decide);
    if (policy instanceof AutoCloseable closeable) {
      closeable.close();
    }
    assertThat(Threads.left(before, PATIENCE)).as("Rule 13: threads that still run.").isEmpty();
  }

  private List<HaltingRequest> requests() {
    List<HaltingRequest> all = new ArrayList<>();
    for (Loops.Made made :
        List.of(Loops.empty(), Loops.open(), Loops.verified(), Loops.rejected())) {
      all.add(request(made, false));
      all.add(request(made, true));
      ENFORCED.forEach(reason -> all.add(enforced(made, reason)));
    }
    return all;
  }

  private HaltingRequest request(Loops.Made made, boolean pending) {
    List<Condition> calm =
        ENFORCED.stream().map(reason -> new Condition(reason, false, 1, 10)).toList();
    return new HaltingRequest(made.carry(), Optional.empty(), pending, calm, settings());
  }

  private HaltingRequest enforced(Loops.Made made, HaltReason reason) {
    List<Condition> conditions =
        ENFORCED.stream().map(one -> new Condition(one, one == reason, 10, 10)).toList();
    return new HaltingRequest(made.carry(), Optional.empty(), true, conditions, settings());
  }

  private HaltDecision decide(HaltingRequest request) {
    Calls.Ended<HaltDecision> ended =
        Calls.within(LIMIT, "A decision is to be made at once.", () -> policy.decide(request));
    assertThat(ended.thrown()).as("A halting policy does not throw.").isNull();
    assertThat(ended.value()).as("A halting policy never returns null.").isNotNull();
    return ended.value();
  }
}
