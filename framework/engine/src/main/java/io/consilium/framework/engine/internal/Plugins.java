package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Expert;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.planner.Planner;
import io.consilium.api.routing.Gate;
import io.consilium.api.verifier.Verifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/**
 * The plugins that may be asked. Of two with the same id the ready one counts, then the one with
 * the higher bundle version, then the newer; calls on the other finish. Thread-safe.
 */
final class Plugins {
  private static final Comparator<Guest<?>> PREFERENCE =
      Comparator.<Guest<?>, Boolean>comparing(guest -> guest.stage() == Guest.Stage.READY)
          .thenComparing(guest -> guest.code().version(), Versions.ORDER);

  private static final long LOOK_MILLIS = 200;

  private final List<Guest<?>> all = new CopyOnWriteArrayList<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Map<String, Map<String, Guest<?>>> chosen = Map.of();
  private int arriving;

  void add(Guest<?> guest) {
    all.add(guest);
    changed();
  }

  void remove(Guest<?> guest) {
    guest.leave();
    all.remove(guest);
    changed();
  }

  /** Chooses a guest no more; calls on it finish. */
  void retire(Guest<?> guest) {
    guest.retire();
    changed();
  }

  /** Chooses anew; called when a guest came, went, or moved to another stage. */
  synchronized void changed() {
    Map<String, Map<String, Guest<?>>> now = new LinkedHashMap<>();
    for (Guest<?> guest : all) {
      if (!guest.retired()) {
        now.computeIfAbsent(guest.kind(), kind -> new LinkedHashMap<>())
            .merge(guest.id(), guest, (a, b) -> PREFERENCE.compare(b, a) >= 0 ? b : a);
      }
    }
    chosen = now;
    listeners.forEach(Runnable::run);
    notifyAll();
  }

  /** Somebody is at the door: who asks what is there waits for him. */
  synchronized void expect() {
    arriving++;
  }

  synchronized void expectNoMore() {
    arriving--;
    notifyAll();
  }

  /** Waits until nobody is at the door, but not for ever. */
  synchronized void awaitArrivals(Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    try {
      for (long left = patience.toMillis(); arriving > 0 && left > 0; ) {
        wait(left);
        left = (until - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until something that comes with plugins is so, but not for ever. */
  synchronized void awaitFor(BooleanSupplier there, Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    try {
      while (!there.getAsBoolean() && System.nanoTime() < until) {
        wait(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void listen(Runnable listener) {
    listeners.add(listener);
  }

  void unlisten(Runnable listener) {
    listeners.remove(listener);
  }

  List<Guest<?>> all() {
    return List.copyOf(all);
  }

  @SuppressWarnings("unchecked") // a kind holds guests of one service type
  List<Guest<Expert>> experts() {
    List<Guest<Expert>> experts = new ArrayList<>();
    of(Kind.EXPERT).values().forEach(guest -> experts.add((Guest<Expert>) guest));
    return experts;
  }

  Optional<Guest<Expert>> expert(String id) {
    return find(Kind.EXPERT, id);
  }

  Optional<Guest<Verifier>> verifier(String id) {
    return find(Kind.VERIFIER, id);
  }

  Optional<Guest<Planner>> planner(String id) {
    return find(Kind.PLANNER, id);
  }

  Optional<Guest<Gate>> gate(String id) {
    return find(Kind.GATE, id);
  }

  Optional<Guest<HaltingPolicy>> policy(String id) {
    return find(Kind.HALTING, id);
  }

  List<String> ids(String kind) {
    return List.copyOf(of(kind).keySet());
  }

  private Map<String, Guest<?>> of(String kind) {
    return chosen.getOrDefault(kind, Map.of());
  }

  @SuppressWarnings("unchecked") // a kind holds guests of one service type
  private <S> Optional<Guest<S>> find(String kind, String id) {
    return Optional.ofNullable((Guest<S>) of(kind).get(id));
  }
}
