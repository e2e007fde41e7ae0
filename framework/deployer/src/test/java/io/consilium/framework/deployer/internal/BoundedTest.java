package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BoundedTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(1);

  private final Bounded bounded = new Bounded();

  @Test
  void whatHangsIsLeftAndWhatIsAskedAfterItFollowsIfItEverEnds() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    CountDownLatch taken = new CountDownLatch(1);
    AtomicBoolean started = new AtomicBoolean();

    assertThatThrownBy(
            () ->
                bounded.run(
                    7,
                    SHORT,
                    () -> {
                      hold.await();
                      started.set(true);
                      return "";
                    }))
        .isInstanceOf(TimeoutException.class);
    assertThatThrownBy(
            () ->
                bounded.run(
                    7,
                    SHORT,
                    () -> {
                      assertThat(started).isTrue();
                      taken.countDown();
                      return "";
                    }))
        .isInstanceOf(TimeoutException.class);
    assertThat(bounded.run(8, LONG, () -> "another")).isEqualTo("another");

    hold.countDown();
    taken.await();
    assertThat(bounded.run(7, LONG, () -> "again")).isEqualTo("again");
  }

  @Test
  void whatStillHangsAsTheHouseClosesIsInterrupted() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                bounded.run(
                    7,
                    SHORT,
                    () -> {
                      try {
                        return new CountDownLatch(1).await(1, java.util.concurrent.TimeUnit.HOURS);
                      } finally {
                        interrupted.countDown();
                      }
                    }))
        .isInstanceOf(TimeoutException.class);

    bounded.close();
    interrupted.await();
  }
}
