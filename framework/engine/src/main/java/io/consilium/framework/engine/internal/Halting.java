package io.consilium.framework.engine.internal;

import io.consilium.api.halting.Condition;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.halting.HaltDecision.Action;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.halting.HaltingRequest;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Draft;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Planner;
import io.consilium.api.planner.Spend;
import io.consilium.api.task.Budget;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The end of an H-cycle: measures what bounds the loop, asks the policy, holds the policy to the
 * bounds, and records the one decision.
 */
final class Halting {
  private static final long PATIENCE = Duration.ofSeconds(5).toNanos();
  private static final int MAX_CONDITIONS = 64;

  /** Who decides where the policy may not, or cannot. */
  static final String ENGINE = "engine";

  /** No answer counts as verified where one of these holds. */
  private static final Set<HaltReason> FORBID_ANSWER =
      Set.of(HaltReason.CANCELLED, HaltReason.ERROR, HaltReason.NO_PLAN);

  private record Decided(String policy, List<Code> code, HaltDecision decision) {}

  private final TaskRun run;
  private final String path;

  Halting(TaskRun run, String path) {
    this.run = run;
    this.path = path;
  }

  /**
   * @param history carries at the ends of the cycles before
   */
  HaltDecision decide(int hCycle, Planning.Outcome planned, List<Carry> history) {
    Carry carry = run.journal().state().at(path);
    boolean pending = planned == Planning.Outcome.PLANNED && !run.stopping() && pending(carry);
    List<Condition> enforced = measure(carry, planned, history);
    Optional<Carry> previous =
        history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
    HaltingRequest request =
        new HaltingRequest(carry, previous, pending, enforced, run.declared().halting().settings());
    Decided decided = hold(ask(request, at(carry, hCycle)), enforced, carry);
    run.journal().append(state -> List.of(draft(at(carry, hCycle), carry, decided, previous)));
    return decided.decision();
  }

  private Position at(Carry carry, int hCycle) {
    return new Position(carry.task().id().value(), path, carry.level(), hCycle, 0);
  }

  private boolean pending(Carry carry) {
    Optional<Guest<Planner>> planner = run.host().plugins().planner(run.declared().planner().id());
    return planner
        .map(
            guest ->
                run.ask(
                    guest,
                    spec(Loop.position(carry, path, 0)),
                    (service, context) ->
                        service.pending(carry, run.declared().planner().settings())))
        .map(ended -> ended.returned() && ended.value())
        .orElse(false);
  }

  private List<Condition> measure(Carry carry, Planning.Outcome planned, List<Carry> history) {
    Budget budget = carry.task().budget();
    Carry root = run.journal().state().carry();
    List<Condition> measured = new ArrayList<>();
    boolean broke = planned == Planning.Outcome.BROKE && !run.cancelled() && !run.expired();
    add(measured, HaltReason.CANCELLED, run.cancelled() ? 1 : 0, 1);
    add(measured, HaltReason.ERROR, run.broken() != null || broke ? 1 : 0, 1);
    add(measured, HaltReason.NO_PLAN, planned == Planning.Outcome.NO_PLAN ? 1 : 0, 1);
    measured.add(
        new Condition(
            HaltReason.DEADLINE,
            run.expired(),
            run.elapsedMillis(),
            root.task().budget().time().toMillis()));
    double steps = root.task().budget().steps();
    add(measured, HaltReason.BUDGET, Math.max(root.spend().calls(), steps - left(root)), steps);
    double cost = root.task().budget().cost();
    measured.add(
        new Condition(
            HaltReason.BUDGET,
            root.spend().cost() >= cost || starved(carry),
            root.spend().cost(),
            cost));
    add(measured, HaltReason.STEP_CAP, history.size() + 1.0, budget.cycles());
    add(measured, HaltReason.CYCLE, returns(carry, history), 1);
    return measured;
  }

  /** Whether a subgoal of the plan found what is left too little. */
  private static boolean starved(Carry carry) {
    return carry.plan().stream()
        .flatMap(plan -> plan.subgoals().stream())
        .map(subgoal -> carry.results().get(subgoal.id()))
        .anyMatch(result -> result != null && result.code().equals(Words.BUDGET));
  }

  private int left(Carry root) {
    return Budgets.callsLeft(root, path);
  }

  private static void add(List<Condition> to, HaltReason reason, double value, double bound) {
    to.add(new Condition(reason, value >= bound, value, bound));
  }

  /** How often the loop has been where it is now, the cycle just before not counted. */
  private static int returns(Carry carry, List<Carry> history) {
    int times = 0;
    for (int i = 0; i < history.size() - 1; i++) {
      times += same(history.get(i), carry) ? 1 : 0;
    }
    return !history.isEmpty() && same(history.get(history.size() - 1), carry) ? 0 : times;
  }

  private static boolean same(Carry a, Carry b) {
    return a.plan().equals(b.plan())
        && a.results().equals(b.results())
        && a.checks().equals(b.checks());
  }

  private Decided ask(HaltingRequest request, Position at) {
    String id = run.declared().halting().id();
    Optional<Guest<HaltingPolicy>> policy = run.host().plugins().policy(id);
    if (policy.isEmpty()) {
      return engine(HaltReason.ERROR, request.enforced());
    }
    // Asked apart from the task's own deadline: a task that ran out of time still has to halt well.
    Ended<HaltDecision> ended =
        run.host().guests().ask(policy.get(), spec(at), (p, context) -> valid(p.decide(request)));
    return ended.returned()
        ? new Decided(id, List.of(policy.get().code()), ended.value())
        : engine(HaltReason.ERROR, request.enforced());
  }

  private static HaltDecision valid(HaltDecision decision) {
    Objects.requireNonNull(decision, "the halting policy returned null");
    boolean finite =
        decision.conditions().stream()
            .allMatch(c -> Double.isFinite(c.value()) && Double.isFinite(c.bound()));
    if (!finite || decision.conditions().size() > MAX_CONDITIONS) {
      throw new IllegalArgumentException("the halting policy's conditions are not fit for record");
    }
    return decision;
  }

  /** What the engine has measured holds, whatever the policy says; an override is on record. */
  private Decided hold(Decided decided, List<Condition> enforced, Carry carry) {
    HaltDecision decision = decided.decision();
    Optional<HaltReason> bound =
        enforced.stream().filter(Condition::held).map(Condition::reason).findFirst();
    boolean ignored = !decision.halts() && bound.isPresent();
    boolean wrong =
        decision.action() == Action.ANSWER && bound.filter(FORBID_ANSWER::contains).isPresent();
    Decided held =
        ignored || wrong ? engine(bound.get(), union(decision.conditions(), enforced)) : decided;
    boolean empty = carry.outputs().isEmpty() && held.decision().halts();
    return empty && held.decision().action() != Action.REFUSE
        ? new Decided(held.policy(), held.code(), refuse(held.decision()))
        : held;
  }

  private static List<Condition> union(List<Condition> said, List<Condition> enforced) {
    List<Condition> all = new ArrayList<>(said);
    enforced.stream().filter(condition -> !said.contains(condition)).forEach(all::add);
    return all;
  }

  private static HaltDecision refuse(HaltDecision decision) {
    return new HaltDecision(Action.REFUSE, decision.reason(), decision.conditions());
  }

  private Decided engine(HaltReason reason, List<Condition> conditions) {
    return new Decided(
        ENGINE,
        List.of(run.host().code()),
        new HaltDecision(Action.BEST_EFFORT, Optional.of(reason), conditions));
  }

  private CallSpec spec(Position at) {
    return new CallSpec(at, PATIENCE, System.nanoTime() + PATIENCE, 0, CallSpec.SILENT);
  }

  private Draft draft(Position at, Carry carry, Decided decided, Optional<Carry> previous) {
    Spend now = run.journal().state().at(path).spend();
    int delta =
        (int)
            carry.results().values().stream()
                .filter(
                    result ->
                        previous
                            .map(before -> !result.equals(before.results().get(result.subgoal())))
                            .orElse(true))
                .count();
    return new Draft(
        at,
        new Body.HaltDecided(
            decided.policy(),
            decided.decision().action(),
            decided.decision().reason(),
            decided.decision().conditions(),
            carry.estimate(),
            new Spend(now.calls(), now.cost(), Duration.ofMillis(run.elapsedMillis())),
            carry.task().budget(),
            delta,
            carry.outputs().keySet().stream().sorted().toList()),
        decided.code(),
        Map.of());
  }
}
