package io.consilium.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.consilium.api.host.Settings;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.HaltEstimate;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.PlanRevision;
import io.consilium.api.planner.PlanRevision.NoPlan;
import io.consilium.api.planner.PlanRevision.Revised;
import io.consilium.api.planner.Planner;
import io.consilium.api.planner.PlannerDescriptor;
import io.consilium.api.planner.Ref;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.task.Task;
import io.consilium.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The rules for planners. Extend it in your plugin's tests, and give states that it has a plan for.
 * One instance is made for all rules, and closed by the last (15) if it is {@link AutoCloseable}. A
 * rule's number never changes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class PlannerTck {
  private static final String CODE = "[a-z][a-z0-9-]{0,47}";
  private static final String UNKNOWN = "nobody.knows-this-goal";
  private static final int AT_ONCE = 6;
  // Pools let idle threads go after some seconds.
  private static final int PARTING = 3;

  private Set<Thread> before;
  private Planner planner;
  private PlannerDescriptor descriptor;

  /**
   * A state to plan for.
   *
   * @param carry the loop's state
   * @param settings the planner's section of a pipeline
   */
  public record Sample(Carry carry, Settings settings) {}

  /** The planner under test; called once. */
  protected abstract Planner planner() throws Exception;

  /** States that it has a plan for, at least one at the start of a loop. */
  protected abstract List<Sample> samples() throws Exception;

  /** How long the planner may take to notice that it was cancelled or that its time is up. */
  protected Duration grace() {
    return Duration.ofSeconds(5);
  }

  @BeforeAll
  final void make() throws Exception {
    before = Threads.alive();
    planner = planner();
    descriptor = planner.descriptor();
  }

  /** Rule 1: what a planner says of itself never changes. Intent: the host reads it once. */
  @Test
  public void required_planner01_describesItselfAlwaysTheSame() throws Exception {
    plan(samples().get(0));
    assertThat(planner.descriptor()).as("Rule 1: the descriptor changed.").isEqualTo(descriptor);
    assertThat(descriptor.description()).as("Rule 1: the description is empty.").isNotBlank();
  }

  /** Rule 2: it plans for its samples, with work to do. Intent: no promise without proof. */
  @Test
  public void required_planner02_plansForItsSamples() throws Exception {
    for (Sample sample : samples()) {
      assertThat(plan(sample)).as("Rule 2: a sample has a plan.").isInstanceOf(Revised.class);
      assertThat(revised(sample).plan().subgoals()).as("Rule 2: the plan is empty.").isNotEmpty();
    }
  }

  /** Rule 3: equal states give equal revisions. Intent: a run can be resumed and replayed. */
  @Test
  public void required_planner03_equalCarriesGiveEqualPlans() throws Exception {
    for (Sample sample : samples()) {
      assertThat(plan(sample)).as("Rule 3: two equal calls differ.").isEqualTo(plan(sample));
    }
  }

  /**
   * Rule 4: references and needs lead to steps of the plan, or to the task. Intent: what waits for
   * a step that is not there waits for ever.
   */
  @Test
  public void required_planner04_refersOnlyToWhatIsPlanned() throws Exception {
    for (Sample sample : samples()) {
      Plan plan = revised(sample).plan();
      Set<String> steps =
          plan.subgoals().stream().map(subgoal -> subgoal.id().step()).collect(Collectors.toSet());
      for (Subgoal subgoal : plan.subgoals()) {
        assertThat(steps)
            .as("Rule 4: %s waits for a step that the plan does not hold.", subgoal.id())
            .containsAll(Plan.waitsFor(subgoal));
      }
      assertThat(steps)
          .as("Rule 4: a check or output refers to a step that the plan does not hold.")
          .containsAll(named(plan));
    }
  }

  private static Set<String> named(Plan plan) {
    Stream<Ref> checked =
        plan.checks().stream()
            .flatMap(check -> check.inputs().values().stream())
            .flatMap(List::stream);
    Stream<Ref> out = plan.outputs().values().stream().flatMap(List::stream);
    return Stream.concat(checked, out)
        .flatMap(ref -> ref.sources().stream())
        .filter(source -> !source.isTask())
        .map(Ref.Source::step)
        .collect(Collectors.toSet());
  }

  /** Rule 5: a plan written as JSON reads back as itself. Intent: it is kept with the record. */
  @Test
  public void required_planner05_plansSurviveTheRecord() throws Exception {
    for (Sample sample : samples()) {
      Plan plan = revised(sample).plan();
      assertThat(Json.read(Json.canonical(plan), Plan.class))
          .as("Rule 5: the plan differs from its JSON form. Maybe a setting is no JSON value.")
          .isEqualTo(plan);
    }
  }

  /** Rule 6: for a goal it does not know, it says so, and what to do. Intent: no invention. */
  @Test
  public void required_planner06_saysThatItKnowsNoWay() throws Exception {
    Sample sample = samples().get(0);
    PlanRevision revision = plan(new Sample(asking(sample.carry()), sample.settings()));
    assertThat(revision).as("Rule 6: no plan for an unknown goal.").isInstanceOf(NoPlan.class);
    assertThat(((NoPlan) revision).message()).as("Rule 6: the message.").isNotBlank();
    assertThat(planner.decomposes(UNKNOWN, sample.settings()))
        .as("Rule 6: it claims to decompose an unknown goal.")
        .isFalse();
  }

  private static Carry asking(Carry carry) {
    Task task = carry.task();
    return Carry.initial(
        new Task(
            task.id(),
            task.pipeline(),
            UNKNOWN,
            task.inputs(),
            task.budget(),
            task.principal(),
            task.admitted(),
            task.seed()),
        "",
        0);
  }

  /** Rule 7: calls at once end as one alone does. Intent: the host calls from many threads. */
  @Test
  public void required_planner07_bearsCallsAtOnce() throws Exception {
    for (Sample sample : samples()) {
      PlanRevision alone = plan(sample);
      for (Calls.Ended<PlanRevision> ended :
          Calls.atOnce(
              AT_ONCE,
              descriptor.timeout().multipliedBy(AT_ONCE),
              "Rule 7: calls at once are to end.",
              () -> planner.plan(sample.carry(), sample.settings(), TestContext.create()))) {
        assertThat(ended.value()).as("Rule 7: a call among several differs.").isEqualTo(alone);
      }
    }
  }

  /**
   * Rule 8: a call that is cancelled or out of time ends within the grace. Intent: no lost guest.
   */
  @Test
  public void required_planner08_endsWhenCancelledOrOutOfTime() throws Exception {
    for (Sample sample : samples()) {
      TestContext cancelled = TestContext.create();
      cancelled.cancel();
      for (TestContext context : List.of(cancelled, TestContext.withTimeout(Duration.ZERO))) {
        Calls.within(
            grace(),
            "Rule 8: a call that is cancelled or out of time is to end.",
            () -> planner.plan(sample.carry(), sample.settings(), context));
      }
    }
  }

  /**
   * Rule 9: with its own plan in force and nothing new, no other plan is pending. Intent: else the
   * loop never converges.
   */
  @Test
  public void required_planner09_isContentWithItsOwnPlan() throws Exception {
    for (Sample sample : samples()) {
      Carry begun = holding(sample.carry(), revised(sample).plan());
      assertThat(planner.pending(begun, sample.settings()))
          .as("Rule 9: another plan is pending although nothing came in.")
          .isFalse();
    }
  }

  private static Carry holding(Carry carry, Plan plan) {
    return new Carry(
        carry.task(),
        carry.path(),
        carry.level(),
        carry.hCycle(),
        carry.lStep(),
        Optional.of(plan),
        carry.results(),
        carry.checks(),
        carry.estimate(),
        carry.children(),
        carry.spend(),
        Optional.empty());
  }

  /** Rule 10: causes are words of a closed form. Intent: they stand in records in clear. */
  @Test
  public void required_planner10_namesTheCauseInAWord() throws Exception {
    for (Sample sample : samples()) {
      assertThat(revised(sample).cause()).as("Rule 10: the cause.").matches(CODE);
    }
  }

  /** Rule 11 (optional): it names the alternatives it looked at. Intent: an auditor asks. */
  @Test
  public void optional_planner11_namesAlternatives() throws Exception {
    for (Sample sample : samples()) {
      assumeTrue(!revised(sample).considered().isEmpty(), "Rule 11: no alternatives named.");
    }
  }

  /** Rule 12 (optional): it estimates the value of going on. Intent: halting may weigh it. */
  @Test
  public void optional_planner12_estimatesHalting() throws Exception {
    Map<Boolean, List<Sample>> byEstimate =
        samples().stream()
            .collect(Collectors.partitioningBy(one -> revised(one).estimate().isPresent()));
    assumeTrue(byEstimate.get(false).isEmpty(), "Rule 12: no estimate.");
    for (Sample sample : byEstimate.get(true)) {
      assertThat(revised(sample).estimate().orElseThrow().halt()).as("Rule 12.").isFinite();
    }
  }

  /**
   * Rule 13: its view at the end of a cycle is finite, and the same for equal states. Intent: it
   * stands in the halting record.
   */
  @Test
  public void required_planner13_estimatesTheSameForEqualCarries() throws Exception {
    for (Sample sample : samples()) {
      Carry begun = holding(sample.carry(), revised(sample).plan());
      for (Carry carry : List.of(sample.carry(), begun)) {
        Optional<HaltEstimate> estimate = planner.estimate(carry, sample.settings());
        assertThat(planner.estimate(carry, sample.settings()))
            .as("Rule 13: two equal calls differ.")
            .isEqualTo(estimate);
        estimate.ifPresent(
            q ->
                assertThat(List.of(q.halt(), q.proceed()))
                    .as("Rule 13.")
                    .allMatch(Double::isFinite));
      }
    }
  }

  /** Rule 14: what was planned before changes nothing. Intent: tasks do not leak into others. */
  @Test
  public void required_planner14_keepsNoStateBetweenTasks() throws Exception {
    List<Sample> given = samples();
    List<PlanRevision> first = given.stream().map(this::plan).toList();
    for (int i = given.size() - 1; i >= 0; i--) {
      Sample sample = given.get(i);
      plan(new Sample(asking(sample.carry()), sample.settings()));
      assertThat(plan(sample))
          .as("Rule 14: the plan depends on calls before it.")
          .isEqualTo(first.get(i));
    }
  }

  /**
   * Rule 15: once closed, if it can be, no thread that the planner began goes on for longer than
   * three times the grace. Runs last. Intent: a thread keeps the class loader of a replaced plugin,
   * and all that it loaded, for ever.
   */
  @Test
  @Order(Integer.MAX_VALUE)
  public void required_planner15_leavesNoThread() throws Exception {
    plan(samples().get(0));
    if (planner instanceof AutoCloseable closeable) {
      closeable.close();
    }
    assertThat(Threads.left(before, grace().multipliedBy(PARTING)))
        .as("Rule 15: threads that still run. Maybe implement AutoCloseable, and end them there.")
        .isEmpty();
  }

  private Revised revised(Sample sample) {
    PlanRevision revision = plan(sample);
    assertThat(revision).as("A sample has a plan.").isInstanceOf(Revised.class);
    return (Revised) revision;
  }

  private PlanRevision plan(Sample sample) {
    Calls.Ended<PlanRevision> ended =
        Calls.within(
            descriptor.timeout(),
            "A call is to end within the declared timeout.",
            () ->
                planner.plan(
                    sample.carry(),
                    sample.settings(),
                    TestContext.withTimeout(descriptor.timeout())));
    assertThat(ended.thrown()).as("A planner does not throw for such a state.").isNull();
    assertThat(ended.value()).as("A planner never returns null.").isNotNull();
    return ended.value();
  }
}
