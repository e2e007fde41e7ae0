package io.consilium.framework.engine.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Keeps bundles out whose services come and go without end, since whoever lets each of them in
 * works for nobody else. What comes of such a bundle waits outside until nothing has come or gone
 * for a while. Thread-safe.
 */
final class RevolvingDoor {
  /** Services of a bundle that may leave within {@link #WINDOW}, beside twice those that stay. */
  static final int MOST = 20;

  static final Duration WINDOW = Duration.ofSeconds(10);

  /** How long nothing comes or goes before the door opens again. */
  static final Duration CALM = Duration.ofSeconds(60);

  /** What came and went of one bundle; locked by whoever looks at it. */
  private static final class Turns {
    private final Deque<Long> left = new ArrayDeque<>();
    private final Map<Object, Runnable> outside = new LinkedHashMap<>();
    private boolean shut;
    private long last;
  }

  private final LongSupplier nanoTime;
  private final Map<Long, Turns> bundles = new ConcurrentHashMap<>();

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  RevolvingDoor(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Whether one who comes has to wait outside.
   *
   * @param in lets him in; run at once when the door opens, must not block
   */
  boolean turnsAway(long bundle, Object who, Runnable in) {
    Turns turns = bundles.get(bundle);
    if (turns == null) {
      return false;
    }
    synchronized (turns) {
      if (turns.shut) {
        turns.last = nanoTime.getAsLong();
        turns.outside.put(who, in);
      }
      return turns.shut;
    }
  }

  /** Whether one who leaves had waited outside. */
  boolean waited(long bundle, Object who) {
    Turns turns = bundles.get(bundle);
    if (turns == null) {
      return false;
    }
    synchronized (turns) {
      boolean outside = turns.outside.remove(who) != null;
      if (outside) {
        turns.last = nanoTime.getAsLong();
      }
      return outside;
    }
  }

  /**
   * Notes that one who had come in has left, though his bundle is there.
   *
   * @param staying services of the bundle that are there
   * @return how many left lately, if the door shuts for that; else 0
   */
  int left(long bundle, int staying) {
    Turns turns = bundles.computeIfAbsent(bundle, id -> new Turns());
    synchronized (turns) {
      long now = nanoTime.getAsLong();
      turns.last = now;
      turns.left.add(now);
      while (now - turns.left.peek() >= WINDOW.toNanos()) {
        turns.left.remove();
      }
      int lately = turns.left.size();
      if (turns.shut || lately <= MOST + 2 * staying) {
        return 0;
      }
      turns.shut = true;
      turns.left.clear();
      return lately;
    }
  }

  /**
   * Opens for a bundle, if it has been calm.
   *
   * @return nanoseconds after which to look again; 0 if the door is open
   */
  long look(long bundle) {
    Turns turns = bundles.get(bundle);
    if (turns == null) {
      return 0;
    }
    List<Runnable> in;
    synchronized (turns) {
      long wait = CALM.toNanos() - (nanoTime.getAsLong() - turns.last);
      if (turns.shut && wait > 0) {
        return wait;
      }
      turns.shut = false;
      in = new ArrayList<>(turns.outside.values());
      turns.outside.clear();
    }
    in.forEach(Runnable::run);
    return 0;
  }

  /** The bundle is no more. */
  void forget(long bundle) {
    bundles.remove(bundle);
  }
}
