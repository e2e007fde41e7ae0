package io.consilium.governance.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Receipt;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Digest;
import io.consilium.api.task.MediaType;
import io.consilium.governance.ledger.Options;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SlowPayloadTest {
  @TempDir Path directory;

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aPayloadThatComesSlowlyHoldsNoOtherTaskBack() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch given = new CountDownLatch(1);
    DiskLedger ledger = DiskLedger.open(directory, Options.DEFAULT);
    Thread slow = new Thread(() -> ledger.append(List.of(draft("slow", slow(asked, given)))));
    slow.start();
    asked.await();

    Receipt last = null;
    for (int i = 0; i < 530; i++) {
      last = ledger.append(List.of(draft("t-" + i, Samples.text("x"))));
    }
    last.durable().toCompletableFuture().get(50, TimeUnit.SECONDS);

    given.countDown();
    slow.join();
    assertThat(ledger.size()).isEqualTo(531);
    ledger.close();
  }

  private static Draft draft(String task, Artifact message) {
    return new Draft(
        Samples.at(task),
        new Body.PlanFailed("planner", "none"),
        List.of(),
        Map.of("message", message));
  }

  private static Artifact slow(CountDownLatch asked, CountDownLatch given) {
    byte[] bytes = {1, 2, 3};
    return new Artifact(
        MediaType.TEXT,
        bytes.length,
        Digest.of(bytes),
        () -> {
          asked.countDown();
          try {
            given.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new ByteArrayInputStream(bytes);
        });
  }
}
