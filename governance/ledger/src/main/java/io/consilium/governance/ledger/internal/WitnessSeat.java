package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.Body.WitnessChanged;
import io.consilium.api.ledger.Body.WitnessChanged.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One witness's place: asks it for one checkpoint at a time, always the newest, and knows whether
 * it is worth waiting for. Guarded by itself.
 */
final class WitnessSeat {
  private final String name;
  private final WitnessClient client;
  private final ScheduledExecutorService executor;
  private final long retryNanos;
  private final Consumer<WitnessChanged> changes;
  private WitnessAsked newest;
  private WitnessRound waiting;
  private WitnessRound underWay;
  private boolean busy;
  private boolean late;
  private WitnessChanged last;
  private Instant since = Instant.EPOCH;
  private long cosigned;
  private Instant cosignedAt = Instant.EPOCH;

  WitnessSeat(
      String name,
      WitnessClient client,
      ScheduledExecutorService executor,
      long retryNanos,
      Consumer<WitnessChanged> changes) {
    this.name = name;
    this.client = client;
    this.executor = executor;
    this.retryNanos = retryNanos;
    this.changes = changes;
  }

  /** What it did last; empty before its first answer. */
  synchronized Optional<WitnessChanged> last() {
    return Optional.ofNullable(last);
  }

  synchronized WitnessHealth.Standing standing() {
    long size = newest == null ? 0 : newest.size();
    return new WitnessHealth.Standing(name, last(), since, late, size, cosigned, cosignedAt);
  }

  /** Asks for a newer checkpoint; the round is told when this witness is done with it. */
  synchronized void ask(WitnessAsked asked, WitnessRound round) {
    newest = asked;
    if (waiting != null) {
      waiting.done(List.of());
      waiting = null;
    }
    if (late || (last != null && last.state() != State.COSIGNING)) {
      // Who is late is asked once it is done, and only the retry asks who is away.
      round.done(List.of());
      return;
    }
    waiting = round;
    start();
  }

  /** The round is over without this witness: nobody waits for it until it has caught up. */
  synchronized void late(WitnessRound round) {
    late = late || (round != null && (round == waiting || round == underWay));
  }

  private synchronized void retry() {
    if (newest != null) {
      start();
    }
  }

  private void start() {
    if (busy) {
      return;
    }
    busy = true;
    try {
      executor.execute(this::work);
    } catch (RejectedExecutionException e) {
      busy = false;
    }
  }

  private void work() {
    WitnessAsked asked;
    WitnessRound round;
    synchronized (this) {
      asked = newest;
      round = waiting;
      underWay = round;
      waiting = null;
    }
    try {
      settle(asked, round, client.ask(asked));
    } catch (InterruptedException e) {
      tell(round, List.of());
    } catch (RuntimeException e) {
      settle(asked, round, new WitnessAnswer.Away("fault"));
    }
  }

  private void settle(WitnessAsked asked, WitnessRound round, WitnessAnswer answer) {
    WitnessChanged now;
    if (answer instanceof WitnessAnswer.Cosigned cosigned) {
      tell(round, cosigned.lines());
      now = new WitnessChanged(name, State.COSIGNING, "", asked.size(), asked.size());
    } else {
      tell(round, List.of());
      now =
          answer instanceof WitnessAnswer.Conflict conflict
              ? new WitnessChanged(
                  name, State.CONFLICT, conflict.code(), asked.size(), conflict.held())
              : new WitnessChanged(
                  name, State.AWAY, ((WitnessAnswer.Away) answer).code(), asked.size(), 0);
    }
    boolean changed;
    synchronized (this) {
      changed = last == null || last.state() != now.state() || worse(last, now);
      since = changed ? Instant.now() : since;
      if (now.state() == State.COSIGNING) {
        cosigned = asked.size();
        cosignedAt = Instant.now();
      }
      last = now;
      busy = false;
      underWay = null;
      late = late && newest != asked;
      next(asked, now.state());
    }
    if (changed) {
      changes.accept(now);
    }
  }

  /** A fork proved is more than a larger log. */
  private static boolean worse(WitnessChanged before, WitnessChanged now) {
    return now.state() == State.CONFLICT && !now.code().equals(before.code());
  }

  private void next(WitnessAsked asked, State state) {
    if (state == State.COSIGNING) {
      if (newest != asked) {
        start();
      }
      return;
    }
    if (waiting != null) {
      waiting.done(List.of());
      waiting = null;
    }
    try {
      executor.schedule(this::retry, retryNanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // The ledger is closing.
    }
  }

  private static void tell(WitnessRound round, List<String> lines) {
    if (round != null) {
      round.done(lines);
    }
  }
}
