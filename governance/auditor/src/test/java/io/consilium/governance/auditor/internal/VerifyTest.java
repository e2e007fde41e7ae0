package io.consilium.governance.auditor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.task.Position;
import io.consilium.api.task.Principal;
import io.consilium.governance.auditor.internal.Audited.Said;
import io.consilium.governance.ledger.FileLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of a ledger, checkpoints kept elsewhere, and exact words for what fails. */
class VerifyTest {
  @TempDir static Path shared;
  @TempDir Path directory;
  private Path ledger;

  /** 30 tasks of 18 records: two full bundles and a partial one. */
  @BeforeAll
  static void write() {
    Audited.write(shared.resolve("ledger"), 30);
  }

  @BeforeEach
  void copy() {
    ledger = directory.resolve("ledger");
    Audited.copy(shared.resolve("ledger"), ledger);
  }

  private Said verify(String... more) {
    String[] args = new String[more.length + 1];
    args[0] = "verify";
    System.arraycopy(more, 0, args, 1, more.length);
    return Audited.run(ledger, args);
  }

  /** Changes text in a file, keeping its length. */
  private void change(String file, String from, String to) throws IOException {
    Path path = ledger.resolve(file);
    String bytes = Files.readString(path, StandardCharsets.ISO_8859_1);
    assertThat(from).hasSameSizeAs(to);
    assertThat(bytes).contains(from);
    int at = bytes.indexOf(from);
    String changed = bytes.substring(0, at) + to + bytes.substring(at + from.length());
    Files.writeString(path, changed, StandardCharsets.ISO_8859_1);
  }

  private void flip(String file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(ledger.resolve(file));
    bytes[at] ^= 1;
    Files.write(ledger.resolve(file), bytes);
  }

  /** Whoever audits on the host itself has no right to its keys. */
  @Test
  void keysThatMayNotBeReadAreAsIfTheyHadNotCome() throws IOException {
    Path keys = ledger.resolve("keys");
    Files.setPosixFilePermissions(keys, Set.of());
    try {
      assumeFalse(Files.isExecutable(keys), "this user may read everything");
      Said said = verify();

      assertThat(said.out())
          .contains("note     This user may not read keys/: verified as if the keys had not come")
          .contains("0 opened and as committed");
      assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
      assertThat(Audited.run(ledger, "show", "t-0").out()).contains("(sealed: its key is not");
    } finally {
      Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void aPartIsHeldAgainstTheRoot() {
    Said said = verify("--from", "300", "--to", "520");

    assertThat(said.out())
        .contains("221 in canonical form and in order, 221 under the checkpoint")
        .contains("the part leads to its root")
        .contains("Only the records 300 to 520 were looked at")
        .contains("(1 without an answer)");
    assertThat(said.exitCode()).as(said.out()).isZero();
    assertThat(verify("--from", "5", "--to", "4").exitCode()).isEqualTo(64);
    assertThat(verify("--to=-1").exitCode()).isEqualTo(64);
  }

  @Test
  void aPartThatIsNotThereDoesNotHold() {
    Said said = verify("--from", "600");

    assertThat(said.out())
        .contains("FAILED   record 600: is not here: there are 540")
        .contains("No record was looked at");
    assertThat(said.exitCode()).isEqualTo(65);
    assertThat(verify("--from", "540").exitCode()).isZero();
  }

  @Test
  void aChangedRecordIsNamedInTheWholeAndInAPart() throws IOException {
    change("tile/entries/001", "\"version\":\"1.0.0\"", "\"version\":\"6.6.6\"");
    String named = "FAILED   record 256: was changed: the signed tree holds another hash";

    assertThat(verify().out()).contains(named).contains("(tile/0/001, hash 0 of the tile)");
    assertThat(verify("--from", "256").out()).contains(named);
    assertThat(verify("--to", "255").exitCode()).isZero();
  }

  @Test
  void theLogAloneIsHeldWithoutReadingWhatItSays() throws IOException {
    Said said = verify("--log-only");
    assertThat(said.out())
        .contains("540 as bytes, 540 under the checkpoint")
        .contains("its root computed from the records")
        .contains("Only the log was looked at: neither what its records say, nor their payloads.")
        .doesNotContain("checked  rules");
    assertThat(said.exitCode()).as(said.out()).isZero();
    assertThat(verify("--log-only", "--from", "300", "--to", "520").out())
        .contains("221 as bytes, 221 under the checkpoint");

    change("tile/entries/001", "\"version\":\"1.0.0\"", "\"version\":\"6.6.6\"");
    assertThat(verify("--log-only").out())
        .contains("FAILED   record 256: was changed: the signed tree holds another hash")
        .contains("THE LEDGER DOES NOT HOLD");
  }

  /** Tiles of earlier, smaller trees stay beside those that followed. */
  @Test
  void aChangedRecordIsNamedOnceHoweverManyTilesHoldItsHash() throws IOException {
    for (int i = 0; i < 3; i++) {
      Audited.write(ledger, 30 + i, 1);
    }
    change("tile/entries/001", "\"version\":\"1.0.0\"", "\"version\":\"6.6.6\"");
    change("tile/entries/002.p/82", "\"version\":\"1.0.0\"", "\"version\":\"6.6.6\"");
    assertThat(ledger.resolve("tile/0/002.p/46")).exists();

    String out = verify().out();

    assertThat(out).containsOnlyOnce("FAILED   record 256: was changed");
    assertThat(out.lines().filter(line -> line.matches("FAILED   record 5\\d\\d: was changed.*")))
        .hasSize(1);
    assertThat(out).doesNotContain("no signature shows");
  }

  @Test
  void aChangedTileIsNamedInTheWholeAndInAPart() throws IOException {
    flip("tile/0/000", 32 * 17 + 3);
    String named = "FAILED   tile/0/000: hash 17 of the tile was changed: it is not that of record";

    assertThat(verify().out()).contains(named + " 17, which is as signed");
    assertThat(verify("--to", "9").out()).contains(named);
  }

  @Test
  void aChangedTileAboveIsNamed() throws IOException {
    flip("tile/1/000.p/2", 40);

    assertThat(verify().out())
        .contains("FAILED   tile/1/000.p/2: hash 1 of the tile was changed: it is not that of")
        .contains("tile/0/001, which is as signed");
    assertThat(verify("--from", "300", "--to", "301").out())
        .contains("FAILED   tiles: the root computed from them is not the signed one");
  }

  @Test
  void aRecordForgedWithItsTileIsNamed() throws IOException {
    change("tile/entries/002.p/28", "\"version\":\"1.0.0\"", "\"version\":\"6.6.6\"");
    Path other = directory.resolve("other");
    Audited.write(other, 30);
    for (String file : List.of("tile/entries/002.p/28", "tile/0/002.p/28")) {
      Files.write(ledger.resolve(file), Files.readAllBytes(other.resolve(file)));
    }

    assertThat(verify().out())
        .contains("FAILED   checkpoint: the root computed from the first 540");
    assertThat(verify("--from", "520").out())
        .contains("FAILED   tile/0/002.p/28: does not lead to the signed root");
  }

  @Test
  void whatComesAfterAMissingBundleIsStillHeldAgainstTheTree() throws IOException {
    Files.delete(ledger.resolve("tile/entries/000"));
    change("tile/entries/001", "\"version\":\"1.0.0\"", "\"version\":\"6.6.6\"");

    Said said = verify();

    assertThat(said.out())
        .contains("tile/entries/000: is missing: the records 0 to 255 cannot be read")
        .contains("FAILED   record 256: was changed")
        .contains("The rules were held against the records before the first unreadable one.")
        .doesNotContain("no routing decision before it");
    assertThat(said.exitCode()).isEqualTo(65);
  }

  @Test
  void manyFailuresAreCountedAndSomeTold() throws IOException {
    for (Path blob : Audited.files(ledger.resolve("blobs"))) {
      Files.write(blob, new byte[3]);
    }

    Said said = verify();

    assertThat(said.out().lines().filter(line -> line.startsWith("FAILED"))).hasSize(200);
    assertThat(said.out()).containsPattern("and \\d+ more");
  }

  @Test
  void theLedgerGrewOutOfACheckpointKeptElsewhere() throws IOException {
    Path kept = directory.resolve("kept");
    Files.write(kept, Files.readAllBytes(ledger.resolve("checkpoint")));
    Audited.write(ledger, 3);

    Said said = verify("--since", kept.toString());

    assertThat(said.out())
        .contains("54 in canonical form and in order")
        .contains("example.com/log at 540 records, signed; the ledger begins with the same records")
        .contains("Only the records 540 to 593 were looked at");
    assertThat(said.exitCode()).as(said.out()).isZero();
    // A customer may have nothing but the proof that was given to him.
    String proof = Audited.run(shared.resolve("ledger"), "prove", "--index", "3").out();
    Path given = Files.writeString(directory.resolve("3.tlog-proof"), proof);
    assertThat(verify("--since", given.toString()).out())
        .contains(
            "example.com/log at 540 records, signed; the ledger begins with the same records");
    Said whole = verify("--since", kept.toString(), "--from", "0");
    assertThat(whole.out())
        .contains("594 in canonical form")
        .contains("the ledger begins with the same records");
  }

  @Test
  void twoHistoriesAreAForkAndAnOldOneARollback() throws IOException {
    Path twin = directory.resolve("twin");
    Audited.copy(ledger, twin);
    Audited.write(ledger, 1);
    Audited.write(twin, 1);
    String kept = twin.resolve("checkpoint").toString();

    for (String from : List.of("0", "540")) {
      Said fork = verify("--since", kept, "--from", from);
      assertThat(fork.out()).contains("FAILED   checkpoint kept elsewhere: FORK: it is signed by");
      assertThat(fork.exitCode()).isEqualTo(65);
    }
    Said old = Audited.run(shared.resolve("ledger"), "verify", "--since", kept);
    assertThat(old.out())
        .contains("ROLLBACK: it covers 558 records and the ledger's own 540: the end was cut off");
    assertThat(old.exitCode()).isEqualTo(65);
    Path foreign = directory.resolve("foreign");
    Audited.write(foreign, 1);
    assertThat(verify("--since", foreign.resolve("checkpoint").toString()).out())
        .contains("FAILED   checkpoint kept elsewhere: The checkpoint's signature does not fit");
  }

  @Test
  void aForgedHistoryWithAKeyRotationOfItsOwnDoesNotHold() throws IOException {
    String genuine = Files.readString(ledger.resolve("log.vkey"));
    Path forged = directory.resolve("forged");
    Audited.forgeWithARotation(forged, genuine);

    for (String[] how :
        List.of(
            new String[] {"verify"},
            new String[] {"verify", "--key", genuine.strip()},
            new String[] {"verify", "--log-only"},
            new String[] {"verify", "--to", "5"})) {
      Said said = Audited.run(forged, how);
      assertThat(said.out())
          .contains("is of other keys: it neither leads to the log's nor on from it")
          .contains("FAILED   checkpoint: The checkpoint's signature does not fit the key");
      assertThat(said.exitCode()).isEqualTo(65);
    }
  }

  @Test
  void aCheckpointOverMoreRecordsThanThereCanBeIsToldSoonAndNotBelieved() throws IOException {
    Path checkpoint = ledger.resolve("checkpoint");
    String note = Files.readString(checkpoint);
    for (String size : List.of("540000000000000000", "999999999999999999")) {
      Files.writeString(checkpoint, note.replace("\n540\n", "\n" + size + "\n"));
      for (String[] how : List.of(new String[] {}, new String[] {"--log-only"})) {
        Said said = verify(how);
        assertThat(said.out())
            .contains("FAILED   checkpoint: covers " + size + " records, and there are files for")
            .contains("FAILED   checkpoint: The checkpoint's signature does not fit");
        assertThat(said.exitCode()).as(said.err()).isEqualTo(65);
      }
    }
  }

  @Test
  void progressIsSaidWhereAskedFor() {
    assertThat(verify("--progress").err()).contains("540 of 540 records");
    assertThat(verify().err()).isEmpty();
  }

  @Test
  void payloadsOfAnErasedUnitMayBeGone() throws IOException {
    Path live = directory.resolve("live");
    Audited.write(live, 1);
    Position host = new Position("", "", 0, 0, 0);
    for (Path blob : Audited.files(live.resolve("blobs"))) {
      Files.delete(blob);
    }
    assertThat(Audited.run(live, "verify").out())
        .containsPattern("record 0, payload .*: blobs/.* is missing, and 7 more of unit t-0");

    try (FileLedger open = FileLedger.open(live, Audited.PROMPT)) {
      Audited.append(
          open,
          List.of(
              new Draft(
                  host, new Body.Erased("t-0", "asked", Principal.LOCAL), List.of(), Map.of())));
    }

    Said said = Audited.run(live, "verify");
    assertThat(said.out())
        .contains("of erased units are gone, as they should")
        .contains("payloads: 0 with the right digest");
    assertThat(said.exitCode()).as(said.out()).isZero();
    Said part = Audited.run(live, "verify", "--to", "5");
    assertThat(part.out()).contains("of erased units are gone, as they should");
    assertThat(part.exitCode()).as(part.out()).isZero();
  }
}
