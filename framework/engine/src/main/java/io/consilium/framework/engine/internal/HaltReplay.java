package io.consilium.framework.engine.internal;

import io.consilium.api.halting.Condition;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.halting.HaltingRequest;
import io.consilium.api.host.Settings;
import io.consilium.api.ledger.Body.HaltDecided;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Entry;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Planner;
import io.consilium.api.planner.Spend;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.Position;
import io.consilium.framework.engine.Replay.Difference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A halting decision taken again: every bound that the carry tells is measured anew, the planner
 * and the policy are asked again. What a clock or a person did then (time used, cancellation, a
 * breakdown) comes from the record.
 */
final class HaltReplay {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Code NOBODY =
      new Code(Halting.ENGINE, "", "", "", Optional.empty(), Map.of());

  private final Rerun rerun;
  private final State before;
  private final Entry entry;
  private final HaltDecided decided;
  private final Position at;

  HaltReplay(Rerun rerun, State before, Entry entry) {
    this.rerun = rerun;
    this.before = before;
    this.entry = entry;
    this.decided = (HaltDecided) entry.record().body();
    this.at = entry.record().position();
  }

  /**
   * @param planned what came of planning in this cycle
   * @param planner who planned
   * @param policy whose code the policy is
   * @param history carries at the ends of the cycles before
   */
  Differences repeat(
      Planning.Outcome planned,
      Optional<Code> planner,
      Optional<Code> policy,
      List<Carry> history,
      List<String> fed)
      throws Unrepeatable {
    refuseUnasked();
    Carry now = before.at(at.path());
    boolean broke = planned == Planning.Outcome.BROKE;
    Bounds.Moment moment =
        new Bounds.Moment(
            held(HaltReason.CANCELLED),
            held(HaltReason.ERROR) && !broke,
            held(HaltReason.DEADLINE),
            elapsed());
    boolean stopping = moment.cancelled() || moment.broken() || moment.expired();
    boolean open = planned == Planning.Outcome.PLANNED && !stopping;
    Halting.View view = open ? view(planner(planner), now) : Halting.View.NONE;
    Carry carry = Carries.estimated(now, view.estimate().or(now::estimate));
    List<Condition> enforced =
        Bounds.measure(before.carry(), at.path(), moment, carry, planned, history);
    Optional<Carry> previous =
        history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
    HaltingRequest request =
        new HaltingRequest(
            carry, previous, view.pending(), enforced, rerun.pipeline().halting().settings());
    Halting.Decided again = Halting.hold(ask(request, policy), enforced, carry, NOBODY);
    fed.add("time used" + (stopping ? ", and that the task was to stop" : ""));
    Spend spend = new Spend(carry.spend().calls(), carry.spend().cost(), decided.spend().time());
    return compared(Halting.body(carry, again, previous, spend), fed);
  }

  private void refuseUnasked() throws Unrepeatable {
    if (decided.reason().equals(Optional.of(HaltReason.RECOVERED))) {
      throw new Unrepeatable("The host died here; this was recorded at its next start.");
    }
    if (decided.reason().equals(Optional.of(HaltReason.POLICY))
        || decided.reason().equals(Optional.of(HaltReason.HUMAN))) {
      throw new Unrepeatable(
          "A policy rule or a person stopped the task here; no halting policy was asked.");
    }
    boolean bare = decided.conditions().stream().allMatch(c -> c.reason() == HaltReason.ERROR);
    if (decided.policy().equals(Halting.ENGINE) && bare) {
      throw new Unrepeatable("Something broke inside the host; no policy was asked.");
    }
  }

  private boolean held(HaltReason reason) {
    return decided.conditions().stream()
        .anyMatch(condition -> condition.reason() == reason && condition.held());
  }

  private long elapsed() {
    return decided.conditions().stream()
        .filter(condition -> condition.reason() == HaltReason.DEADLINE)
        .map(condition -> (long) condition.value())
        .findFirst()
        .orElse(decided.spend().time().toMillis());
  }

  private Guest<Planner> planner(Optional<Code> code) throws Unrepeatable {
    if (code.isEmpty()) {
      throw new Unrepeatable("Who planned is not on record.");
    }
    return rerun.code().guest(Kind.PLANNERS, rerun.pipeline().planner().id(), code.get());
  }

  /** As the engine asks: a planner whose view on going on breaks is asked for no estimate. */
  private Halting.View view(Guest<Planner> guest, Carry carry) {
    Settings settings = rerun.pipeline().planner().settings();
    Carry known = PolicyChecks.without(carry);
    return asked(guest, planner -> planner.pending(known, settings))
        .map(
            pending ->
                new Halting.View(
                    pending,
                    asked(guest, planner -> planner.estimate(known, settings))
                        .flatMap(estimate -> estimate)
                        .filter(Planning::finite)))
        .orElse(Halting.View.NONE);
  }

  private <T> Optional<T> asked(Guest<Planner> guest, Function<Planner, T> question) {
    return Optional.of(
            rerun.ask(guest, at, PATIENCE, 0, (planner, context) -> question.apply(planner)))
        .filter(Ended::returned)
        .map(Ended::value);
  }

  private Halting.Decided ask(HaltingRequest request, Optional<Code> policy) throws Unrepeatable {
    String id = rerun.pipeline().halting().id();
    if (policy.isEmpty()) {
      throw new Unrepeatable("Whose code the halting policy " + id + " was is not on record.");
    }
    Guest<HaltingPolicy> guest = rerun.code().guest(Kind.POLICIES, id, policy.get());
    HaltDecision decision =
        rerun.answer(
            guest, at, PATIENCE, 0, (service, context) -> Halting.valid(service.decide(request)));
    return new Halting.Decided(id, List.of(), decision);
  }

  /** Loops beside this one spend from the same budget: at what instant, nobody recorded. */
  private Differences compared(HaltDecided again, List<String> fed) {
    Differences differences = new Differences().compare("", decided, again);
    boolean beside = at.level() > 0 && !differences.found().isEmpty();
    if (!beside || !differences.found().stream().allMatch(HaltReplay::spentBeside)) {
      return differences;
    }
    fed.add("what the loops beside this one had used");
    return new Differences();
  }

  private static boolean spentBeside(Difference difference) {
    return difference.field().equals("conditions[" + HaltReason.BUDGET + "].value");
  }
}
