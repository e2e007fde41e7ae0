package io.consilium.governance.ledger.internal;

import static io.consilium.governance.ledger.internal.Samples.admitted;
import static io.consilium.governance.ledger.internal.Samples.failed;
import static io.consilium.governance.ledger.internal.Samples.released;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.task.TaskId;
import io.consilium.governance.ledger.Options;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that refuses, and what the ledger leaves on it or reads from it without need. */
class DiskTroubleTest {
  private static final Set<String> WRITES =
      Set.of("create", "replace", "rename", "delete", "force", "forceDirectory", "blank");
  private static final String STRAY =
      "abcdef00abcdef00abcdef00abcdef00abcdef00abcdef00abcdef00abcdef00";

  @TempDir Path directory;
  private volatile boolean refuses;

  private DiskLedger open(WatchedDisk.Watcher watcher) {
    return DiskLedger.open(directory, Options.DEFAULT, WatchedDisk.of(new FileDisk(), watcher));
  }

  private static IOException unreadable(Object file) {
    return new FileSystemException(file.toString(), null, "Input/output error");
  }

  @Test
  void aFileSystemThatBecomesReadOnlyStopsTheHostAndLosesNothing() {
    DiskLedger ledger =
        open(
            (operation, arguments) -> {
              if (refuses && WRITES.contains(operation)) {
                throw new FileSystemException(
                    arguments[0].toString(), null, "Read-only file system");
              }
            });
    ledger.append(List.of(admitted("t-1", "x"))).durable().toCompletableFuture().join();
    refuses = true;

    assertThatThrownBy(
            () ->
                ledger.append(List.of(admitted("t-2", "y"))).durable().toCompletableFuture().join())
        .isInstanceOfAny(CompletionException.class, LedgerFailure.class);

    assertThat(ledger.trouble())
        .contains("Read-only file system")
        .contains("so that the host takes no more work")
        .contains("Maybe give this user the right to write there");
    assertThatThrownBy(() -> ledger.append(List.of(failed("t-1", "x"))))
        .isInstanceOf(LedgerFailure.class);
    ledger.close();
    refuses = false;
    DiskLedger again = open((operation, arguments) -> {});
    assertThat(again.entries(new TaskId("t-1"))).hasSize(1);
    again.close();
  }

  @Test
  void aDiskThatDoesNotReadIsSaidSoAtTheStartAndInAProof() {
    DiskLedger ledger =
        open(
            (operation, arguments) -> {
              if (refuses && operation.equals("read")) {
                throw unreadable(arguments[0]);
              }
            });
    ledger.append(List.of(failed("t-1", "x")));
    ledger.prove(0).toCompletableFuture().join();
    refuses = true;

    assertThatThrownBy(() -> ledger.prove(0).toCompletableFuture().join())
        .hasMessageContaining("Record 0 cannot be proved")
        .hasMessageContaining("Input/output error");
    refuses = false;
    ledger.close();

    assertThatThrownBy(
            () ->
                open(
                    (operation, arguments) -> {
                      if (operation.equals("read") && arguments[0].toString().contains("tile")) {
                        throw unreadable(arguments[0]);
                      }
                    }))
        .isInstanceOf(LedgerFailure.class)
        .hasMessageContaining("cannot be opened for writing (Input/output error at ")
        .hasMessageContaining("Maybe check the disk");
  }

  @Test
  void aStartReadsEachOldBundleOnce() throws IOException {
    Clock then = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    Clock now = Clock.fixed(Instant.parse("2026-12-01T00:00:00Z"), ZoneOffset.UTC);
    DiskLedger ledger = DiskLedger.open(directory, Options.DEFAULT, new FileDisk(), then, () -> 0);
    ledger.append(List.of(admitted("old", "x"), released("old")));
    ledger.append(Collections.nCopies(256, failed("filler", "x")));
    ledger.close();
    AtomicInteger reads = new AtomicInteger();
    for (int start = 0; start < 2; start++) {
      reads.set(0);
      Disk disk =
          WatchedDisk.of(
              new FileDisk(),
              (operation, arguments) -> {
                if (operation.equals("read") && arguments[0].toString().endsWith("entries/000")) {
                  reads.incrementAndGet();
                }
              });
      ledger = DiskLedger.open(directory, Options.DEFAULT, disk, now, () -> 0);
      ledger.append(List.of(failed("new", "x"))).durable().toCompletableFuture().join();
      ledger.upkeep();
      assertThat(ledger.entries(new TaskId("old")).get(0).payloads()).isEmpty();
      ledger.close();
    }
    // Checked at the start, and read for the entries above.
    assertThat(reads).hasValue(2);
  }

  @Test
  void aLargePayloadWithoutARecordGoesAtTheNextStart() throws IOException {
    byte[] large = new byte[100_000];
    DiskLedger ledger = open((operation, arguments) -> {});
    ledger.append(
        List.of(
            new Draft(
                Samples.at("t-1"),
                new Body.PlanFailed("p", "x"),
                List.of(),
                Map.of("message", Samples.bytes(large)))));
    ledger.close();
    Path stray = directory.resolve("blobs/ab").resolve(STRAY);
    Files.createDirectories(stray.getParent());
    Files.write(stray, new byte[10]);

    DiskLedger again = open((operation, arguments) -> {});

    assertThat(stray).doesNotExist();
    assertThat(directory.resolve("lost").resolve(STRAY + ".payload")).hasSize(10);
    assertThat(again.health().get("summary").toString())
        .contains("1 files lie in " + directory.resolve("lost"))
        .contains("1 payloads that no record names, 0 ends and 0 segments");
    assertThat(
            again.entries(new TaskId("t-1")).get(0).payloads().get("message").open().readAllBytes())
        .isEqualTo(large);
    again.close();
  }

  @Test
  void nothingGoesWhileLostRecordsMayNameIt() throws IOException {
    open((operation, arguments) -> {}).close();
    Path stray = directory.resolve("blobs/ab").resolve(STRAY);
    Files.createDirectories(stray.getParent());
    Files.write(stray, new byte[10]);
    Files.createDirectories(directory.resolve("lost"));
    Files.write(directory.resolve("lost/0000000000000000000.wal"), new byte[1]);

    open((operation, arguments) -> {}).close();

    assertThat(stray).exists();
  }
}
