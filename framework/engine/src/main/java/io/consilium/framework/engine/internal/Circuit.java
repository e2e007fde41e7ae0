package io.consilium.framework.engine.internal;

import dev.failsafe.CircuitBreaker;
import io.consilium.framework.engine.Engine.CircuitState;
import io.consilium.framework.routing.Veto;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Keeps calls away from a guest that breaks them. It opens when too many of the last calls were
 * faults; after a while single calls are let through, one after the other, and close it if all go
 * well; the first that does not opens it again, for longer. Who opens again and again is
 * quarantined. Thread-safe.
 *
 * <p>The library counts, and says when a count opens or closes; how long it stays open is worked
 * out here, since that grows.
 */
final class Circuit {
  /** What a call says of the guest. */
  enum End {
    FINE,
    FAULT,
    /** Stopped by somebody else, or never begun. */
    NOTHING
  }

  /**
   * Quarantined or released.
   *
   * @param cause as it stands on record
   */
  record Change(boolean quarantined, String cause) {}

  /** No leave to call: what comes of such a call says nothing. */
  static final int NO_PASS = -1;

  /** The longest wait is the first one doubled so often. */
  private static final int DOUBLINGS = 6;

  private final Limits.Breaker limits;
  private final LongSupplier nanoTime;
  private final Consumer<Change> told;
  private final CircuitBreaker<Object> breaker;
  private int period;
  private int openings;
  private int calm;
  private boolean quarantined;
  private boolean tried;
  private long until;
  private String seen = "";

  /**
   * @param told of quarantines and releases; must not block
   */
  Circuit(Limits.Breaker limits, LongSupplier nanoTime, Consumer<Change> told) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.told = told;
    this.breaker =
        CircuitBreaker.builder()
            .withFailureThreshold(limits.faults(), limits.window())
            .withSuccessThreshold(limits.probation())
            .build();
  }

  /**
   * Asks leave for a call.
   *
   * @return what to hand to {@link #leave} when it has ended, or {@link #NO_PASS}
   */
  synchronized int enter() {
    if (!admits()) {
      return NO_PASS;
    }
    if (breaker.isOpen()) {
      breaker.halfOpen();
      period++;
    }
    tried = breaker.isHalfOpen();
    return period;
  }

  /** A call has ended; one that began in another period says nothing of this one. */
  synchronized void leave(int pass, End end) {
    if (pass != period) {
      return;
    }
    tried = false;
    if (end == End.FAULT) {
      breaker.recordFailure();
      if (breaker.isOpen()) {
        opened();
      }
    } else if (end == End.FINE) {
      boolean probation = breaker.isHalfOpen();
      breaker.recordSuccess();
      if (probation && breaker.isClosed()) {
        closed("probation");
      } else if (!probation && openings > 0 && ++calm >= limits.window()) {
        openings = 0;
      }
    }
  }

  private void opened() {
    period++;
    openings++;
    calm = 0;
    seen = breaker.getFailureCount() + " of " + breaker.getExecutionCount();
    boolean already = quarantined;
    quarantined = openings >= limits.openings();
    int doublings = Math.min(DOUBLINGS, openings - (quarantined ? limits.openings() : 1));
    Duration first = quarantined ? limits.quarantine() : limits.delay();
    until = nanoTime.getAsLong() + (first.toNanos() << doublings);
    if (quarantined && !already) {
      told.accept(new Change(true, "faults " + seen));
    }
  }

  private void closed(String cause) {
    period++;
    tried = false;
    if (quarantined) {
      quarantined = false;
      told.accept(new Change(false, cause));
    }
  }

  /** Closes it by an operator's word; false if it was not open. */
  synchronized boolean release() {
    if (breaker.isClosed()) {
      return false;
    }
    breaker.close();
    openings = 0;
    closed("operator");
    return true;
  }

  /** Whether a call would be let through now. */
  synchronized boolean admits() {
    return breaker.isClosed() || !tried && (breaker.isHalfOpen() || left() <= 0);
  }

  synchronized CircuitState state() {
    if (breaker.isClosed()) {
      return CircuitState.CLOSED;
    }
    return quarantined
        ? CircuitState.QUARANTINED
        : breaker.isOpen() && left() > 0 ? CircuitState.OPEN : CircuitState.PROBATION;
  }

  /** Why nobody may choose it now. */
  synchronized Optional<Veto> bar() {
    return admits()
        ? Optional.empty()
        : Optional.of(new Veto(quarantined ? Veto.QUARANTINED : Veto.CIRCUIT_OPEN, words()));
  }

  /** What is wrong, for a person; empty if nothing is. */
  synchronized String words() {
    if (breaker.isClosed()) {
      return "";
    }
    String next =
        breaker.isOpen() && left() > 0
            ? "tried again in " + Math.max(1, left() / 1_000_000_000) + " s"
            : "on probation";
    return seen + " of its last calls were faults, opened " + openings + " times; " + next;
  }

  private long left() {
    return until - nanoTime.getAsLong();
  }
}
