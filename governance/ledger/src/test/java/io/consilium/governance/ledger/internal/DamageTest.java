package io.consilium.governance.ledger.internal;

import static io.consilium.governance.ledger.internal.Samples.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.ledger.Receipt;
import io.consilium.governance.ledger.Options;
import io.consilium.governance.ledger.format.Seal;
import io.consilium.governance.ledger.format.TlogProof;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory that lost something acknowledged is never opened as if it had not. */
class DamageTest {
  private static final Path LEDGER = Path.of("/ledger");
  private static final Options LAZY =
      new Options(Optional.empty(), Optional.empty(), Duration.ofHours(1), 64, 1 << 20, 1 << 20);

  @TempDir Path directory;
  @TempDir Path outside;

  @BeforeEach
  void write() {
    DiskLedger ledger = open();
    for (int i = 0; i < 3; i++) {
      ledger.append(List.of(failed("t-1", "c" + i)));
    }
    ledger.close();
  }

  private DiskLedger open() {
    return DiskLedger.open(directory, Options.DEFAULT);
  }

  @Test
  void aLogWithoutItsCheckpointsIsNotBegunAnew() throws IOException {
    Files.delete(directory.resolve("checkpoint"));
    Files.delete(directory.resolve("keys/last-signed"));

    assertThatThrownBy(this::open)
        .isInstanceOf(LedgerFailure.class)
        .hasMessageContaining("The ledger is damaged")
        .hasMessageContaining("tile/entries/000.p/3");
  }

  @Test
  void aLogPutBackToAnEarlierCheckpointIsNotContinued() throws IOException {
    byte[] checkpoint = Files.readAllBytes(directory.resolve("checkpoint"));
    byte[] kept = Files.readAllBytes(directory.resolve("keys/last-signed"));
    DiskLedger ledger = open();
    ledger.append(List.of(failed("t-1", "more")));
    ledger.close();
    Files.write(directory.resolve("checkpoint"), checkpoint);
    Files.write(directory.resolve("keys/last-signed"), kept);

    assertThatThrownBy(this::open)
        .isInstanceOf(LedgerFailure.class)
        .hasMessageContaining("The ledger is damaged")
        .hasMessageContaining("tile/entries/000.p/4");
  }

  @Test
  void aLostSigningKeyIsNotReplacedInSilence() throws IOException {
    Files.delete(directory.resolve("checkpoint"));
    Files.delete(directory.resolve("keys/last-signed"));
    Files.delete(directory.resolve("keys/log.key"));

    assertThatThrownBy(this::open)
        .isInstanceOf(LedgerFailure.class)
        .hasMessageContaining("The signing key " + directory.resolve("keys/log.key"));
  }

  @Test
  void garbledRecordsAreSaidToBeDamaged() throws IOException {
    Path bundle = directory.resolve("tile/entries/000.p/3");
    byte[] original = Files.readAllBytes(bundle);
    for (int at = 0; at < original.length; at += 7) {
      byte[] changed = original.clone();
      changed[at] ^= 0x20;
      Files.write(bundle, changed);
      assertThatThrownBy(this::open)
          .as("byte " + at)
          .isInstanceOf(LedgerFailure.class)
          .hasMessageContaining("Maybe run ./consilium audit verify");
    }
    Files.write(bundle, original);
  }

  @Test
  void damageBeforeALaterCommitIsALossAndNotATornWrite() throws IOException {
    Options lazy =
        new Options(Optional.empty(), Optional.empty(), Duration.ofHours(1), 64, 1 << 20, 1 << 20);
    Path copy = Files.createDirectory(directory.resolve("copy"));
    DiskLedger ledger = DiskLedger.open(directory.resolve("live"), lazy);
    for (int i = 0; i < 3; i++) {
      ledger.append(List.of(failed("t-1", "c" + i))).durable().toCompletableFuture().join();
    }
    Path segment = Path.of("wal", "0000000000000000000.wal");
    byte[] wal = Files.readAllBytes(directory.resolve("live").resolve(segment));
    ledger.close();
    DiskLedger.open(copy, lazy).close();
    for (int at : new int[] {3, 25, 60, 100}) {
      byte[] changed = wal.clone();
      changed[at] ^= 1;
      Files.write(copy.resolve(segment), changed);
      assertThatThrownBy(() -> DiskLedger.open(copy, lazy))
          .as("byte " + at)
          .isInstanceOf(LedgerFailure.class)
          .hasMessageContaining("The ledger is damaged");
      assertThat(Files.readAllBytes(copy.resolve(segment))).isEqualTo(changed);
    }
    byte[] changed = wal.clone();
    changed[wal.length / 2] ^= 1;
    Files.write(copy.resolve(segment), changed);
    DiskLedger accepted = DiskLedger.openAcceptingLoss(copy, lazy, ErasureTest.ASKED);
    accepted.append(List.of(failed("t-1", "after"))).durable().toCompletableFuture().join();
    accepted.close();
    assertThat(Files.readAllBytes(copy.resolve("lost").resolve(segment.getFileName())))
        .isEqualTo(changed);
    DiskLedger again = DiskLedger.open(copy, lazy);
    assertThat(again.size()).isEqualTo(3);
    String proof = again.prove(1).toCompletableFuture().join().text();
    byte[] record = TlogProof.parse(proof.getBytes(StandardCharsets.UTF_8)).extra().orElseThrow();
    assertThat(Json.read(record, DecisionRecord.class).body())
        .isEqualTo(new Body.Gap(1, 0, "log-damaged"));
    again.close();
  }

  @Test
  void aPowerCutAtAnyStepOfAnAcceptedLossLeavesNoLossWithoutItsRecord() throws IOException {
    SimulatedDisk damaged = damaged();
    int records = 0;
    for (int cut = 1; cut <= 50; cut++) {
      SimulatedDisk disk = damaged.killed();
      disk.failAt(cut, SimulatedDisk.Fault.POWER_CUT);
      try {
        accept(disk).close();
      } catch (LedgerFailure e) {
        // The power went.
      }
      SimulatedDisk after = disk.powerCut(new Random(cut));
      DiskLedger again;
      try {
        again = DiskLedger.open(LEDGER, LAZY, after);
      } catch (LedgerFailure e) {
        assertThat(e).hasMessageContaining("The ledger is damaged");
        again = accept(after);
      }
      assertThat(again.size()).as("cut " + cut).isBetween(2L, 4L);
      String proof = again.prove(1).toCompletableFuture().join().text();
      byte[] bytes = TlogProof.parse(proof.getBytes(StandardCharsets.UTF_8)).extra().orElseThrow();
      DecisionRecord record = Json.read(bytes, DecisionRecord.class);
      assertThat(record.body()).as("cut " + cut).isEqualTo(new Body.Gap(1, 0, "log-damaged"));
      records += record.payloads().isEmpty() ? 1 : 0;
      again.close();
      assertThat(again.trouble()).isEmpty();
    }
    assertThat(records).as("recorded by a later start").isPositive();
  }

  private static DiskLedger accept(SimulatedDisk disk) {
    return DiskLedger.openAcceptingLoss(LEDGER, LAZY, disk, ErasureTest.ASKED);
  }

  /** Three records in the write-ahead log, the second of which was changed later. */
  private static SimulatedDisk damaged() throws IOException {
    SimulatedDisk live = new SimulatedDisk();
    DiskLedger ledger = DiskLedger.open(LEDGER, LAZY, live);
    for (int i = 0; i < 3; i++) {
      ledger.append(List.of(failed("t-1", "c" + i))).durable().toCompletableFuture().join();
    }
    SimulatedDisk left = live.killed();
    ledger.close();
    Path segment = LEDGER.resolve("wal/0000000000000000000.wal");
    byte[] wal = left.read(segment);
    wal[wal.length / 2] ^= 1;
    left.replace(segment, wal, Disk.Access.SHARED);
    return left;
  }

  @Test
  void aDamagedLastRecordAndItsLargePayloadCanStillBeFound() throws IOException {
    Options lazy =
        new Options(Optional.empty(), Optional.empty(), Duration.ofHours(1), 64, 1 << 20, 1 << 20);
    Path live = directory.resolve("live");
    DiskLedger ledger = DiskLedger.open(live, lazy);
    ledger.append(List.of(failed("t-1", "c"))).durable().toCompletableFuture().join();
    Receipt receipt = ledger.append(List.of(large()));
    receipt.durable().toCompletableFuture().join();
    Path copy = copy(live);
    ledger.close();
    Path segment = copy.resolve("wal/0000000000000000000.wal");
    byte[] wal = Files.readAllBytes(segment);
    wal[wal.length - 50] ^= 1;
    Files.write(segment, wal);

    for (int start = 0; start < 2; start++) {
      DiskLedger again = DiskLedger.open(copy, lazy);
      assertThat(again.size()).isEqualTo(2);
      assertThat(again.health().get("summary").toString()).contains("1 payloads", "1 ends");
      again.close();
    }

    String blob = receipt.records().get(0).payloads().get("message").blob();
    assertThat(copy.resolve(Seal.path(blob))).doesNotExist();
    assertThat(copy.resolve("lost/" + blob + ".payload")).hasDigest("SHA-256", blob);
    try (Stream<Path> files = Files.list(copy.resolve("lost"))) {
      Path end = files.filter(file -> file.toString().endsWith(".end")).findFirst().orElseThrow();
      assertThat(end.getFileName().toString()).startsWith("0000000000000000001-");
      byte[] kept = Files.readAllBytes(end);
      assertThat(wal).endsWith(kept);
      assertThat(new String(kept, StandardCharsets.ISO_8859_1)).contains(blob);
    }
  }

  @Test
  void aLogOfABackupUnderNewerPayloadsDeletesNoneOfThem() throws IOException {
    Path backup = copy(directory);
    DiskLedger ledger = open();
    String blob = ledger.append(List.of(large())).records().get(0).payloads().get("message").blob();
    ledger.close();
    Path payload = Path.of(Seal.path(blob));
    Files.createDirectories(backup.resolve(payload).getParent());
    Files.copy(directory.resolve(payload), backup.resolve(payload));

    DiskLedger.open(backup, Options.DEFAULT).close();

    assertThat(backup.resolve("lost/" + blob + ".payload"))
        .hasSameBinaryContentAs(directory.resolve(payload));
  }

  private static Draft large() {
    return new Draft(
        Samples.at("t-1"),
        new Body.PlanFailed("planner", "large"),
        List.of(),
        Map.of("message", Samples.bytes(new byte[100_000])));
  }

  private Path copy(Path from) throws IOException {
    Path to = Files.createTempDirectory(outside, "copy");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copied = to.resolve(from.relativize(file));
        Files.createDirectories(copied.getParent());
        Files.copy(file, copied, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return to;
  }
}
