package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.ledger.Draft;
import io.consilium.api.planner.Result;
import io.consilium.api.task.Position;
import io.consilium.framework.engine.internal.State.Returned;
import io.consilium.framework.routing.Fit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Asks the chosen experts for a subgoal, then the fallbacks, and settles it. Intents of calls with
 * effects are durable before the call; pure experts run while their records are being written.
 * While people are waited for, the subgoal is put aside and everything else goes on. Confined to
 * the loop's thread, except what it hands to the mailbox.
 */
final class Asking {
  /** A subgoal whose next calls wait for people. */
  private record Parked(Pursuit pursuit, List<Pursuit.Ask> asks, List<Integer> waits) {}

  private final TaskRun run;
  private final String path;
  private final Consumer<Runnable> mailbox;
  private final Consumer<Pursuit> onSettled;
  private final List<Parked> parked = new ArrayList<>();

  Asking(TaskRun run, String path, Consumer<Runnable> mailbox, Consumer<Pursuit> onSettled) {
    this.run = run;
    this.path = path;
    this.mailbox = mailbox;
    this.onSettled = onSettled;
  }

  /** Asks whoever is next, as far as the budget allows. */
  void ask(Pursuit pursuit) {
    proceed(pursuit, List.of());
  }

  /** Goes on with one that was under way when the host died. */
  void goOn(Pursuit pursuit) {
    if (!pursuit.hasNext() && pursuit.best().isEmpty()) {
      pursuit.fallBack();
    }
    proceed(pursuit, List.of());
  }

  /** Whether anybody is waited for. */
  boolean waits() {
    return !parked.isEmpty();
  }

  /** Goes on with those that people have decided on. */
  void look() {
    for (Parked one : List.copyOf(parked)) {
      try {
        if (goesOn(one)) {
          parked.remove(one);
        }
      } catch (RuntimeException | Error e) {
        parked.remove(one);
        onSettled.accept(one.pursuit());
        throw e;
      }
    }
  }

  /** Whoever waits for a subgoal learns if something breaks: else he would wait for ever. */
  private void settledIfItBreaks(Pursuit pursuit, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      onSettled.accept(pursuit);
      throw e;
    }
  }

  private boolean goesOn(Parked one) {
    // Each is looked at, since looking ends it on record when its time is up.
    List<Optional<Boolean>> waits = one.waits().stream().map(run.approving()::look).toList();
    boolean ended = waits.stream().allMatch(Optional::isPresent);
    if (ended) {
      boolean granted = waits.stream().allMatch(Optional::get);
      call(one.pursuit(), granted ? one.asks() : List.of(), List.of());
    }
    return ended;
  }

  /**
   * Appends what came back, and calls whoever is next, once people approved it if a rule says so.
   */
  private void proceed(Pursuit pursuit, List<Draft> first) {
    List<Pursuit.Ask> asks = run.stopping() ? List.of() : pursuit.takeNext();
    List<Integer> waits = run.guard().calls(at(pursuit), pursuit, asks);
    if (waits.isEmpty()) {
      call(pursuit, asks, first);
      return;
    }
    run.journal().append(state -> first);
    Parked one = new Parked(pursuit, asks, waits);
    if (!goesOn(one)) {
      parked.add(one);
    }
  }

  /** Appends what came back, and with it either the next intents or the settlement. */
  private void call(Pursuit pursuit, List<Pursuit.Ask> asks, List<Draft> first) {
    Map<Integer, Pursuit.Ask> calls = new LinkedHashMap<>();
    CompletionStage<Void> durable =
        run.journal()
            .append(
                state -> {
                  List<Draft> drafts = new ArrayList<>(first);
                  if (asks.isEmpty() || current(state, pursuit)) {
                    drafts.addAll(intents(state, pursuit, asks, calls));
                    if (calls.isEmpty()) {
                      drafts.add(settlement(pursuit));
                    }
                  }
                  return drafts;
                });
    if (calls.isEmpty()) {
      onSettled.accept(pursuit);
    }
    calls.forEach((call, ask) -> release(pursuit, call, ask, durable));
  }

  /**
   * Whether its inputs are what they were, and all they follow from is settled: a person may have
   * corrected something meanwhile. If not, it is routed again.
   */
  private boolean current(State state, Pursuit pursuit) {
    if (state.corrections() == pursuit.corrections()) {
      return true;
    }
    Agenda agenda = new Agenda(state.at(path).plan().orElseThrow());
    agenda.review(state, path, Set.of());
    return agenda.ready().contains(new Agenda.Item(pursuit.subgoal(), pursuit.inputs()));
  }

  private List<Draft> intents(
      State state, Pursuit pursuit, List<Pursuit.Ask> asks, Map<Integer, Pursuit.Ask> calls) {
    List<Draft> drafts = new ArrayList<>();
    int call = state.lastCall();
    int left = Budgets.callsLeft(state.carry(), path);
    for (Pursuit.Ask ask : run.stopping() ? List.<Pursuit.Ask>of() : asks) {
      double cost = ask.descriptor().cost();
      if (calls.size() < left
          && cost <= Budgets.costLeft(state.carry(), path, run.reserve().cost())) {
        run.reserve().take(cost);
        calls.put(++call, ask);
        pursuit.called(call, ask);
        drafts.add(
            Drafts.called(at(pursuit), pursuit, ask, call, timeoutMillis(ask), seed(pursuit)));
      }
    }
    return drafts;
  }

  /** The release barrier: an effect waits until its intent is durable. */
  private void release(Pursuit pursuit, int call, Pursuit.Ask ask, CompletionStage<Void> durable) {
    if (ask.descriptor().effect() == Effect.PURE) {
      start(pursuit, call, ask);
    } else {
      durable.whenComplete(
          (done, error) -> {
            mailbox.accept(
                () ->
                    settledIfItBreaks(
                        pursuit,
                        error == null
                            ? () -> start(pursuit, call, ask)
                            : run.journal()::awaitDurable));
          });
    }
  }

  private void start(Pursuit pursuit, int call, Pursuit.Ask ask) {
    Answering answering =
        answering(ask.descriptor(), pursuit.item(), run.host().guests().limits().output());
    Position at = at(pursuit);
    CallSpec spec =
        new CallSpec(
            at,
            Budgets.nanos(ask.descriptor().timeout()),
            run.deadline(),
            seed(pursuit),
            message -> run.journal().say(at, ask.guest().id(), message),
            ask.descriptor().effect() == Effect.PURE
                ? CallSpec.Nature.PURE
                : CallSpec.Nature.WITH_EFFECTS);
    run.<Expert, Returned>call(
        ask.guest(),
        spec,
        answering::ask,
        ended ->
            mailbox.accept(() -> settledIfItBreaks(pursuit, () -> returned(pursuit, call, ended))));
  }

  /** What an expert is asked for a subgoal that it is able to work on. */
  static Answering answering(ExpertDescriptor descriptor, Agenda.Item item, Limits.Output limits) {
    Capability capability =
        Fit.best(descriptor, item.subgoal().capability()).orElseThrow().capability();
    return new Answering(
        capability,
        new Assignment(
            capability.name(), item.subgoal().goal(), item.inputs(), item.subgoal().parameters()),
        limits);
  }

  private void returned(Pursuit pursuit, int call, Ended<Returned> ended) {
    Returned returned = ended.returned() ? ended.value() : Answering.unreturned(ended);
    Pursuit.Ask ask = pursuit.asked(call);
    Shadows.Asked asked =
        new Shadows.Asked(at(pursuit), pursuit.item(), call, seed(pursuit), ask.guest());
    List<Draft> drafts = new ArrayList<>();
    drafts.add(Drafts.returned(at(pursuit), pursuit, ask, call, returned, ended.nanos()));
    if (returned.outcome() == Outcome.ABANDONED) {
      drafts.add(run.abandoned(at(pursuit), ask.guest(), call));
    }
    boolean last = pursuit.returned(call, returned);
    successor(pursuit, ask, ended).ifPresent(pursuit::succeed);
    if (last && pursuit.best().isEmpty() && !pursuit.hasNext()) {
      pursuit.fallBack();
    }
    // People may be waited for before the next call: what came back must not wait with them.
    boolean alone = !last || pursuit.nextTouchesOutside();
    // It is given back only when what it cost is in the carry: between, it must not look free.
    if (alone) {
      run.journal().append(state -> drafts);
      run.reserve().give(ask.descriptor().cost());
    }
    if (last) {
      proceed(pursuit, alone ? List.of() : drafts);
    }
    if (!alone) {
      run.reserve().give(ask.descriptor().cost());
    }
    run.shadows().follow(asked, returned);
  }

  /**
   * Who is asked again after a call whose plugin was taken out under it: one that is pure, or that
   * the plugin never saw.
   */
  private Optional<Pursuit.Ask> successor(Pursuit pursuit, Pursuit.Ask ask, Ended<Returned> ended) {
    boolean harmless = ask.descriptor().effect() == Effect.PURE || !ended.begun();
    if (!ended.tornFrom(ask.guest()) || !harmless) {
      return Optional.empty();
    }
    return run.host()
        .plugins()
        .successor(ask.guest())
        .filter(guest -> Needs.can(guest, pursuit.subgoal().capability()))
        .map(guest -> new Pursuit.Ask(guest, ask.weight()));
  }

  private Draft settlement(Pursuit pursuit) {
    Optional<Pursuit.Tried> counts = pursuit.best().or(pursuit::mostTelling);
    if (counts.isEmpty()) {
      Words.Reason reason = Words.notAsked(run);
      return settled(pursuit, Result.Status.FAILED, 0, 0, reason.code(), reason.message());
    }
    Returned returned = counts.get().returned();
    return settled(
        pursuit,
        Pursuit.status(returned),
        counts.get().call(),
        returned.confidence(),
        returned.code(),
        returned.message());
  }

  private Draft settled(
      Pursuit pursuit,
      Result.Status status,
      int call,
      double confidence,
      String code,
      String message) {
    return Drafts.settled(
        at(pursuit), pursuit.subgoal(), status, call, false, confidence, code, message);
  }

  private long timeoutMillis(Pursuit.Ask ask) {
    long left = run.deadline() - System.nanoTime();
    return Math.max(0, Math.min(Budgets.nanos(ask.descriptor().timeout()), left)) / 1_000_000;
  }

  private long seed(Pursuit pursuit) {
    String where = State.join(path, pursuit.subgoal().id().value());
    return Seeds.of(run.journal().state().carry().task().seed(), where, pursuit.attempt());
  }

  private Position at(Pursuit pursuit) {
    return Loop.position(run.journal().state().at(path), path, pursuit.lStep());
  }
}
