package io.consilium.governance.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.StorageAlarm.Level;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.LedgerFailure;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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

  @Test
  void whatIsBeingWrittenStillNeedsItsRoomAfterACount() throws IOException {
    Storage storage = storage(0);
    Draft large = payload((int) BUDGET / 5);
    storage.admit(List.of(large));
    long second = storage.admit(List.of(large));

    assertThatThrownBy(() -> storage.admit(List.of(large)))
        .isInstanceOf(LedgerFailure.class)
        .hasMessageContaining("on their way");

    storage.settled(second);
    storage.admit(List.of(large));
    assertThat(counts).hasValue(3);
  }

  private static Draft payload(int bytes) {
    return new Draft(
        Samples.at("t"),
        new Body.PlanFailed("planner", "x"),
        List.of(),
        Map.of("message", Samples.bytes(new byte[bytes])));
  }

  @Test
  void recordsAreGuessedAsLargeAsTheyAreOnAverage() throws IOException {
    Storage storage = storage(BUDGET / 100 * 94);
    int measured = 1_601;

    assertThatThrownBy(
            () ->
                storage.admit(
                    Collections.nCopies(60_000 / measured / 2 + 1, Samples.failed("t", "x"))))
        .isInstanceOf(LedgerFailure.class);
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
