package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.planner.Carry;
import io.consilium.api.routing.Candidate;
import io.consilium.api.task.Position;
import io.consilium.framework.engine.internal.State.Returned;
import io.consilium.framework.routing.CandidateScoring;
import io.consilium.framework.routing.Demand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What versions that are tried as shadows make of one task. Each is asked what the primary was
 * asked, once that has returned, if the shadow is pure and policy lets it stand; what it gives is
 * on record, and is judged by the plan's checks when the cycle has ended. Nobody waits for it and
 * nothing follows from it. Thread-safe.
 */
final class Shadows {
  /** How long a call may wait for its turn, beyond its own time. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Ends of a primary's call that say something of the assignment, and not of the host. */
  private static final Set<Outcome> TOLD =
      EnumSet.of(
          Outcome.SOLVED,
          Outcome.DECLINED,
          Outcome.FAILED,
          Outcome.BROKE,
          Outcome.TIMED_OUT,
          Outcome.ABANDONED);

  /** What a primary was asked. */
  record Asked(Position at, Agenda.Item item, int call, long seed, Guest<Expert> primary) {}

  private final TaskRun run;
  private final Map<String, CompletableFuture<Carry>> cycles = new ConcurrentHashMap<>();

  Shadows(TaskRun run) {
    this.run = run;
  }

  /** An H-cycle of a loop begins: what is followed in it is judged at its end. */
  void begins(String path) {
    cycles.put(path, new CompletableFuture<>());
  }

  /** It has ended, and its checks are made. */
  void ends(String path, Carry carry) {
    cycles.remove(path).complete(carry);
  }

  /** Asks the shadows of a primary that has returned. */
  void follow(Asked asked, Returned given) {
    boolean primary = asked.primary().part().as() == Part.As.PRIMARY;
    // Who goes is asked no more: his successor is, and is followed.
    if (!primary
        || asked.primary().leaving()
        || run.stopping()
        || !TOLD.contains(given.outcome())) {
      return;
    }
    for (Guest<Expert> shadow : run.host().plugins().shadows(asked.primary().id())) {
      try {
        if (able(asked, shadow)) {
          begin(asked, given, shadow);
        }
      } catch (LedgerFailure e) {
        throw e;
      } catch (RuntimeException e) {
        run.host().warn("The shadow " + shadow.code().version() + " could not be asked", e);
      }
    }
  }

  /** Whether it could have been chosen for this, but for budgets: those are the task's. */
  private boolean able(Asked asked, Guest<Expert> shadow) {
    if (!(shadow.descriptor(Object.class) instanceof ExpertDescriptor descriptor)
        || descriptor.effect() != Effect.PURE) {
      return false;
    }
    Demand demand =
        new Demand(
            asked.item().subgoal(),
            Demand.media(asked.item().inputs()),
            Integer.MAX_VALUE,
            Double.MAX_VALUE,
            EnumSet.of(Effect.PURE));
    Candidate candidate =
        CandidateScoring.score(
                demand,
                List.of(Slate.standing(shadow, descriptor, shadow.stage())),
                run.host().experience().known())
            .get(0);
    return run.guard().candidate(asked.at(), asked.item(), shadow, candidate).eligible();
  }

  private void begin(Asked asked, Returned given, Guest<Expert> shadow) {
    ExpertDescriptor descriptor = shadow.descriptor(ExpertDescriptor.class);
    CompletableFuture<Carry> cycle = cycles.get(asked.at().path());
    long timeout = Budgets.nanos(descriptor.timeout());
    CallSpec spec =
        new CallSpec(
            asked.at(),
            timeout,
            System.nanoTime() + timeout + PATIENCE.toNanos(),
            asked.seed(),
            CallSpec.SILENT);
    run.host()
        .shadows()
        .<Returned>call(
            run.id(),
            shadow,
            spec,
            Asking.answering(descriptor, asked.item(), run.host().guests().limits().output())::ask,
            ended -> returned(asked, given, shadow, ended, cycle));
  }

  private void returned(
      Asked asked,
      Returned given,
      Guest<Expert> shadow,
      Ended<Returned> ended,
      CompletableFuture<Carry> cycle) {
    Returned returned = ended.returned() ? ended.value() : Answering.unreturned(told(ended));
    boolean agrees =
        returned.outcome() == given.outcome() && returned.outputs().equals(given.outputs());
    List<Draft> drafts = new ArrayList<>();
    drafts.add(ShadowDrafts.returned(asked, shadow, returned, ended.nanos(), agrees));
    if (returned.outcome() == Outcome.ABANDONED) {
      drafts.add(run.abandoned(asked.at(), shadow, asked.call()));
    }
    // What is judged is what is on record: masked, if rules say so.
    List<Draft> recorded = run.host().ledger().redacted(drafts);
    if (append(recorded) && returned.solved()) {
      cycle.thenAccept(
          carry ->
              run.host()
                  .shadows()
                  .check(
                      shadow.code(),
                      () -> judge(asked, shadow, ShadowDrafts.as(carry, asked, recorded.get(0)))));
    }
  }

  /** That its turn never came says nothing of it. */
  private static Ended<Returned> told(Ended<Returned> ended) {
    boolean waited = ended.how() == How.EXPIRED && !ended.begun();
    return waited ? new Ended<>(How.CANCELLED, null, ended.message(), 0) : ended;
  }

  private void judge(Asked asked, Guest<Expert> shadow, Carry carry) {
    if (!run.denied()) {
      new ShadowChecks(run, asked, shadow).make(carry).forEach(draft -> append(List.of(draft)));
    }
  }

  /** False if the task takes no records any more: its host stops, or it was erased. */
  private boolean append(List<Draft> drafts) {
    try {
      return run.host().shadows().record(() -> run.journal().append(state -> drafts));
    } catch (LedgerFailure | IllegalArgumentException e) {
      return false;
    }
  }
}
