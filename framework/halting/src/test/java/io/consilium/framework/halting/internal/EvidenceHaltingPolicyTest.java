package io.consilium.framework.halting.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import io.consilium.api.halting.Condition;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.halting.HaltDecision.Action;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.halting.HaltingRequest;
import io.consilium.api.host.Facts;
import io.consilium.api.host.Settings;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Check;
import io.consilium.api.planner.Checked;
import io.consilium.api.planner.HaltEstimate;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Ref;
import io.consilium.api.planner.Result;
import io.consilium.api.planner.Result.Status;
import io.consilium.api.planner.Spend;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Budget;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Principal;
import io.consilium.api.task.SubgoalId;
import io.consilium.api.task.Task;
import io.consilium.api.task.TaskId;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.tck.TestContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvidenceHaltingPolicyTest {
  private static final SubgoalId READ = new SubgoalId("read");
  private static final Artifact TABLE =
      TestContext.create().artifacts().of(MediaType.JSON, new byte[] {'1'});
  private static final Verdict ACCEPTED = new Verdict.Accepted(1, 0.5, List.of());
  private static final Verdict REJECTED =
      new Verdict.Rejected(0, 0.5, List.of(new Finding("off", "Off by 3.")));
  private static final Verdict UNDECIDED = new Verdict.Undecided(List.of());
  private static final Verdict BROKE = new Verdict.Broke(List.of());

  private final EvidenceHaltingPolicy policy = new EvidenceHaltingPolicy();

  /** One subgoal whose output is the loop's; checks as given. */
  private static Carry carry(Result result, Verdict... verdicts) {
    Map<String, Checked> checked = new LinkedHashMap<>();
    List<Check> checks = new java.util.ArrayList<>();
    Map<String, List<Ref>> inputs = Map.of("table", List.of(Ref.parse("read.table")));
    for (int i = 0; i < verdicts.length; i++) {
      checks.add(new Check("c" + i, "v", inputs, Settings.EMPTY, true));
      if (verdicts[i] != null) {
        checked.put(
            "c" + i, new Checked("c" + i, "v", true, Map.of("table", List.of(TABLE)), verdicts[i]));
      }
    }
    Plan plan =
        new Plan(
            "m",
            List.of(new Subgoal(READ, "read", "", Map.of(), Settings.EMPTY, Set.of(), false)),
            checks,
            Map.of("table", List.of(Ref.parse("read.table"))));
    return new Carry(
        new Task(
            new TaskId("t"),
            "p",
            "g",
            List.of(),
            Budget.DEFAULT,
            Principal.LOCAL,
            Instant.EPOCH,
            1),
        "",
        0,
        1,
        1,
        Optional.of(plan),
        result == null ? Map.of() : Map.of(READ, result),
        checked,
        Optional.empty(),
        Map.of(),
        Spend.NOTHING,
        Optional.empty());
  }

  private static Result solved(double confidence) {
    return new Result(
        READ,
        Status.SOLVED,
        Map.of(),
        Map.of("table", List.of(TABLE)),
        confidence,
        Facts.NONE,
        "",
        "",
        "e");
  }

  private static Result not(Status status, String code) {
    return new Result(READ, status, Map.of(), Map.of(), 0, Facts.NONE, code, "", "");
  }

  private HaltDecision decide(Carry carry, boolean pending, Condition... enforced) {
    return policy.decide(
        new HaltingRequest(
            carry,
            Optional.empty(),
            pending,
            List.of(enforced),
            new Settings(Map.of("confidence", 0.8))));
  }

  private void halts(HaltDecision decision, Action action, HaltReason reason) {
    assertThat(decision.action()).isEqualTo(action);
    assertThat(decision.reason()).contains(reason);
    assertThat(decision.conditions()).anyMatch(c -> c.reason() == reason && c.held());
  }

  private static Condition held(HaltReason reason) {
    return new Condition(reason, true, 1, 1);
  }

  @Test
  void answersWhatIsVerified() {
    halts(decide(carry(solved(0.1), ACCEPTED), false), Action.ANSWER, HaltReason.VERIFIED);
  }

  /** A loop whose one subgoal was solved by a child loop that halted for a reason. */
  private static Carry above(HaltReason reason, Carry child, Verdict... verdicts) {
    Result read = solved(0.9);
    Result byLoop =
        new Result(
            READ,
            read.status(),
            read.inputs(),
            read.outputs(),
            read.confidence(),
            read.facts(),
            "",
            "",
            "loop");
    Carry parent = carry(byLoop, verdicts);
    Carry halted = with(child, child.children(), Optional.of(reason));
    return with(parent, Map.of(READ, halted), Optional.empty());
  }

  private static Carry with(Carry c, Map<SubgoalId, Carry> children, Optional<HaltReason> halted) {
    return new Carry(
        c.task(),
        c.path(),
        c.level(),
        c.hCycle(),
        c.lStep(),
        c.plan(),
        c.results(),
        c.checks(),
        c.estimate(),
        children,
        c.spend(),
        halted);
  }

  @Test
  void whatWasRejectedBelowAndIsCheckedNowhereAboveIsNoAnswer() {
    Carry rejected = above(HaltReason.REJECTED, carry(solved(0.9), REJECTED));

    halts(decide(rejected, false), Action.BEST_EFFORT, HaltReason.REJECTED);
    halts(
        decide(above(HaltReason.REJECTED, rejected), false),
        Action.BEST_EFFORT,
        HaltReason.REJECTED);
  }

  @Test
  void whatWasRejectedBelowAndIsAcceptedAboveIsVerified() {
    Carry accepted = above(HaltReason.REJECTED, carry(solved(0.9), REJECTED), ACCEPTED);

    halts(decide(accepted, false), Action.ANSWER, HaltReason.VERIFIED);
    halts(decide(above(HaltReason.VERIFIED, accepted), false), Action.ANSWER, HaltReason.CONFIDENT);
  }

  @Test
  void anUndecidedCheckBesideAnAcceptedOneLeavesTheAnswerVerified() {
    halts(
        decide(carry(solved(0.1), ACCEPTED, UNDECIDED), false), Action.ANSWER, HaltReason.VERIFIED);
  }

  @Test
  void undecidedChecksAloneVerifyNothing() {
    halts(decide(carry(solved(0.9), UNDECIDED), false), Action.BEST_EFFORT, HaltReason.CONFIDENT);
    halts(decide(carry(solved(0.5), UNDECIDED), false), Action.BEST_EFFORT, HaltReason.CONVERGED);
  }

  @Test
  void confidenceAnswersWhereThereIsNothingToCheck() {
    halts(decide(carry(solved(0.9)), false), Action.ANSWER, HaltReason.CONFIDENT);
    halts(decide(carry(solved(0.5)), false), Action.BEST_EFFORT, HaltReason.CONVERGED);
  }

  @Test
  void aRejectionKeepsTheAnswerFromBeingCalledVerified() {
    halts(
        decide(carry(solved(1), ACCEPTED, REJECTED), false),
        Action.BEST_EFFORT,
        HaltReason.REJECTED);
  }

  @Test
  void aBrokenOrMissingCheckVerifiesNothing() {
    halts(
        decide(carry(solved(1), ACCEPTED, BROKE), false), Action.BEST_EFFORT, HaltReason.CONVERGED);
    halts(
        decide(carry(solved(1), ACCEPTED, null), false), Action.BEST_EFFORT, HaltReason.CONVERGED);
  }

  @Test
  void aVerdictOnOtherInputsDoesNotCount() {
    Result changed =
        new Result(
            READ,
            Status.SOLVED,
            Map.of(),
            Map.of(
                "table",
                List.of(TestContext.create().artifacts().of(MediaType.JSON, new byte[] {'2'}))),
            1,
            Facts.NONE,
            "",
            "",
            "e");
    assertThat(decide(carry(changed, ACCEPTED), false).action()).isEqualTo(Action.BEST_EFFORT);
  }

  @Test
  void goesOnWhileThePlannerWouldRevise() {
    HaltDecision decision = decide(carry(solved(1), REJECTED), true);

    assertThat(decision.halts()).isFalse();
    assertThat(decision.conditions()).isNotEmpty().noneMatch(Condition::held);
  }

  @Test
  void everyConditionIsListedWhetherItHeldOrNot() {
    assertThat(decide(carry(solved(1), ACCEPTED), false).conditions())
        .extracting(Condition::reason)
        .contains(
            HaltReason.VERIFIED,
            HaltReason.CONFIDENT,
            HaltReason.CONVERGED,
            HaltReason.REJECTED,
            HaltReason.NO_EXPERT);
  }

  @Test
  void boundsEndWhatIsPending() {
    for (HaltReason bound :
        List.of(HaltReason.STEP_CAP, HaltReason.DEADLINE, HaltReason.BUDGET, HaltReason.CYCLE)) {
      halts(decide(carry(solved(1), REJECTED), true, held(bound)), Action.BEST_EFFORT, bound);
      halts(decide(carry(null), true, held(bound)), Action.REFUSE, bound);
    }
  }

  @Test
  void aVerifiedAnswerAtTheLastCycleIsVerified() {
    halts(
        decide(carry(solved(1), ACCEPTED), false, held(HaltReason.STEP_CAP)),
        Action.ANSWER,
        HaltReason.VERIFIED);
  }

  @Test
  void cancellationAndErrorsForbidAnAnswer() {
    for (HaltReason stop : List.of(HaltReason.CANCELLED, HaltReason.ERROR, HaltReason.NO_PLAN)) {
      halts(decide(carry(solved(1), ACCEPTED), false, held(stop)), Action.BEST_EFFORT, stop);
    }
  }

  @Test
  void saysThatNobodyWasAble() {
    halts(
        decide(carry(not(Status.FAILED, "no-expert")), false), Action.REFUSE, HaltReason.NO_EXPERT);
    halts(
        decide(carry(not(Status.DECLINED, "bad-input")), false),
        Action.REFUSE,
        HaltReason.CONVERGED);
  }

  @Test
  void stopsWhenNothingChangedThoughThePlannerIsRestless() {
    Carry carry = carry(solved(1), REJECTED);
    HaltDecision decision =
        policy.decide(
            new HaltingRequest(carry, Optional.of(carry), true, List.of(), Settings.EMPTY));
    halts(decision, Action.BEST_EFFORT, HaltReason.CONVERGED);
  }

  @Test
  void thePlannersEstimateEndsPendingWorkOnAConfidentResult() {
    Carry carry = carry(solved(0.9));
    Carry estimated =
        new Carry(
            carry.task(),
            carry.path(),
            carry.level(),
            carry.hCycle(),
            carry.lStep(),
            carry.plan(),
            carry.results(),
            carry.checks(),
            Optional.of(new HaltEstimate(0.7, 0.3)),
            carry.children(),
            carry.spend(),
            carry.halted());
    halts(decide(estimated, true), Action.ANSWER, HaltReason.CONFIDENT);
  }

  @Test
  void theModulePublishesThePolicy() {
    Set<HaltingPolicy> policies =
        Guice.createInjector(new HaltingModule())
            .getInstance(Key.get(new TypeLiteral<Set<HaltingPolicy>>() {}));
    assertThat(policies).extracting(HaltingPolicy::id).containsExactly("evidence");
  }
}
