package io.consilium.framework.engine.internal;

import io.consilium.api.halting.HaltDecision;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Entry;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.planner.Carry;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Budget;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.Position;
import io.consilium.api.task.TaskId;
import io.consilium.framework.engine.Progress;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.TaskOutcome;
import io.consilium.framework.pipeline.Pipeline;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A task under way: its records, its deadline, the calls in flight, and whether it is to stop. Runs
 * the root loop, then releases the answer once everything is durable. Thread-safe.
 */
final class TaskRun implements Run, Runnable {
  private static final Duration ARRIVALS = Duration.ofSeconds(60);

  private final TaskId id;
  private final Pipeline pipeline;
  private final Host host;
  private final Journal journal;
  private final boolean resumed;
  private final int callsBefore;
  private final Clock clock;
  private final Approving approving = new Approving(this);
  private final Guard guard = new Guard(this);
  private final Consumer<TaskId> onEnd;
  private final Set<GuestCall<?, ?>> inFlight = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<TaskOutcome> outcome = new CompletableFuture<>();
  private final Reserve reserve = new Reserve();
  private final Shadows shadows = new Shadows(this);
  private final Learning learning = new Learning();
  private volatile boolean cancelled;
  private volatile boolean broken;
  private volatile HaltReason denied;
  private volatile String trouble = "";

  TaskRun(
      TaskId id,
      Pipeline pipeline,
      Host host,
      Consumer<Progress> observer,
      Consumer<TaskId> onEnd) {
    this.onEnd = onEnd;
    this.id = id;
    this.pipeline = pipeline;
    this.host = host;
    this.journal = new Journal(host.ledger(), observer, this::learn, this::ledgerBroke);
    this.resumed = false;
    this.callsBefore = 0;
    this.clock = new Clock(System::nanoTime, 0, Budgets.nanos(pipeline.budget().time()));
  }

  /** A task that goes on after its host died while it waited for people. */
  TaskRun(Resumption past, Host host, Consumer<TaskId> onEnd) {
    State state = past.state();
    this.onEnd = onEnd;
    this.id = state.carry().task().id();
    this.pipeline = PipelineSlot.read(past.entries().get(0));
    this.host = host;
    this.journal = new Journal(host.ledger(), progress -> {}, this::learn, this::ledgerBroke);
    this.journal.resume(past.entries(), state);
    past.entries().forEach(entry -> host.experience().take(learning, entry.record()));
    this.resumed = true;
    this.callsBefore = state.lastCall();
    this.clock =
        new Clock(
            System::nanoTime,
            past.usedNanos(),
            Budgets.nanos(state.carry().task().budget().time()));
    this.clock.waits((int) state.waits().values().stream().filter(Wait::open).count());
  }

  @Override
  public void run() {
    try {
      if (resumed) {
        resume();
      }
      if (journal.state().carry().hCycle() == 0) {
        guard.admitted();
      }
      HaltDecision halt =
          Resumption.halted(journal.state(), journal.entries())
              .orElseGet(() -> new Loop(this, "").run());
      release(halt);
    } catch (LedgerFailure e) {
      onEnd.accept(id);
      outcome.completeExceptionally(e);
    } catch (Throwable e) {
      onEnd.accept(id);
      outcome.completeExceptionally(
          new LedgerFailure("The task " + id + " could not be closed on record: " + e, e));
    }
  }

  /** Neither people who are waited for nor plugins that come late cost the task its time. */
  private void resume() {
    clock.waits(1);
    journal.append(Resumption::close);
    approving.awaitOpen();
    host.plugins().awaitFor(() -> stopping() || complete(), ARRIVALS);
    clock.waits(-1);
  }

  private boolean complete() {
    return new Needs(host.plugins(), pipeline).all().isEmpty();
  }

  private void release(HaltDecision halt) {
    Answer answer = answer(halt);
    journal.awaitDurable();
    List<Entry> entries = journal.entries();
    List<Entry> leaving = Withheld.entries(entries);
    Carry carry = leaving == entries ? journal.state().carry() : Fold.all(leaving).carry();
    TaskOutcome ended = new TaskOutcome(answer, carry, halt, leaving, elapsedMillis());
    host.shadows().ends(id);
    onEnd.accept(id);
    outcome.complete(ended);
  }

  /** Puts the answer on record; if that breaks, that nothing is given. */
  private Answer answer(HaltDecision halt) {
    Carry carry = journal.state().carry();
    Position at = new Position(id.value(), "", 0, carry.hCycle(), 0);
    try {
      guard.answer(at, () -> Answers.of(carry, halt, journal.entries(), trouble));
      if (!journal.state().carry().results().equals(carry.results()) && denied == null) {
        return answer(new Loop(this, "").run());
      }
      Answer answer = Answers.of(carry, halt, journal.entries(), trouble);
      journal.append(state -> List.of(Answers.released(at, answer)));
      return answer;
    } catch (LedgerFailure e) {
      throw e;
    } catch (RuntimeException e) {
      breakDown(e);
      Answer none = new Answer.Refused(HaltReason.ERROR, Words.broke(trouble));
      journal.append(state -> List.of(Answers.released(at, none)));
      return none;
    }
  }

  @Override
  public TaskId id() {
    return id;
  }

  @Override
  public String pipeline() {
    return pipeline.name();
  }

  @Override
  public CompletionStage<TaskOutcome> outcome() {
    return outcome.minimalCompletionStage();
  }

  @Override
  public void cancel() {
    cancelled = true;
    stopCalls();
    approving.wake();
  }

  Pipeline declared() {
    return pipeline;
  }

  Host host() {
    return host;
  }

  Journal journal() {
    return journal;
  }

  Reserve reserve() {
    return reserve;
  }

  Shadows shadows() {
    return shadows;
  }

  Clock clock() {
    return clock;
  }

  long deadline() {
    return clock.deadline();
  }

  long elapsedMillis() {
    return clock.elapsedMillis();
  }

  /** The number of the last call before the host died and this task went on; 0 if it began here. */
  int callsBefore() {
    return callsBefore;
  }

  /** The host stops: what waits for people goes on at its next start, all else is cancelled. */
  void end() {
    if (approving.park()) {
      stopCalls();
    } else {
      cancel();
    }
  }

  Approving approving() {
    return approving;
  }

  boolean cancelled() {
    return cancelled;
  }

  boolean expired() {
    return clock.expired();
  }

  /** True once something broke inside the host while it worked on this task. */
  boolean broken() {
    return broken;
  }

  /** True once a policy rule or a person forbade to go on. */
  boolean denied() {
    return denied != null;
  }

  /** Why it must stop: a rule, or a person. */
  HaltReason denial() {
    return denied;
  }

  /** True once no new work may begin. */
  boolean stopping() {
    return cancelled || broken || denied != null || expired();
  }

  /** A policy rule or a person forbids it: stop, and halt with that reason. */
  void deny(HaltReason reason) {
    denied = reason;
    stopCalls();
    approving.wake();
  }

  /** Ends no later than a budget says. */
  void cap(Budget budget) {
    clock.cap(Budgets.nanos(budget.time()));
  }

  Guard guard() {
    return guard;
  }

  /** Something broke inside the host: stop, and halt with ERROR. */
  void breakDown(Throwable cause) {
    broken = true;
    note(cause.getMessage() == null ? cause.toString() : cause.getMessage());
    host.warn("Task " + id + " broke", cause);
    stopCalls();
  }

  /** Keeps what went wrong, in words for a person; the first counts. */
  synchronized void note(String what) {
    trouble = trouble.isEmpty() ? what : trouble;
  }

  /** Starts a call that ends with the task at the latest. */
  <S, T> void call(Guest<S> guest, CallSpec spec, Work<S, T> work, Consumer<Ended<T>> done) {
    CompletableFuture<GuestCall<S, T>> self = new CompletableFuture<>();
    GuestCall<S, T> call =
        host.guests()
            .prepare(
                guest,
                spec,
                work,
                ended -> {
                  inFlight.remove(self.join());
                  clock.calls(-1);
                  done.accept(ended);
                });
    self.complete(call);
    inFlight.add(call);
    clock.calls(1);
    if (cancelled || broken || denied() || approving.parked()) {
      call.stop(How.CANCELLED);
    } else {
      call.begin();
    }
  }

  /** As {@link #call}, and waits. */
  <S, T> Ended<T> ask(Guest<S> guest, CallSpec spec, Work<S, T> work) {
    CompletableFuture<Ended<T>> done = new CompletableFuture<>();
    call(guest, spec, work, done::complete);
    return noted(guest, spec, done.join());
  }

  /** As {@link #ask}, but neither the task's end nor its cancellation ends the call. */
  <S, T> Ended<T> askInAnyCase(Guest<S> guest, CallSpec spec, Work<S, T> work) {
    return noted(guest, spec, host.guests().ask(guest, spec, work));
  }

  private <T> Ended<T> noted(Guest<?> guest, CallSpec spec, Ended<T> ended) {
    if (ended.how() == How.ABANDONED) {
      journal.append(state -> List.of(abandoned(spec.position(), guest, 0)));
    }
    return ended;
  }

  /** Records that a guest's thread is lost. */
  Draft abandoned(Position at, Guest<?> guest, int call) {
    return new Draft(
        at,
        new Body.GuestAbandoned(guest.id(), call, host.guests().lost()),
        List.of(guest.code()),
        java.util.Map.of());
  }

  private void learn(Entry entry) {
    host.experience().learn(learning, entry.record());
  }

  private void ledgerBroke(LedgerFailure failure) {
    cancelled = true;
    stopCalls();
  }

  private void stopCalls() {
    inFlight.forEach(call -> call.stop(How.CANCELLED));
  }
}
