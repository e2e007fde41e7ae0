package io.consilium.governance.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.ledger.Body.StorageAlarm.Level;
import io.consilium.api.ledger.LedgerFailure;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is counted, when, and who waits for it. */
class StorageTest {
  private static final long BUDGET = 1_000_000;

  private final AtomicInteger counts = new AtomicInteger();
  private volatile long used;
  private volatile CountDownLatch begun = new CountDownLatch(0);
  private volatile CountDownLatch goOn = new CountDownLatch(0);

  /** Counts files as slowly as a test wants. */
  private Storage storage(long inUse) throws IOException {
    used = inUse;
    Disk disk =
        (Disk)
            Proxy.newProxyInstance(
                StorageTest.class.getClassLoader(),
                new Class<?>[] {Disk.class},
                (proxy, method, arguments) ->
                    method.getName().equals("usedBytes") ? count() : Long.MAX_VALUE / 2);
    return new Storage(disk, Path.of("/ledger"), BUDGET);
  }

  private long count() throws InterruptedException {
    counts.incrementAndGet();
    begun.countDown();
    goOn.await();
    return used;
  }

  @Test
  void whoseTaskIsStillRunningDoesNotWaitWhileFilesAreCounted() throws Exception {
    Storage storage = storage(BUDGET / 100 * 96);
    begun = new CountDownLatch(1);
    goOn = new CountDownLatch(1);
    CompletableFuture<Throwable> refused =
        CompletableFuture.supplyAsync(() -> caught(storage, Samples.admitted("new", "x")));
    begun.await();

    storage.admit(List.of(Samples.failed("running", "x")));

    assertThat(refused).isNotDone();
    goOn.countDown();
    assertThat(refused.join()).isInstanceOf(LedgerFailure.class).hasMessageContaining("is full: ");
    assertThat(counts).hasValue(2);
  }

  private static Throwable caught(Storage storage, io.consilium.api.ledger.Draft draft) {
    try {
      storage.admit(List.of(draft));
      return null;
    } catch (IOException | LedgerFailure e) {
      return e;
    }
  }

  @Test
  void roomThatBecameFreeIsSeenBeforeATaskIsRefused() throws IOException {
    Storage storage = storage(BUDGET / 100 * 96);
    assertThatThrownBy(() -> storage.admit(List.of(Samples.admitted("new", "x"))))
        .isInstanceOf(LedgerFailure.class);
    used = BUDGET / 2;

    storage.admit(List.of(Samples.admitted("new", "x")));

    assertThat(storage.used()).isEqualTo(BUDGET / 2);
  }

  @Test
  void whatIsFoundAtTheStartIsToldUntilItIsOnRecord() throws IOException {
    Storage storage = storage(BUDGET / 100 * 85);

    assertThat(storage.measure()).hasValueSatisfying(a -> level(a.level(), Level.WARNED));
    assertThat(storage.measure()).hasValueSatisfying(storage::said);
    assertThat(storage.measure()).isEmpty();
    used = 0;
    assertThat(storage.measure()).hasValueSatisfying(a -> level(a.level(), Level.CLEARED));
  }

  private static void level(Level level, Level expected) {
    assertThat(level).isEqualTo(expected);
  }
}
