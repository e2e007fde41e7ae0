package io.consilium.distribution.host;

import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/**
 * Turns the first SIGINT or SIGTERM into a wish to stop, so that the task under way can halt and
 * say what it has; the second ends the process. A shutdown hook would not do: native libraries
 * would be torn down beside the work that still uses them.
 */
final class Interrupts {
  private final AtomicBoolean interrupted = new AtomicBoolean();
  private volatile Runnable wish = () -> {};

  /** Begins to listen. */
  static Interrupts listen() {
    Interrupts interrupts = new Interrupts();
    for (String name : new String[] {"INT", "TERM"}) {
      Signal.handle(new Signal(name), signal -> interrupts.arrived());
    }
    return interrupts;
  }

  private void arrived() {
    if (interrupted.getAndSet(true)) {
      Runtime.getRuntime().halt(ExitCode.CANCELLED);
    }
    Thread thread = new Thread(wish, "consilium-interrupt");
    thread.setDaemon(true);
    thread.start();
  }

  boolean interrupted() {
    return interrupted.get();
  }

  /** What to do at the first signal; runs at once if it has come. */
  void then(Runnable wish) {
    this.wish = wish;
    if (interrupted.get()) {
      wish.run();
    }
  }
}
