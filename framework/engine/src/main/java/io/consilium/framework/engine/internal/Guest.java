package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Code;
import io.consilium.framework.routing.Veto;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A plugin's service as the engine knows it: who it is, how to reach it, and a lane of daemon
 * threads of its own, as many as the calls that it bears at once. A call that never comes back
 * keeps its slot in the lane; when every slot is lost, or its circuit is open, it may not be
 * chosen. Thread-safe.
 */
final class Guest<S> {
  /** Where in its life a guest is. */
  enum Stage {
    WARMING,
    READY,
    BROKEN,
    GONE
  }

  private static final String LOST = "every slot is held by a call that never came back";

  private final String kind;
  private final String id;
  private final Object descriptor;
  private final int concurrency;
  private final Code code;
  private final Lease<S> lease;
  private final Circuit circuit;
  private final Account account = new Account();
  private final ThreadPoolExecutor lane;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final Set<GuestCall<S, ?>> active = ConcurrentHashMap.newKeySet();
  private volatile Stage stage;
  private volatile String trouble = "";
  private volatile Part part = Part.PRIMARY;

  Guest(
      String kind,
      String id,
      Object descriptor,
      int concurrency,
      Stage stage,
      Code code,
      Lease<S> lease,
      Circuit circuit) {
    this.kind = kind;
    this.id = id;
    this.descriptor = descriptor;
    this.concurrency = concurrency;
    this.stage = stage;
    this.code = code;
    this.lease = lease;
    this.circuit = circuit;
    this.lane =
        new ThreadPoolExecutor(
            concurrency,
            concurrency,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DaemonThreads("guest-" + id));
    lane.allowCoreThreadTimeOut(true);
  }

  String kind() {
    return kind;
  }

  String id() {
    return id;
  }

  Code code() {
    return code;
  }

  <D> D descriptor(Class<D> type) {
    return type.cast(descriptor);
  }

  Lease<S> lease() {
    return lease;
  }

  Stage stage() {
    return stage;
  }

  String trouble() {
    return trouble;
  }

  /** Calls under way or waiting. */
  int calls() {
    return calls.get();
  }

  boolean retired() {
    return part.as() == Part.As.RETIRED;
  }

  /** From now on it plays this part; calls under way end as if nothing had happened. */
  void play(Part now) {
    part = now;
  }

  Part part() {
    return part;
  }

  /** Whether it is being taken out, or has been. */
  boolean leaving() {
    return retired() || stage == Stage.GONE;
  }

  Circuit circuit() {
    return circuit;
  }

  Account account() {
    return account;
  }

  /** Whether others stand beside it, so that calls can be kept away from it. */
  boolean replaceable() {
    return kind.equals(Kind.EXPERT);
  }

  /** Why it may not be chosen now, whatever it is asked. */
  Optional<Veto> bar() {
    return stuck().or(() -> replaceable() ? circuit.bar() : Optional.empty());
  }

  /** Why nobody can release it: no thread is left to call it on. */
  Optional<Veto> stuck() {
    return lost.get() >= concurrency
        ? Optional.of(new Veto(Veto.QUARANTINED, LOST))
        : Optional.empty();
  }

  /** What may be done about one who may not be chosen, for a person. */
  String wayOut() {
    return stuck().isPresent()
        ? "Maybe replace it, or start the host anew"
        : "Maybe mend it, or let it work again: ./consilium plugin release " + id;
  }

  /** Threads that did not come back. */
  int lost() {
    return lost.get();
  }

  synchronized void move(Stage to, String why) {
    if (stage != Stage.GONE) {
      stage = to;
      trouble = why;
    }
  }

  /** The service went: calls under way end as GONE, and no new one starts. */
  void leave() {
    move(Stage.GONE, "its service is gone");
    cancelCalls();
    lane.shutdown();
  }

  /** Ends all calls as GONE; those that wait first, lest one begins where another ends. */
  void cancelCalls() {
    active.forEach(call -> call.stopIfItWaits(How.GONE));
    active.forEach(call -> call.stop(How.GONE));
  }

  /** Calls that wait, and may be asked of another, do so at once. */
  void moveOn() {
    active.forEach(GuestCall::moveOn);
  }

  /** Calls that wait go elsewhere: its circuit has opened. */
  void turnAway() {
    active.forEach(call -> call.stopIfItWaits(How.BARRED));
  }

  void enter(GuestCall<S, ?> call) {
    active.add(call);
    calls.incrementAndGet();
    lane.execute(call);
  }

  void exit(GuestCall<S, ?> call, boolean waiting) {
    if (active.remove(call)) {
      calls.decrementAndGet();
    }
    if (waiting) {
      lane.remove(call);
    }
  }

  /** A thread did not come back; true if it was the last that it had. */
  boolean lose() {
    return lost.incrementAndGet() == concurrency;
  }

  /** One came back after all; true if it had none before. */
  boolean find() {
    return lost.decrementAndGet() == concurrency - 1;
  }
}
