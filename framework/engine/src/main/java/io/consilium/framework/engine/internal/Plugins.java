package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Expert;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.planner.Planner;
import io.consilium.api.routing.Gate;
import io.consilium.api.task.TaskId;
import io.consilium.api.verifier.Verifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The plugins that may be asked. Of several with the same id one is the {@link Lineup}'s primary;
 * calls on others finish. Experts and verifiers are drawn by task where canaries are tried; of
 * other kinds canaries and shadows are never asked. Thread-safe.
 */
final class Plugins {
  private static final long LOOK_MILLIS = 200;

  private final List<Guest<?>> all = new CopyOnWriteArrayList<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Map<String, Map<String, Lineup>> chosen = Map.of();
  private final TreeSet<Long> arriving = new TreeSet<>();
  private long expected;

  void add(Guest<?> guest) {
    all.add(guest);
    changed();
  }

  /** Whoever is asked in its place is chosen before its calls end. */
  void remove(Guest<?> guest) {
    all.remove(guest);
    changed();
    guest.leave();
  }

  /** Gives a guest another part to play from now on; calls on it finish. */
  void play(Guest<?> guest, Part part) {
    guest.play(part);
    changed();
  }

  /** Chooses anew; called when a guest came, went, or moved to another stage. */
  synchronized void changed() {
    Map<String, Map<String, Lineup>> now = new LinkedHashMap<>();
    for (Guest<?> guest : all) {
      now.computeIfAbsent(guest.kind(), kind -> new LinkedHashMap<>())
          .computeIfAbsent(guest.id(), Lineup::new)
          .add(guest);
    }
    chosen = now;
    all.forEach(this::moveOn);
    listeners.forEach(Runnable::run);
    notifyAll();
  }

  /** Whoever waits for one that is being taken out asks his successor at once, if there is one. */
  private void moveOn(Guest<?> guest) {
    if (guest.leaving() && successor(guest).isPresent()) {
      guest.moveOn();
    }
  }

  /** Who stands for a guest now that it is being taken out. */
  @SuppressWarnings("unchecked") // a kind holds guests of one service type
  <S> Optional<Guest<S>> successor(Guest<S> guest) {
    Lineup others = new Lineup(guest.id());
    all.stream()
        .filter(other -> other != guest && other.kind().equals(guest.kind()))
        .filter(other -> other.id().equals(guest.id()))
        .forEach(others::add);
    return others
        .primary()
        .filter(other -> other.stage() == Guest.Stage.READY)
        .map(other -> (Guest<S>) other);
  }

  /**
   * Somebody is at the door: who asks what is there waits for him.
   *
   * @return what to hand to {@link #expectNoMore}
   */
  synchronized long expect() {
    arriving.add(++expected);
    return expected;
  }

  synchronized void expectNoMore(long who) {
    arriving.remove(who);
    notifyAll();
  }

  /**
   * Waits until nobody is at the door who is there now, but not for ever. Who comes later is not
   * waited for: some come and go without end.
   */
  synchronized void awaitArrivals(Duration patience) {
    long last = expected;
    long until = System.nanoTime() + patience.toNanos();
    try {
      long left = patience.toMillis();
      while (!arriving.isEmpty() && arriving.first() <= last && left > 0) {
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

  /** The primaries among the experts. */
  List<Guest<Expert>> experts() {
    return experts(Lineup::primary);
  }

  /** The experts that serve a task. */
  List<Guest<Expert>> experts(TaskId task) {
    return experts(lineup -> lineup.serving(task));
  }

  @SuppressWarnings("unchecked") // a kind holds guests of one service type
  private List<Guest<Expert>> experts(Function<Lineup, Optional<Guest<?>>> who) {
    List<Guest<Expert>> experts = new ArrayList<>();
    of(Kind.EXPERT)
        .values()
        .forEach(
            lineup -> who.apply(lineup).ifPresent(guest -> experts.add((Guest<Expert>) guest)));
    return experts;
  }

  /** The expert of an id that serves a task. */
  Optional<Guest<Expert>> expert(TaskId task, String id) {
    return find(Kind.EXPERT, id, lineup -> lineup.serving(task));
  }

  /** The expert of an id that gets the tasks that no canary gets. */
  Optional<Guest<Expert>> primary(String id) {
    return find(Kind.EXPERT, id, Lineup::primary);
  }

  /** The experts of an id that are asked beside its primary. */
  @SuppressWarnings("unchecked") // a kind holds guests of one service type
  List<Guest<Expert>> shadows(String id) {
    Lineup lineup = of(Kind.EXPERT).get(id);
    return lineup == null
        ? List.of()
        : lineup.shadows().stream().map(guest -> (Guest<Expert>) guest).toList();
  }

  /** The verifier of an id that serves a task. */
  Optional<Guest<Verifier>> verifier(TaskId task, String id) {
    return find(Kind.VERIFIER, id, lineup -> lineup.serving(task));
  }

  Optional<Guest<Planner>> planner(String id) {
    return find(Kind.PLANNER, id, Lineup::primary);
  }

  Optional<Guest<Gate>> gate(String id) {
    return find(Kind.GATE, id, Lineup::primary);
  }

  Optional<Guest<HaltingPolicy>> policy(String id) {
    return find(Kind.HALTING, id, Lineup::primary);
  }

  /** The ids of a kind that have a primary. */
  List<String> ids(String kind) {
    List<String> ids = new ArrayList<>();
    of(kind).forEach((id, lineup) -> lineup.primary().ifPresent(guest -> ids.add(id)));
    return List.copyOf(ids);
  }

  private Map<String, Lineup> of(String kind) {
    return chosen.getOrDefault(kind, Map.of());
  }

  @SuppressWarnings("unchecked") // a kind holds guests of one service type
  private <S> Optional<Guest<S>> find(
      String kind, String id, Function<Lineup, Optional<Guest<?>>> who) {
    return Optional.ofNullable(of(kind).get(id)).flatMap(who).map(guest -> (Guest<S>) guest);
  }
}
