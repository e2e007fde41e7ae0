package io.consilium.expert.solver.internal;

import java.lang.reflect.Field;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * ojAlgo keeps the threads of its pool for ever, and they keep the classes of this bundle after it
 * was replaced. The pool is let go of what has been idle for its five seconds.
 */
final class IdleThreads {
  private IdleThreads() {}

  static void end() {
    try {
      Field pool =
          Class.forName("org.ojalgo.concurrent.DaemonPoolExecutor").getDeclaredField("INSTANCE");
      pool.setAccessible(true);
      ((ThreadPoolExecutor) pool.get(null)).allowCoreThreadTimeOut(true);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Another version of ojAlgo: it solves as well, and the kit's rule on threads finds it.
    }
  }
}
