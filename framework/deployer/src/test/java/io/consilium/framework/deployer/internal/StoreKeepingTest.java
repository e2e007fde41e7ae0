package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes from the store, and what stays. */
class StoreKeepingTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration UNUSED = Duration.ofDays(190);

  @TempDir Path directory;
  private final Set<String> named = new HashSet<>();
  private final List<Set<String>> asked = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private JarStore store;

  @BeforeEach
  void open() {
    store = new JarStore(directory.resolve("store"));
  }

  private String kept(String version, int daysUnused) throws Exception {
    Path jar = Files.write(directory.resolve(version + ".jar"), Jars.bundle("a", version));
    PluginJar plugin = PluginJar.read(jar, digest -> false);
    Path file = store.keep(plugin);
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(daysUnused))));
    return plugin.digest().hex();
  }

  private StoreKeeping keeping(long budget, Instant now) {
    return keeping(budget, InstantSource.fixed(now));
  }

  private StoreKeeping keeping(long budget, InstantSource clock) {
    return new StoreKeeping(
        store,
        new StoreKeeping.Terms(UNUSED, budget),
        () -> Optional.of(this::naming),
        told::add,
        clock.withZone(ZoneOffset.UTC));
  }

  private Set<String> naming(Set<String> digests) {
    asked.add(digests);
    Set<String> known = new HashSet<>(digests);
    known.retainAll(named);
    return known;
  }

  private boolean has(String digest) {
    return Files.exists(store.file(digest));
  }

  private long size(String digest) throws Exception {
    return Files.size(store.file(digest));
  }

  @Test
  void whatNoKeptRecordNamesGoesOnceItWasLongUnused() throws Exception {
    String forgotten = kept("1.0.0", 200);
    String recorded = kept("2.0.0", 3_000);
    String recent = kept("3.0.0", 100);
    named.add(recorded);

    keeping(Long.MAX_VALUE, NOW).look();

    assertThat(has(forgotten)).isFalse();
    assertThat(has(recorded)).isTrue();
    assertThat(has(recent)).isTrue();
    assertThat(told).isEmpty();
    assertThat(asked).containsExactly(Set.of(forgotten, recorded));
  }

  @Test
  void whatIsInUseNeverGoesHoweverOldAndWhateverTheBudget() throws Exception {
    String installed = kept("1.0.0", 400);
    store.pin(installed);

    keeping(1, NOW).look();

    assertThat(has(installed)).isTrue();
    assertThat(Files.getLastModifiedTime(store.file(installed)).toInstant()).isAfter(NOW);
    assertThat(asked).isEmpty();
  }

  @Test
  void overTheBudgetWhatNoRecordNamesGoesFirstHoweverRecent() throws Exception {
    String installed = kept("1.0.0", 150);
    String recorded = kept("2.0.0", 100);
    String unnamed = kept("3.0.0", 1);
    store.pin(installed);
    named.add(recorded);

    keeping(2 * size(installed) + 100, NOW).look();

    assertThat(has(unnamed)).isFalse();
    assertThat(has(recorded)).isTrue();
    assertThat(told).isEmpty();
  }

  @Test
  void whatRecordsNameGoesOnlyOverTheBudgetTheLongestUnusedFirstAndIsTold() throws Exception {
    String installed = kept("1.0.0", 150);
    String older = kept("2.0.0", 100);
    String younger = kept("3.0.0", 10);
    store.pin(installed);
    named.addAll(Set.of(older, younger));

    keeping(2 * size(younger) + 100, NOW).look();

    assertThat(has(installed)).isTrue();
    assertThat(has(older)).isFalse();
    assertThat(has(younger)).isTrue();
    assertThat(told).containsExactly(older);
  }

  @Test
  void recordsAreAskedAtMostOnceADayHoweverFarOverTheBudget() throws Exception {
    String installed = kept("1.0.0", 150);
    String recorded = kept("2.0.0", 100);
    store.pin(installed);
    named.add(recorded);
    AtomicReference<Instant> now = new AtomicReference<>(NOW);
    StoreKeeping keeping = keeping(size(installed) + size(recorded) + 100, now::get);
    String first = kept("3.0.0", 1);
    keeping.look();
    assertThat(has(first)).isFalse();

    String second = kept("4.0.0", 1);
    for (int hour = 1; hour < 24; hour++) {
      now.set(NOW.plus(Duration.ofHours(hour)));
      keeping.look();
    }
    assertThat(asked).hasSize(1);
    assertThat(has(second)).isTrue();

    now.set(NOW.plus(Duration.ofHours(24)));
    keeping.look();
    assertThat(asked).hasSize(2);
    assertThat(has(second)).isFalse();
    assertThat(has(recorded)).isTrue();
  }

  @Test
  void withoutALedgerNothingGoesAndTheNextLookCleans() throws Exception {
    String forgotten = kept("1.0.0", 200);
    List<Optional<StoreKeeping.Records>> ledgers = new ArrayList<>();
    ledgers.add(Optional.empty());
    StoreKeeping keeping =
        new StoreKeeping(
            store,
            new StoreKeeping.Terms(UNUSED, 1),
            () -> ledgers.get(0),
            told::add,
            Clock.fixed(NOW, ZoneOffset.UTC));

    keeping.look();
    assertThat(has(forgotten)).isTrue();

    ledgers.set(0, Optional.of(this::naming));
    keeping.look();
    assertThat(has(forgotten)).isFalse();
  }

  @Test
  void aLedgerThatCannotBeAskedLosesNothing() throws Exception {
    String forgotten = kept("1.0.0", 200);
    StoreKeeping keeping =
        new StoreKeeping(
            store,
            new StoreKeeping.Terms(UNUSED, 1),
            () ->
                Optional.of(
                    digests -> {
                      throw new IllegalStateException("The disk is gone.");
                    }),
            told::add,
            Clock.fixed(NOW, ZoneOffset.UTC));

    keeping.look();

    assertThat(has(forgotten)).isTrue();
  }
}
