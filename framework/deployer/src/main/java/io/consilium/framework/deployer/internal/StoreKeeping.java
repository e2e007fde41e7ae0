package io.consilium.framework.deployer.internal;

import io.consilium.framework.deployer.internal.JarStore.Kept;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cleans the store, at the first look and then once an hour. What is in use stays. Of the rest,
 * what no kept record names goes once it was long unused, or when the store is over its budget; and
 * what records do name only then, last, and on record. Used by one thread.
 */
final class StoreKeeping {
  private static final Logger LOG = LoggerFactory.getLogger(StoreKeeping.class);
  private static final Duration PAUSE = Duration.ofHours(1);

  /** What old jars records name may take a long time to find out. */
  private static final Duration ASK = Duration.ofDays(1);

  private final JarStore store;
  private final Terms terms;
  private final Supplier<Optional<Records>> records;
  private final Consumer<String> onNamed;
  private final Clock clock;
  private Instant next = Instant.MIN;
  private Instant nextAsk = Instant.MIN;

  /**
   * How long and how much.
   *
   * @param unused how long code stays that nobody uses and no record names
   * @param budget bytes
   */
  record Terms(Duration unused, long budget) {}

  /** Knows what records name. */
  interface Records {
    /** Those of some digests that records name whose contents can still be read. */
    Set<String> naming(Set<String> digests);
  }

  /**
   * @param records empty while there is no ledger; nothing is dropped then
   * @param onNamed told the digest of each jar that had to go although records still name it
   */
  StoreKeeping(
      JarStore store,
      Terms terms,
      Supplier<Optional<Records>> records,
      Consumer<String> onNamed,
      Clock clock) {
    this.store = store;
    this.terms = terms;
    this.records = records;
    this.onNamed = onNamed;
    this.clock = clock;
  }

  /** Cleans if it is time, and there is somebody who knows what records name. */
  void look() {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    Optional<Records> known = records.get();
    if (known.isEmpty()) {
      return;
    }
    next = now.plus(PAUSE);
    try {
      for (String digest : store.pinned()) {
        store.used(digest);
      }
      clean(now, known.get());
      store.removeLeftovers();
    } catch (IOException | RuntimeException e) {
      LOG.warn("The store {} cannot be cleaned: {}", store.directory(), e.toString());
    }
  }

  private void clean(Instant now, Records known) throws IOException {
    List<Kept> kept = store.kept();
    Set<String> pinned = store.pinned();
    long bytes = kept.stream().mapToLong(Kept::bytes).sum();
    boolean over = bytes > terms.budget();
    Instant horizon = now.minus(terms.unused());
    List<Kept> free = new ArrayList<>();
    for (Kept one : kept) {
      if (!pinned.contains(one.digest()) && (over || one.used().isBefore(horizon))) {
        free.add(one);
      }
    }
    if (free.isEmpty() || now.isBefore(nextAsk)) {
      tooMuch(bytes);
      return;
    }
    nextAsk = now.plus(ASK);
    Set<String> named =
        known.naming(free.stream().map(Kept::digest).collect(Collectors.toUnmodifiableSet()));
    free.sort(
        Comparator.<Kept, Boolean>comparing(one -> named.contains(one.digest()))
            .thenComparing(Kept::used));
    for (Kept one : free) {
      boolean unneeded = !named.contains(one.digest());
      boolean due = bytes > terms.budget() || (unneeded && one.used().isBefore(horizon));
      if (due && store.drop(one)) {
        bytes -= one.bytes();
        tell(one, unneeded);
      }
    }
    tooMuch(bytes);
  }

  private void tell(Kept one, boolean unneeded) {
    if (unneeded) {
      LOG.info("The jar {} went from the store: no record that is kept names it.", one.digest());
    } else {
      LOG.warn(
          "The store {} is over its budget of {} bytes: the jar {} went, and decisions by it cannot"
              + " be repeated any more. Maybe raise consilium.store.budget, and put it back.",
          store.directory(),
          terms.budget(),
          one.digest());
      onNamed.accept(one.digest());
    }
  }

  private void tooMuch(long bytes) {
    if (bytes > terms.budget()) {
      LOG.warn(
          "The store {} holds {} bytes; its budget is {}. What is in use stays, and what else can go"
              + " is looked up once a day. Maybe raise consilium.store.budget.",
          store.directory(),
          bytes,
          terms.budget());
    }
  }
}
