package io.consilium.governance.ledger.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A disk that somebody watches. */
final class WatchedDisk {

  /** Called before each operation; what it throws is the disk's failure. */
  interface Watcher {
    void before(String operation, Object[] arguments) throws Exception;
  }

  private WatchedDisk() {}

  static Disk of(Disk disk, Watcher watcher) {
    return (Disk)
        Proxy.newProxyInstance(
            WatchedDisk.class.getClassLoader(),
            new Class<?>[] {Disk.class},
            (proxy, method, arguments) -> {
              watcher.before(method.getName(), arguments);
              return call(disk, method, arguments);
            });
  }

  private static Object call(Disk disk, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(disk, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
