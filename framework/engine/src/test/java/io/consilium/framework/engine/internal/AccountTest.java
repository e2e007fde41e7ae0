package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.framework.engine.Engine.Usage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AccountTest {
  private static final int MEBIBYTE = 1 << 20;

  private final Account account = new Account();

  @Test
  void countsWhatTheThreadAllocatesAndTheTimeThatItRuns() {
    byte[] kept;
    try (Account.Span span = account.span()) {
      kept = new byte[8 * MEBIBYTE];
      spin(5_000_000);
    }
    byte[] after = new byte[8 * MEBIBYTE];

    Usage usage = account.usage();
    assertThat(kept.length + after.length).isEqualTo(16 * MEBIBYTE);
    assertThat(usage.allocatedBytes()).isBetween(8L * MEBIBYTE, 12L * MEBIBYTE);
    assertThat(usage.cpuNanos()).isGreaterThanOrEqualTo(5_000_000);
    assertThat(usage.busyNanos()).isGreaterThanOrEqualTo(5_000_000);
  }

  /** Until the thread itself has run so long. */
  private static void spin(long nanos) {
    java.lang.management.ThreadMXBean threads =
        java.lang.management.ManagementFactory.getThreadMXBean();
    long until = threads.getCurrentThreadCpuTime() + nanos;
    while (threads.getCurrentThreadCpuTime() < until) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whatIsUnderWayCountsUntilNow() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              try (Account.Span span = account.span()) {
                spin(5_000_000);
                done.countDown();
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    done.await();
    assertThat(account.usage().cpuNanos()).isGreaterThanOrEqualTo(5_000_000);
    end.countDown();
    thread.join();
    long then = account.usage().busyNanos();
    assertThat(account.usage().busyNanos()).isEqualTo(then);
  }

  @Test
  void callsAndFaultsAreCounted() {
    account.called();
    account.called();
    account.faulted();
    assertThat(account.usage().calls()).isEqualTo(2);
    assertThat(account.usage().faults()).isEqualTo(1);
  }
}
