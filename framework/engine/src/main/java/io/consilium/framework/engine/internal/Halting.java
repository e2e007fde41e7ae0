package io.consilium.framework.engine.internal;

import io.consilium.api.halting.Condition;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.halting.HaltDecision.Action;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.halting.HaltingRequest;
import io.consilium.api.host.Settings;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.HaltEstimate;
import io.consilium.api.planner.Planner;
import io.consilium.api.planner.Spend;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.Position;
import io.consilium.framework.engine.internal.Succession.Answered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The end of an H-cycle: measures what bounds the loop, asks the policy, holds the policy to the
 * bounds, and records the one decision.
 */
final class Halting {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MAX_CONDITIONS = 64;

  /** Who decides where the policy may not, or cannot. */
  static final String ENGINE = "engine";

  /** No answer counts as verified where one of these holds. */
  private static final Set<HaltReason> FORBID_ANSWER =
      Set.of(HaltReason.CANCELLED, HaltReason.ERROR, HaltReason.NO_PLAN);

  private static final Condition BROKEN = new Condition(HaltReason.ERROR, true, 1, 1);

  /** The planner's view at the end of a cycle. */
  record View(boolean pending, Optional<HaltEstimate> estimate) {
    static final View NONE = new View(false, Optional.empty());
  }

  record Decided(String policy, List<Code> code, HaltDecision decision) {}

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
    try {
      return decided(hCycle, planned, history);
    } catch (LedgerFailure e) {
      throw e;
    } catch (RuntimeException | Error e) {
      run.breakDown(e);
      return broken(hCycle);
    }
  }

  /** The end of a cycle that could not be ended as it should be. */
  private HaltDecision broken(int hCycle) {
    Carry carry = run.journal().state().at(path);
    return refuse(carry, hCycle, HaltReason.ERROR, List.of(BROKEN), Optional.empty());
  }

  /** Ends a cycle by the engine's own word: nothing is given, and no policy is asked. */
  HaltDecision refuse(
      Carry carry,
      int hCycle,
      HaltReason reason,
      List<Condition> conditions,
      Optional<HaltEstimate> estimate) {
    HaltDecision decision = new HaltDecision(Action.REFUSE, Optional.of(reason), conditions);
    Body body =
        new Body.HaltDecided(
            ENGINE,
            decision.action(),
            decision.reason(),
            decision.conditions(),
            estimate,
            spend(carry),
            carry.task().budget(),
            0,
            List.of());
    Draft draft = new Draft(at(carry, hCycle), body, List.of(run.host().code()), Map.of());
    run.journal().append(state -> List.of(draft));
    return decision;
  }

  private Spend spend(Carry carry) {
    return new Spend(
        carry.spend().calls(), carry.spend().cost(), Duration.ofMillis(run.elapsedMillis()));
  }

  private HaltDecision decided(int hCycle, Planning.Outcome planned, List<Carry> history) {
    Carry now = run.journal().state().at(path);
    boolean open = planned == Planning.Outcome.PLANNED && !run.stopping();
    View view = open ? view(now) : View.NONE;
    Carry carry = Carries.estimated(now, view.estimate().or(now::estimate));
    List<Condition> enforced = new Bounds(run, path).measure(carry, planned, history);
    Optional<Carry> previous =
        history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
    HaltingRequest request =
        new HaltingRequest(
            carry, previous, view.pending(), enforced, run.declared().halting().settings());
    Decided decided = hold(ask(request, at(carry, hCycle)), enforced, carry);
    run.journal().append(state -> List.of(draft(at(carry, hCycle), carry, decided, previous)));
    return decided.decision();
  }

  private Position at(Carry carry, int hCycle) {
    return new Position(carry.task().id().value(), path, carry.level(), hCycle, 0);
  }

  /**
   * What the planner thinks of going on; nothing where it is gone or breaks. Asked twice, so that a
   * view on halting that breaks does not take the plan that is pending with it.
   */
  private View view(Carry carry) {
    Settings settings = run.declared().planner().settings();
    Carry known = PolicyChecks.without(carry);
    return asked(carry, planner -> planner.pending(known, settings))
        .map(pending -> new View(pending, estimate(known, settings)))
        .orElse(View.NONE);
  }

  private Optional<HaltEstimate> estimate(Carry carry, Settings settings) {
    return asked(carry, planner -> planner.estimate(carry, settings))
        .flatMap(estimate -> estimate)
        .filter(Planning::finite);
  }

  private <T> Optional<T> asked(Carry carry, Function<Planner, T> question) {
    String id = run.declared().planner().id();
    return Succession.<Planner, T>ask(
            () -> run.host().plugins().planner(id),
            guest ->
                run.ask(
                    guest,
                    spec(Loop.position(carry, path, 0)),
                    (planner, context) -> question.apply(planner)))
        .map(Answered::ended)
        .filter(Ended::returned)
        .map(Ended::value);
  }

  private Decided ask(HaltingRequest request, Position at) {
    String id = run.declared().halting().id();
    // Asked apart from the task's own deadline: a task that ran out of time still has to halt well.
    Optional<Answered<HaltingPolicy, HaltDecision>> answered =
        Succession.ask(
            () -> run.host().plugins().policy(id),
            guest -> run.askInAnyCase(guest, spec(at), (p, context) -> valid(p.decide(request))));
    if (answered.isEmpty()) {
      return error("The halting policy " + id + " is not installed any more.", request.enforced());
    }
    Ended<HaltDecision> ended = answered.get().ended();
    return ended.returned()
        ? new Decided(id, List.of(answered.get().guest().code()), ended.value())
        : error(ended.message(), request.enforced());
  }

  /** Nobody decides: that is an error, and stands among the conditions. */
  private Decided error(String why, List<Condition> enforced) {
    run.note(why);
    List<Condition> conditions = new ArrayList<>(enforced);
    conditions.removeIf(condition -> condition.reason() == HaltReason.ERROR);
    conditions.add(BROKEN);
    return engine(HaltReason.ERROR, conditions, run.host().code());
  }

  static HaltDecision valid(HaltDecision decision) {
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
    return hold(decided, enforced, carry, run.host().code());
  }

  /** Pure. */
  static Decided hold(Decided decided, List<Condition> enforced, Carry carry, Code engine) {
    HaltDecision decision = decided.decision();
    Optional<HaltReason> bound =
        enforced.stream().filter(Condition::held).map(Condition::reason).findFirst();
    boolean ignored = !decision.halts() && bound.isPresent();
    boolean wrong =
        decision.action() == Action.ANSWER && bound.filter(FORBID_ANSWER::contains).isPresent();
    Decided held =
        ignored || wrong
            ? engine(bound.get(), union(decision.conditions(), enforced), engine)
            : decided;
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

  private static Decided engine(HaltReason reason, List<Condition> conditions, Code engine) {
    return new Decided(
        ENGINE,
        List.of(engine),
        new HaltDecision(Action.BEST_EFFORT, Optional.of(reason), conditions));
  }

  private CallSpec spec(Position at) {
    return CallSpec.unbound(at, PATIENCE, 0);
  }

  private Draft draft(Position at, Carry carry, Decided decided, Optional<Carry> previous) {
    Spend spend = spend(run.journal().state().at(path));
    return new Draft(at, body(carry, decided, previous, spend), decided.code(), Map.of());
  }

  /** Pure. */
  static Body.HaltDecided body(
      Carry carry, Decided decided, Optional<Carry> previous, Spend spend) {
    int delta =
        (int)
            carry.results().values().stream()
                .filter(
                    result ->
                        previous
                            .map(before -> !result.equals(before.results().get(result.subgoal())))
                            .orElse(true))
                .count();
    return new Body.HaltDecided(
        decided.policy(),
        decided.decision().action(),
        decided.decision().reason(),
        decided.decision().conditions(),
        carry.estimate(),
        spend,
        carry.task().budget(),
        delta,
        carry.outputs().keySet().stream().sorted().toList());
  }
}
