package io.consilium.governance.ledger.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Readers of what may come from a stranger: they refuse by their documented exception alone, and
 * what they accept they write back byte for byte. By default on the seeds in the test resources;
 * for longer, {@code JAZZER_FUZZ=1} and the name of one method (see the module's README).
 */
class ReadersFuzzTest {
  /** Of the public checkpoint among the seeds, and of its witness. */
  private static final VerifierKey LOG =
      VerifierKey.parse(
          "arche2025h1.staging.ct.transparency.dev+ba2f06c0"
              + "+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f");

  private static final CosignerKey WITNESS =
      CosignerKey.parse("remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2");

  private interface Reading {
    void read() throws IOException;
  }

  private static void reads(Reading reading) {
    try {
      reading.read();
    } catch (IllegalArgumentException | DamagedException | NoSuchFileException e) {
      assertThat(e.getMessage()).isNotBlank();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @FuzzTest(maxDuration = "3m")
  void logs(byte[] bytes) {
    WalSegment read = WalSegment.read(0, bytes);
    assertThat(read.valid()).isBetween(0L, (long) bytes.length);
    long next = read.first();
    for (WalFrame frame : read.frames()) {
      assertThat(frame.first()).isEqualTo(next);
      next = frame.next();
    }
    assertThat(read.tail() == WalSegment.Tail.CLEAN).isEqualTo(read.problem().isEmpty());
    // Behind sums that a stranger can compute as well.
    frame(bytes);
  }

  private static void frame(byte[] content) {
    ByteBuffer out = ByteBuffer.allocate(WalSegment.HEADER + WalFrame.HEADER + content.length);
    out.put(WalSegment.header(7));
    int start = out.position();
    out.putInt(WalFrame.MAGIC).putInt(content.length).putLong(0);
    out.putInt(WalFrame.crc(out, start, start + 16));
    ByteBuffer whole = ByteBuffer.wrap(content);
    out.putInt(WalFrame.crc(whole, 0, content.length)).put(content);
    WalSegment read = WalSegment.read(7, out.array());
    for (WalFrame frame : read.frames()) {
      ByteBuffer again = ByteBuffer.allocate(frame.length());
      frame.encode(again, 0);
      byte[] written = Arrays.copyOfRange(again.array(), WalFrame.HEADER, frame.length());
      assertThat(written).isEqualTo(content);
    }
  }

  @FuzzTest(maxDuration = "3m")
  void tiles(byte[] bytes) {
    reads(
        () -> assertThat(EntryBundle.encode(EntryBundle.decode("bundle", bytes))).isEqualTo(bytes));
    String path = new String(bytes, UTF_8);
    TilePath.parse(path).ifPresent(tile -> assertThat(tile.path()).isEqualTo(path));
    for (long size : new long[] {1, 3, 256, 257, 70_000, Long.MAX_VALUE >> 1}) {
      TileReader reader = new TileReader(file -> bytes, size);
      reads(() -> reader.entry(size - 1));
      reads(() -> Merkle.root(size, reader));
      reads(() -> Merkle.inclusion(size / 2, size, reader));
    }
  }

  @FuzzTest(maxDuration = "3m")
  void notes(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    reads(() -> assertThat(AddCheckpoint.parse(bytes).bytes()).isEqualTo(bytes));
    reads(() -> assertThat(VerifierKey.parse(text)).hasToString(text.strip()));
    reads(() -> assertThat(CosignerKey.parse(text)).hasToString(text.strip()));
    reads(() -> assertThat(SignerKey.parse(text).secret()).isEqualTo(text.strip()));
    reads(() -> assertThat(UnitKey.parse("t-1", bytes).file().getBytes(UTF_8)).isEqualTo(bytes));
    reads(
        () -> {
          SignedNote note = SignedNote.parse(bytes);
          StringBuilder written = new StringBuilder(note.text()).append('\n');
          note.signatures().forEach(line -> written.append(line.text()));
          assertThat(written.toString().getBytes(UTF_8)).isEqualTo(bytes);
          reads(() -> assertThat(note.text()).startsWith(Checkpoint.parse(note.text()).text()));
          reads(() -> WITNESS.on(note).ifPresent(one -> assertThat(text).contains(one.line())));
          reads(() -> Checkpoint.open(bytes, LOG));
        });
  }

  @FuzzTest(maxDuration = "3m")
  void proofs(byte[] bytes) {
    reads(
        () -> {
          TlogProof proof = TlogProof.parse(bytes);
          assertThat(proof.text().getBytes(UTF_8)).isEqualTo(bytes);
          proof.check(proof.extra().orElse(new byte[0]), LOG);
        });
    if (bytes.length >= 16) {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      long one = in.getLong();
      long two = in.getLong();
      List<byte[]> path = new ArrayList<>();
      while (in.remaining() >= Merkle.HASH) {
        byte[] hash = new byte[Merkle.HASH];
        in.get(hash);
        path.add(hash);
      }
      byte[] leaf = Merkle.leaf(bytes);
      byte[] root = Merkle.rootOfNothing();
      assertThat(ProofCheck.included(one, two, leaf, path, root)).isFalse();
      boolean trivial = one == 0 && two >= 0 && path.isEmpty();
      assertThat(ProofCheck.consistent(one, two, path, leaf, root)).isEqualTo(trivial);
    }
  }

  @FuzzTest(maxDuration = "3m")
  void records(byte[] bytes) {
    reads(() -> assertThat(Glance.at(bytes).type()).isNotNull());
    reads(
        () -> {
          DecisionRecord record = Json.read(bytes, DecisionRecord.class);
          byte[] written = Json.canonical(record);
          assertThat(Json.read(written, DecisionRecord.class)).isEqualTo(record);
          assertThat(Json.canonical(Json.read(written, DecisionRecord.class))).isEqualTo(written);
        });
  }
}
