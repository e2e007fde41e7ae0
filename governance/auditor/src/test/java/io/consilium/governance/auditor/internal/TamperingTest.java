package io.consilium.governance.auditor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.governance.auditor.internal.Audited.Said;
import io.consilium.governance.ledger.FileLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes a ledger in every way and expects to be told. The system property {@code
 * consilium.tamperings} says how often each file is changed at random.
 */
class TamperingTest {
  private static final int TIMES = Integer.getInteger("consilium.tamperings", 1);

  @TempDir static Path directory;
  private static Path ledger;

  /** A log of more than a full tile, and a write-ahead log with commits after the checkpoint. */
  @BeforeAll
  static void write() {
    Path live = directory.resolve("live");
    Audited.write(live, 15);
    ledger = directory.resolve("ledger");
    try (FileLedger open = FileLedger.open(live, Audited.LAZY)) {
      Audited.append(open, new SampleTask("t-90").drafts());
      Audited.append(open, new SampleTask("t-91").drafts());
      Audited.copy(live, ledger);
    }
  }

  private static Said verify() {
    return Audited.run(ledger, "verify");
  }

  @Test
  void theLedgerHoldsBeforeItIsTouched() {
    Said said = verify();

    assertThat(said.out()).contains("306 in canonical form and in order, 270 under the checkpoint");
    assertThat(said.exitCode()).as(said.out()).isZero();
  }

  @Test
  void everyChangedAddedOrRemovedByteIsNoticed() throws IOException {
    Random random = new Random(11);
    for (Path file : sample(random)) {
      byte[] original = Files.readAllBytes(file);
      for (int i = 0; i < TIMES; i++) {
        byte[] changed = change(original, random);
        Files.write(file, changed);
        Said said = verify();
        String what =
            ledger.relativize(file)
                + " changed from "
                + original.length
                + " bytes to "
                + changed.length
                + " bytes, byte "
                + Arrays.mismatch(original, changed);
        assertThat(said.exitCode()).as(what + "\n" + said.out()).isEqualTo(65);
        assertThat(said.out() + said.err()).containsAnyOf("FAILED", "damaged");
      }
      Files.write(file, original);
    }
    assertThat(verify().exitCode()).isZero();
  }

  /** All files but many of one kind, and but those that prove nothing. */
  private static List<Path> sample(Random random) {
    return Audited.files(ledger).stream()
        .filter(file -> !file.endsWith("ledger.lock") && !file.endsWith("pseudonyms.key"))
        .filter(
            file -> {
              String name = ledger.relativize(file).toString();
              boolean many = name.startsWith("blobs/") || name.startsWith("keys/units");
              return !many || random.nextInt(20) == 0;
            })
        .toList();
  }

  private static byte[] change(byte[] original, Random random) {
    int at = random.nextInt(original.length);
    byte[] changed =
        switch (random.nextInt(5)) {
          case 0 -> flipped(original, at, random);
          case 1 -> without(original, at);
          case 2 -> with(original, at, (byte) random.nextInt());
          case 3 -> swapped(original, at, random.nextInt(original.length));
          default -> with(original, original.length, (byte) random.nextInt());
        };
    return Arrays.equals(changed, original) ? flipped(original, at, random) : changed;
  }

  private static byte[] flipped(byte[] bytes, int at, Random random) {
    byte[] changed = bytes.clone();
    changed[at] ^= (byte) (1 << random.nextInt(8));
    return changed;
  }

  private static byte[] without(byte[] bytes, int at) {
    byte[] changed = new byte[bytes.length - 1];
    System.arraycopy(bytes, 0, changed, 0, at);
    System.arraycopy(bytes, at + 1, changed, at, changed.length - at);
    return changed;
  }

  private static byte[] with(byte[] bytes, int at, byte added) {
    byte[] changed = new byte[bytes.length + 1];
    System.arraycopy(bytes, 0, changed, 0, at);
    changed[at] = added;
    System.arraycopy(bytes, at, changed, at + 1, bytes.length - at);
    return changed;
  }

  private static byte[] swapped(byte[] bytes, int one, int other) {
    byte[] changed = bytes.clone();
    changed[one] = bytes[other];
    changed[other] = bytes[one];
    return changed;
  }

  @Test
  void everyMissingFileOfTheLogIsNoticed() throws IOException {
    for (String name :
        List.of(
            "checkpoint",
            "log.vkey",
            "tile/0/000",
            "tile/0/001.p/14",
            "tile/1/000.p/1",
            "tile/entries/000",
            "tile/entries/001.p/14")) {
      Path file = ledger.resolve(name);
      byte[] original = Files.readAllBytes(file);
      Files.delete(file);
      Said said = verify();
      assertThat(said.exitCode()).as(name + "\n" + said.out()).isEqualTo(65);
      Files.write(file, original);
    }
  }

  @Test
  void aCheckpointPutBackIsNoticed() throws IOException {
    Path grown = directory.resolve("grown");
    Audited.write(grown, 1);
    byte[] before = Files.readAllBytes(grown.resolve("checkpoint"));
    Audited.write(grown, 1);
    byte[] now = Files.readAllBytes(grown.resolve("checkpoint"));
    Files.write(grown.resolve("checkpoint"), before);
    assertThat(Audited.run(grown, "verify").out()).contains("is of a larger log than checkpoint");
    Files.write(grown.resolve("keys/last-signed"), before);
    assertThat(Audited.run(grown, "verify").exitCode()).isEqualTo(65);
    Files.write(grown.resolve("checkpoint"), now);
    assertThat(Audited.run(grown, "verify").out())
        .contains("keys/last-signed: is older than the checkpoint (18 and 36 records)");
  }

  @Test
  void aKeyOfPseudonymsThatIsNoneIsNoticed() throws IOException {
    Path key = ledger.resolve("keys/pseudonyms.key");
    byte[] original = Files.readAllBytes(key);
    for (byte[] changed : List.of(with(original, 65, (byte) 'a'), without(original, 3))) {
      Files.write(key, changed);
      assertThat(verify().out())
          .contains("FAILED   keys/pseudonyms.key: is not one line of 64 hex digits");
    }
    Files.write(key, original);
  }

  @Test
  void aForeignKeyIsNoticed() {
    Path other = directory.resolve("other");
    Audited.write(other, 1);

    Said said = Audited.run(ledger, "verify", "--key", other.resolve("log.vkey").toString());

    assertThat(said.exitCode()).isEqualTo(65);
    assertThat(said.out())
        .contains("FAILED   log.vkey: is not the given key")
        .contains("FAILED   checkpoint: The checkpoint's signature does not fit the key");
  }

  @Test
  void aPayloadChangedWhileTheWriteAheadLogHoldsACopyIsNoticed() throws IOException {
    Path live = directory.resolve("integrated");
    Path copy = directory.resolve("copied");
    try (FileLedger open = FileLedger.open(live, Audited.PROMPT)) {
      Audited.append(open, new SampleTask("t-0").drafts());
      open.prove(0).toCompletableFuture().join();
      Audited.copy(live, copy);
    }
    assertThat(Audited.run(copy, "verify").exitCode()).isZero();
    Path blob = Audited.files(copy.resolve("blobs")).get(0);
    Files.write(blob, flipped(Files.readAllBytes(blob), 20, new Random(1)));

    assertThat(Audited.run(copy, "verify").out())
        .contains(blob.getFileName() + " is not its copy in the write-ahead log");
  }

  @Test
  void aStrayFileIsNamed() throws IOException {
    Path stray = Files.writeString(ledger.resolve("notes.txt"), "x");
    assertThat(verify().out()).contains("notes.txt does not belong to the ledger");
    Files.delete(stray);
    stray = Files.writeString(ledger.resolve("tile/0/abc"), "x");
    assertThat(verify().exitCode()).isEqualTo(65);
    Files.delete(stray);
  }

  @Test
  void aCutTailThatMayNeverHaveBeenAcknowledgedIsSaidSo() throws IOException {
    Path segment = Audited.files(ledger.resolve("wal")).stream().findFirst().orElseThrow();
    byte[] original = Files.readAllBytes(segment);
    Files.write(segment, Arrays.copyOf(original, original.length - 3));
    Said said = verify();
    Files.write(segment, original);

    assertThat(said.exitCode()).isZero();
    assertThat(said.out()).contains("is not whole: it is being written, or was cut off before");
  }
}
