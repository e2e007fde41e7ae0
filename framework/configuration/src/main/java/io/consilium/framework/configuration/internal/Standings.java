package io.consilium.framework.configuration.internal;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.osgi.framework.Bundle;

/** How the configurations stand, by pid, and which plugins wait for a better one. Thread-safe. */
final class Standings {
  private final Map<String, Standing> all = new ConcurrentHashMap<>();
  private final Set<Long> waiting = ConcurrentHashMap.newKeySet();

  /** With what secrets a configuration was last tried, and held or not. */
  private final Map<String, String> tried = new ConcurrentHashMap<>();

  Standing of(String pid) {
    return all.getOrDefault(pid, Standing.NONE);
  }

  Set<String> pids() {
    return Set.copyOf(all.keySet());
  }

  void change(String pid, UnaryOperator<Standing> how) {
    all.compute(pid, (key, now) -> how.apply(now == null ? Standing.NONE : now));
  }

  /** It offers nothing until it is configured. */
  void letWait(Bundle bundle) {
    waiting.add(bundle.getBundleId());
  }

  /** It has what it waited for. */
  void serve(Bundle bundle) {
    waiting.remove(bundle.getBundleId());
  }

  boolean waits(Bundle bundle) {
    return waiting.contains(bundle.getBundleId());
  }

  void tried(String pid, String stamp) {
    tried.put(pid, stamp);
  }

  String lastTried(String pid, String otherwise) {
    return tried.getOrDefault(pid, otherwise);
  }
}
