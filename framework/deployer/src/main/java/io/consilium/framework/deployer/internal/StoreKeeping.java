package io.consilium.framework.deployer.internal;

import io.consilium.framework.deployer.internal.JarStore.Dropped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cleans the store, at the first look and then once an hour. Used by one thread, but {@link
 * #always}.
 */
final class StoreKeeping {
  private static final Logger LOG = LoggerFactory.getLogger(StoreKeeping.class);
  private static final Duration PAUSE = Duration.ofHours(1);

  private final JarStore store;
  private final Duration retention;
  private final long budget;
  private final Consumer<Dropped> onNamed;
  private final Clock clock;
  private volatile Set<String> always = Set.of();
  private Instant next = Instant.MIN;

  /**
   * @param retention how long records are kept
   * @param budget bytes
   * @param onNamed told of each jar that had to go although records still name it
   */
  StoreKeeping(
      JarStore store, Duration retention, long budget, Consumer<Dropped> onNamed, Clock clock) {
    this.store = store;
    this.retention = retention;
    this.budget = budget;
    this.onNamed = onNamed;
    this.clock = clock;
  }

  /** Code of the house: kept as long as the host runs. */
  void always(Set<String> digests) {
    always = Set.copyOf(digests);
  }

  /** Cleans if it is time. */
  void look(Set<String> running) {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(PAUSE);
    try {
      Set<String> installed = new HashSet<>(running);
      installed.addAll(always);
      for (String digest : installed) {
        store.used(digest);
      }
      List<Dropped> dropped = store.clean(installed, now.minus(retention), budget);
      dropped.forEach(this::tell);
    } catch (IOException e) {
      LOG.warn("The store {} cannot be cleaned: {}", store.directory(), e.toString());
    }
  }

  private void tell(Dropped one) {
    if (one.named()) {
      LOG.warn(
          "The store is over its budget: the jar {} went, and decisions by it cannot be repeated"
              + " any more. Maybe raise consilium.store.budget.",
          one.digest());
      onNamed.accept(one);
    } else {
      LOG.info("The jar {} went from the store: no record that is kept names it.", one.digest());
    }
  }
}
