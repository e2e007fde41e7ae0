package io.consilium.governance.auditor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Custody;
import io.consilium.api.ledger.Draft;
import io.consilium.api.task.Position;
import io.consilium.api.task.Principal;
import io.consilium.governance.auditor.internal.Audited.Said;
import io.consilium.governance.ledger.FileLedger;
import io.consilium.governance.ledger.format.CosignerKey;
import io.consilium.governance.ledger.format.SignerKey;
import io.consilium.governance.ledger.format.WalFrame;
import io.consilium.governance.ledger.format.WalSegment;
import io.consilium.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that no checkpoint covers: whoever can write the files can write them anew. */
class UnprovedTest {
  private static final String TAIL =
      "note     The records 18 to 35 are under no checkpoint yet: nothing but checksums protects"
          + " them";

  @TempDir static Path shared;
  @TempDir Path directory;
  private Path ledger;

  /**
   * One task under a checkpoint; one in the write-ahead log, as where a host died or is at work.
   */
  @BeforeAll
  static void write() {
    Path live = shared.resolve("live");
    Audited.write(live, 1);
    try (FileLedger open = FileLedger.open(live, Audited.LAZY)) {
      Audited.append(open, new SampleTask("t-1").drafts());
      Audited.copy(live, shared.resolve("ledger"));
    }
  }

  @BeforeEach
  void copy() {
    ledger = directory.resolve("ledger");
    Audited.copy(shared.resolve("ledger"), ledger);
  }

  private Said verify(String... more) {
    List<String> args = new ArrayList<>(List.of("verify"));
    args.addAll(List.of(more));
    return Audited.run(ledger, args.toArray(String[]::new));
  }

  private static void delete(Path path) throws IOException {
    for (Path file : Audited.files(path)) {
      Files.delete(file);
    }
  }

  private List<WalFrame> frames() throws IOException {
    List<WalFrame> frames = new ArrayList<>();
    for (Path file : Audited.files(ledger.resolve("wal"))) {
      long first = WalSegment.first(file.getFileName().toString()).orElseThrow();
      frames.addAll(WalSegment.read(first, Files.readAllBytes(file)).frames());
    }
    return frames;
  }

  /** Writes the records from a first one anew into one segment, a judgement among them changed. */
  private void forge(int first) throws IOException {
    forge(first, text -> text.replace("\"score\":0.2", "\"score\":0.3"), "\"score\":0.3");
  }

  private void forge(int first, UnaryOperator<String> change, String then) throws IOException {
    Snapshot snapshot = Snapshot.take(LedgerDirectory.at(ledger, Typed.HOST));
    List<byte[]> forged = new ArrayList<>();
    for (byte[] record : snapshot.bundle(0).subList(first, 36)) {
      String text = new String(record, StandardCharsets.UTF_8);
      forged.add(change.apply(text).getBytes(StandardCharsets.UTF_8));
    }
    List<byte[]> blobs = frames().stream().flatMap(frame -> frame.blobs().stream()).toList();
    delete(ledger.resolve("wal"));
    WalFrame frame = new WalFrame(first, forged, blobs);
    ByteBuffer bytes = ByteBuffer.allocate(frame.length());
    frame.encode(bytes, WalSegment.HEADER);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(WalSegment.header(first));
    out.writeBytes(bytes.array());
    assertThat(out.toString(StandardCharsets.ISO_8859_1)).contains(then);
    Files.write(ledger.resolve("wal").resolve(WalSegment.name(first)), out.toByteArray());
  }

  @Test
  void recordsWithoutACheckpointDoNotHold() throws IOException {
    String key = Files.readString(ledger.resolve("log.vkey")).strip();
    forge(0);
    delete(ledger.resolve("keys"));
    delete(ledger.resolve("tile"));
    Files.delete(ledger.resolve("checkpoint"));

    for (String[] how :
        List.of(
            new String[] {"--key", key},
            new String[] {"--log-only"},
            new String[] {"--from", "18"})) {
      Said said = verify(how);
      assertThat(said.out())
          .contains("FAILED   checkpoint: is not there: nothing is proved about these records")
          .containsOnlyOnce("FAILED")
          .contains("THE LEDGER DOES NOT HOLD");
      assertThat(said.exitCode()).as(said.out()).isEqualTo(65);
    }
  }

  @Test
  void anHonestTailHoldsAsFarAsItIsSigned() {
    Said said = verify();

    assertThat(said.out())
        .contains("36 in canonical form and in order, 18 under the checkpoint")
        .contains(TAIL)
        .endsWith(
            "The ledger holds up to record 17: "
                + ledger
                + " (the 18 records after it that were asked for are unproved)\n");
    assertThat(said.exitCode()).isZero();
    JsonNode json = Json.tree(verify("--json").out().getBytes(StandardCharsets.UTF_8));
    assertThat(json.path("holds").asBoolean()).isTrue();
    assertThat(json.path("unproved").asLong(-1)).isEqualTo(18);
  }

  @Test
  void aPartAboveTheCheckpointIsNotProved() {
    assertThat(verify("--from", "20", "--to", "24").out())
        .contains("The records 20 to 24 are under no checkpoint yet")
        .contains("\nNothing fails, and nothing is proved: " + ledger);
    assertThat(verify("--from", "17", "--to", "18").out())
        .contains("The record 18 is under no checkpoint yet")
        .contains("(the record after it that was asked for is unproved)");
    assertThat(verify("--to", "17").out()).endsWith("The ledger holds: " + ledger + "\n");
  }

  /** Only the checkpoint's own key could tell it from an honest tail. */
  @Test
  void aForgedTailIsSaidToBeUnproved() throws IOException {
    delete(ledger.resolve("keys"));
    forge(18);

    for (String[] how : List.of(new String[] {}, new String[] {"--log-only"})) {
      Said said = verify(how);
      assertThat(said.out()).contains(TAIL).contains("The ledger holds up to record 17: ");
      assertThat(said.exitCode()).as(said.out()).isZero();
    }
  }

  @Test
  void aPayloadOrUnitThatIsNoneIsAFindingOfItsRecord() throws IOException {
    forge(18, text -> text.replaceAll("\"blob\":\"[0-9a-f]{64}", "\"blob\":\"x"), "\"blob\":\"x\"");
    Said blob = verify();
    assertThat(blob.out())
        .contains("FAILED   record 18, payload ")
        .contains("names no payload (x)");
    assertThat(blob.exitCode()).as(blob.err()).isEqualTo(65);
    assertThat(Audited.run(ledger, "show", "t-1").exitCode()).isZero();
    assertThat(Audited.run(ledger, "diff", "t-0", "t-1").out())
        .contains("input.0: damaged: it names no payload (x)");

    String hex = "a".repeat(64);
    forge(
        18,
        text ->
            text.replace("\"blob\":\"x\"", "\"blob\":\"" + hex + "\"")
                .replace("\"unit\":\"t-1", "\"unit\":\"../../t-1"),
        "../../t-1");
    Said unit = verify();
    assertThat(unit.out()).contains("names no erasure unit (../../t-1)");
    assertThat(unit.exitCode()).as(unit.err()).isEqualTo(65);
    assertThat(Audited.run(ledger, "show", "t-1").exitCode()).isZero();
  }

  @Test
  void anErasureThatNoCheckpointCoversExcusesNothing() throws IOException {
    Path live = directory.resolve("erased");
    Path copy = directory.resolve("copy");
    Audited.write(live, 1);
    try (FileLedger open = FileLedger.open(live, Audited.LAZY)) {
      Body erased = new Body.Erased("t-0", "asked", Principal.LOCAL);
      Audited.append(open, List.of(new Draft(Position.HOST, erased, List.of(), Map.of())));
      Audited.copy(live, copy);
    }
    delete(copy.resolve("blobs"));

    for (String[] how : List.of(new String[] {"verify"}, new String[] {"verify", "--to", "17"})) {
      Said said = Audited.run(copy, how);
      assertThat(said.out())
          .contains("is missing, and only a record that no checkpoint covers says that its unit");
      assertThat(said.exitCode()).isEqualTo(65);
    }
  }

  @Test
  void aFileThatIsFarTooLargeIsNamedAndNotRead() throws IOException {
    for (String name : List.of("checkpoint", "tile/0/000.p/18", "tile/entries/000.p/18")) {
      Path file = ledger.resolve(name);
      byte[] sound = Files.readAllBytes(file);
      try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
        sparse.setLength(3L << 30);
      }
      Said said = verify();
      assertThat(said.out() + said.err()).contains(name).contains("as no such file has");
      assertThat(said.exitCode()).as(said.err()).isEqualTo(65);
      Files.write(file, sound);
    }
    Files.delete(ledger.resolve("checkpoint"));
    Files.createSymbolicLink(ledger.resolve("checkpoint"), Path.of("/dev/zero"));
    assertThat(verify().err()).contains("checkpoint is no regular file");
  }

  @Test
  void aStampThatIsNoneIsAFindingOfItsRecord() throws IOException {
    forge(18, text -> text.replaceAll("\"time\":\"20[^\"]*\"", "\"time\":\"x\""), "\"time\":\"x\"");
    assertThat(verify().out()).contains("FAILED   record 18: has a time that is none (x)");
    for (String[] read :
        new String[][] {{"show", "t-1"}, {"list"}, {"export", "prov", "--task", "t-1"}}) {
      assertThat(Audited.run(ledger, read).exitCode()).as(read[0]).isIn(0, 65);
    }
  }

  @Test
  void theLogAloneClaimsNothingAboveTheCheckpoint() {
    assertThat(verify("--log-only").out())
        .contains("18 as bytes, 18 under the checkpoint")
        .contains(TAIL)
        .contains("The ledger holds up to record 17: ");
    assertThat(verify("--log-only", "--from", "20").out())
        .contains("0 as bytes, 0 under the checkpoint")
        .contains("No record was looked at")
        .contains("Nothing fails, and nothing is proved: ");
  }

  @Test
  void theLogAloneNoticesAStaleCheckpointAndAMissingTile() throws IOException {
    Path grown = directory.resolve("grown");
    Audited.write(grown, 1);
    byte[] before = Files.readAllBytes(grown.resolve("checkpoint"));
    Audited.write(grown, 1, 1);
    delete(grown.resolve("keys"));
    byte[] now = Files.readAllBytes(grown.resolve("checkpoint"));

    Files.write(grown.resolve("checkpoint"), before);
    Said stale = Audited.run(grown, "verify", "--log-only");
    assertThat(stale.out()).contains("is of a larger log than checkpoint");
    assertThat(stale.exitCode()).isEqualTo(65);
    Files.write(grown.resolve("checkpoint"), now);
    assertThat(Audited.run(grown, "verify", "--log-only").exitCode()).isZero();
    for (String tile : List.of("tile/0/000.p/36", "tile/entries/000.p/36")) {
      byte[] bytes = Files.readAllBytes(grown.resolve(tile));
      Files.delete(grown.resolve(tile));
      assertThat(Audited.run(grown, "verify", "--log-only").out())
          .contains("FAILED   " + tile + ": is missing");
      Files.write(grown.resolve(tile), bytes);
    }
  }

  /** Whatever was signed last covers, too, though it is not published yet. */
  @Test
  void theCheckpointSignedLastCovers() throws IOException {
    Path behind = directory.resolve("behind");
    Audited.write(behind, 1);
    byte[] before = Files.readAllBytes(behind.resolve("checkpoint"));
    Path copy = directory.resolve("copy");
    try (FileLedger open = FileLedger.open(behind, Audited.PROMPT)) {
      Audited.append(open, new SampleTask("t-1").drafts());
      open.prove(35).toCompletableFuture().join();
      Audited.copy(behind, copy);
    }
    Files.write(copy.resolve("checkpoint"), before);

    for (String[] how : List.of(new String[] {"verify"}, new String[] {"verify", "--log-only"})) {
      assertThat(Audited.run(copy, how).out())
          .contains("The published checkpoint is behind the one signed last")
          .doesNotContain("under no checkpoint");
    }
    // A witness would have seen the published one.
    CosignerKey witness = CosignerKey.of(SignerKey.generate("example.com/w").verifier());
    assertThat(Audited.run(copy, "verify", "--witness", witness.toString()).out())
        .contains("The records 18 to 35 are under no checkpoint yet");
  }

  @Test
  void theLogAloneSaysWhatItDoesNotSeeOfARotation() {
    Path rotated = directory.resolve("rotated");
    try (FileLedger open = FileLedger.open(rotated, Audited.PROMPT)) {
      open.rotateKey(new Custody.Asked("local", "petra", "yearly"));
      Audited.append(open, new SampleTask("t-0").drafts());
    }
    String unseen = "whether a record names each new key was not looked at";

    Said said = Audited.run(rotated, "verify", "--log-only");
    assertThat(said.out()).contains("checked  rotations: 1 of the signing key").contains(unseen);
    assertThat(said.exitCode()).as(said.out()).isZero();
    assertThat(Audited.run(rotated, "verify").out()).doesNotContain(unseen);
  }
}
