package io.consilium.governance.ledger.internal;

import static io.consilium.governance.ledger.internal.Samples.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.ledger.Proof;
import io.consilium.governance.ledger.Options;
import io.consilium.governance.ledger.format.Checkpoint;
import io.consilium.governance.ledger.format.Rotation;
import io.consilium.governance.ledger.format.TlogProof;
import io.consilium.governance.ledger.format.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {
  private static final Path SIMULATED = Path.of("/ledger");

  @TempDir Path directory;

  private VerifierKey key() throws IOException {
    return VerifierKey.parse(Files.readString(directory.resolve("log.vkey")));
  }

  @Test
  void theOldKeySignsTheRecordThatNamesTheNewOneWhichSignsFromThenOn() throws IOException {
    DiskLedger ledger = DiskLedger.open(directory, Options.DEFAULT);
    ledger.append(List.of(failed("t-1", "a")));
    Proof earlier = ledger.prove(0).toCompletableFuture().join();
    VerifierKey old = key();

    DecisionRecord record = ledger.custody().rotateKey(ErasureTest.ASKED);

    VerifierKey fresh = key();
    Body.KeyRotated body = (Body.KeyRotated) record.body();
    assertThat(body.toKey()).isEqualTo(fresh.toString()).isNotEqualTo(old.toString());
    Rotation rotation = Rotation.parse(Files.readAllBytes(directory.resolve(Rotation.path(fresh))));
    assertThat(rotation.from()).isEqualTo(old);
    assertThat(rotation.to()).isEqualTo(fresh);
    assertThat(rotation.check().size()).isGreaterThan(record.sequence());
    ledger.append(List.of(failed("t-1", "b")));
    TlogProof proof =
        TlogProof.parse(
            ledger.prove(2).toCompletableFuture().join().text().getBytes(StandardCharsets.UTF_8));
    assertThat(proof.check(proof.extra().orElseThrow(), fresh).size()).isEqualTo(3);
    assertThatThrownBy(() -> proof.check(proof.extra().orElseThrow(), old))
        .isInstanceOf(IllegalArgumentException.class);
    TlogProof first = TlogProof.parse(earlier.text().getBytes(StandardCharsets.UTF_8));
    assertThat(first.check(first.extra().orElseThrow(), old).size()).isEqualTo(1);
    ledger.close();
    DiskLedger again = DiskLedger.open(directory, Options.DEFAULT);
    again.custody().rotateKey(ErasureTest.ASKED);
    again.close();
    assertThat(key()).isNotEqualTo(fresh);
    assertThat(Checkpoint.open(Files.readAllBytes(directory.resolve("checkpoint")), key()).size())
        .isEqualTo(4);
    assertThat(directory.resolve("keys/next.key")).doesNotExist();
    DiskLedger.open(directory, Options.DEFAULT).close();
  }

  @Test
  void aKeyThatOthersMayReadIsRefused() throws IOException {
    DiskLedger.open(directory, Options.DEFAULT).close();
    Path key = directory.resolve("keys/log.key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> DiskLedger.open(directory, Options.DEFAULT))
        .isInstanceOf(LedgerFailure.class)
        .hasMessageContaining("can be read or written by others")
        .hasMessageContaining("chmod 600 " + key);
  }

  @Test
  void aPowerCutAtAnyStepOfARotationLeavesOneKeyThatSigns() throws IOException {
    int tries = Integer.getInteger("consilium.rotations", 25);
    for (int cut = 1; cut <= tries; cut++) {
      Random random = new Random(cut);
      SimulatedDisk disk = new SimulatedDisk();
      DiskLedger first = simulated(disk);
      first.append(List.of(failed("t-1", "a")));
      first.prove(0).toCompletableFuture().join();
      byte[] old = disk.read(SIMULATED.resolve("keys/log.key"));
      disk.failAt(1 + cut * 2 % 45, SimulatedDisk.Fault.POWER_CUT);
      boolean acknowledged = rotated(first);
      first.close();
      SimulatedDisk after = disk.powerCut(random);
      after.failAt(1 + random.nextInt(40), SimulatedDisk.Fault.POWER_CUT);
      try {
        simulated(after).close();
      } catch (LedgerFailure e) {
        // The power may go during recovery too.
      }
      after = after.powerCut(random);
      DiskLedger again = simulated(after);
      boolean changed = !after.holds(old);
      assertThat(changed).as("cut " + cut).isIn(true, acknowledged);
      assertThat(after.exists(SIMULATED.resolve("keys/next.key"))).isFalse();
      again.append(List.of(failed("t-1", "b")));
      again.prove(1).toCompletableFuture().join();
      VerifierKey key =
          VerifierKey.parse(
              new String(after.read(SIMULATED.resolve("log.vkey")), StandardCharsets.UTF_8));
      assertThat(after.exists(SIMULATED.resolve(Rotation.path(key)))).isEqualTo(changed);
      assertThat(Checkpoint.open(after.read(SIMULATED.resolve("checkpoint")), key).size())
          .isPositive();
      again.close();
      assertThat(again.trouble()).isEmpty();
      simulated(after).close();
    }
  }

  private static boolean rotated(DiskLedger ledger) {
    try {
      ledger.custody().rotateKey(ErasureTest.ASKED);
      return true;
    } catch (LedgerFailure e) {
      return false;
    }
  }

  private static DiskLedger simulated(SimulatedDisk disk) {
    Options options =
        new Options(
            Optional.of("example.com/log"), Optional.empty(), Duration.ZERO, 4, 3_000, 1 << 20);
    return DiskLedger.open(SIMULATED, options, disk);
  }
}
