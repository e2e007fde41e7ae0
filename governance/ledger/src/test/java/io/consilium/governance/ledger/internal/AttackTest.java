package io.consilium.governance.ledger.internal;

import static io.consilium.governance.ledger.internal.Samples.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.governance.ledger.Options;
import io.consilium.governance.ledger.format.Checkpoint;
import io.consilium.governance.ledger.format.SignerKey;
import io.consilium.governance.ledger.format.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody with access to the files may do to them, and more records than memory has. */
class AttackTest {
  @TempDir Path directory;

  private DiskLedger open() {
    return DiskLedger.open(directory, Options.DEFAULT);
  }

  /** At once, so that no checkpoint leaves a partial tile behind that a later one stands for. */
  private void write(int records) {
    DiskLedger ledger = open();
    List<Draft> drafts = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      drafts.add(failed("t-" + i % 3, "c" + i));
    }
    ledger.append(drafts);
    ledger.close();
  }

  private List<Path> signedFiles() throws IOException {
    try (Stream<Path> tiles = Files.walk(directory.resolve("tile"))) {
      List<Path> files = new ArrayList<>(tiles.filter(Files::isRegularFile).sorted().toList());
      files.add(directory.resolve("checkpoint"));
      files.add(directory.resolve("keys/last-signed"));
      return files;
    }
  }

  private void refused(String what) {
    assertThatThrownBy(this::open, what)
        .isInstanceOf(LedgerFailure.class)
        .hasMessageContaining("Maybe ");
  }

  @Test
  void aFlippedBitAnywhereInTheSignedLogIsRefused() throws IOException {
    write(7);
    Random random = new Random(3);
    int tries = Integer.getInteger("consilium.flips", 30);
    List<Path> files = signedFiles();
    for (int i = 0; i < tries; i++) {
      Path file = files.get(i % files.size());
      byte[] bytes = Files.readAllBytes(file);
      byte[] changed = bytes.clone();
      int at = random.nextInt(bytes.length);
      changed[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, changed);
      refused(file + " at " + at);
      Files.write(file, bytes);
    }
    open().close();
  }

  @Test
  void deletedAndSwappedTilesAreRefused() throws IOException {
    write(600);
    Path first = directory.resolve("tile/entries/000");
    Path second = directory.resolve("tile/entries/001");
    Path aside = directory.resolve("aside");
    Files.move(first, aside);
    refused("deleted bundle");
    Files.move(second, first);
    Files.move(aside, second);
    refused("swapped bundles");
    Files.move(second, aside);
    Files.move(first, second);
    Files.move(aside, first);
    Path tile;
    try (Stream<Path> tiles = Files.walk(directory.resolve("tile/1"))) {
      tile = tiles.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    Files.move(tile, aside);
    refused("deleted tile");
    Files.move(aside, tile);
    open().close();
  }

  @Test
  void aForgedCheckpointIsRefusedEvenIfItsRootIsRight() throws IOException {
    write(3);
    Path file = directory.resolve("checkpoint");
    VerifierKey own = VerifierKey.parse(Files.readString(directory.resolve("log.vkey")));
    Checkpoint honest = Checkpoint.open(Files.readAllBytes(file), own);
    Files.writeString(file, SignerKey.generate(own.name()).note(honest.text()));

    refused("signed by another key");
  }

  @Test
  void aBurstOfManyRecordsIsHeldBackInBoundedMemory() throws IOException {
    int records = Integer.getInteger("consilium.burst", 100_000);
    long queue = 256 << 10;
    Options narrow =
        new Options(
            Optional.of("example.com/log"),
            Optional.empty(),
            Duration.ofMillis(5),
            100,
            1 << 20,
            queue);
    DiskLedger ledger = DiskLedger.open(directory, narrow);
    List<Draft> drafts = Collections.nCopies(250, failed("t-1", "x"));
    long most = 0;
    for (int at = 0; at < records; at += drafts.size()) {
      ledger.append(drafts);
      most = Math.max(most, ledger.waitingBytes());
    }
    ledger.close();

    assertThat(ledger.trouble()).isEmpty();
    assertThat(most).isBetween(queue / 2, queue + (512 << 10));
    DiskLedger again = DiskLedger.open(directory, narrow);
    assertThat(again.size()).isEqualTo(records);
    again.close();
  }
}
