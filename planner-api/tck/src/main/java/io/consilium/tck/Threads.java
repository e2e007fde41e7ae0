package io.consilium.tck;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Threads that a plugin leaves behind: each keeps its class loader from being collected. */
final class Threads {
  private Threads() {}

  static Set<Thread> alive() {
    return new HashSet<>(Thread.getAllStackTraces().keySet());
  }

  /**
   * Names of threads begun since that do not end in time. Those of the kit, of the virtual machine,
   * of the JDK's shared pools and of its cleaners, which go with what they clean, are nobody's
   * fault.
   */
  static List<String> left(Set<Thread> before, Duration patience) throws InterruptedException {
    Instant until = Instant.now().plus(patience);
    Set<Thread> since = alive();
    since.removeAll(before);
    since.removeIf(Threads::shared);
    for (Thread thread : since) {
      thread.join(Math.max(1, Duration.between(Instant.now(), until).toMillis()));
    }
    return since.stream().filter(Thread::isAlive).map(Thread::getName).sorted().toList();
  }

  private static boolean shared(Thread thread) {
    String name = thread.getName();
    return thread == Thread.currentThread()
        || name.startsWith("tck-")
        || name.startsWith("ForkJoinPool.commonPool-")
        || name.startsWith("process reaper")
        || name.startsWith("JFR ")
        || thread.getClass().getName().equals("jdk.internal.misc.InnocuousThread")
        || thread.getThreadGroup() == null
        || thread.getThreadGroup().getName().equals("system");
  }
}
