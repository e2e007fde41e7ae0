package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.distribution.tests.Consilium.Ended;
import io.consilium.governance.ledger.format.Checkpoint;
import io.consilium.governance.ledger.format.SignedNote;
import io.consilium.governance.ledger.format.SignerKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Alters a copied ledger in the ways that an operator might, and puts it back. */
final class Alterations {
  private final Auditor auditor;
  private final Path copy;
  private final Path key;
  private final Map<Path, byte[]> originals = new HashMap<>();

  /**
   * @param key the log's verifier key, kept elsewhere
   */
  Alterations(Auditor auditor, String name, Path key) {
    this.auditor = auditor;
    this.copy = auditor.directory().resolve(name);
    this.key = key;
  }

  /** What is done to a copy. */
  interface Alteration {
    void make() throws IOException;
  }

  /** Makes it, expects that verification fails saying so, and puts everything back. */
  void isTold(Alteration alteration, String... told) throws Exception {
    alteration.make();
    Ended ended = auditor.run("verify", copy.getFileName().toString(), "--key", key.toString());
    for (Map.Entry<Path, byte[]> original : originals.entrySet()) {
      Files.write(original.getKey(), original.getValue());
    }
    originals.clear();
    assertThat(ended.out()).contains("THE LEDGER DOES NOT HOLD").contains(told);
    assertThat(ended.out() + ended.err()).doesNotContain("\tat ");
    assertThat(ended.code()).isEqualTo(65);
  }

  private byte[] read(String file) throws IOException {
    byte[] bytes = Files.readAllBytes(copy.resolve(file));
    originals.put(copy.resolve(file), bytes);
    return bytes.clone();
  }

  private void write(String file, byte[] bytes) throws IOException {
    read(file);
    Files.write(copy.resolve(file), bytes);
  }

  /** Flips one bit in the middle of a record. */
  void flip(String bundle, int record) throws IOException {
    byte[] bytes = read(bundle);
    ByteBuffer entries = ByteBuffer.wrap(bytes);
    for (int i = 0; i < record; i++) {
      int length = Short.toUnsignedInt(entries.getShort());
      entries.position(entries.position() + length);
    }
    int length = Short.toUnsignedInt(entries.getShort());
    bytes[entries.position() + length / 2] ^= 1;
    write(bundle, bytes);
  }

  void delete(String file) throws IOException {
    read(file);
    Files.delete(copy.resolve(file));
  }

  void swap(String one, String other) throws IOException {
    byte[] first = read(one);
    Files.write(copy.resolve(one), read(other));
    Files.write(copy.resolve(other), first);
  }

  /** Takes the last record away from the last bundle. */
  void cut(String bundle) throws IOException {
    byte[] bytes = read(bundle);
    int last = 0;
    for (int next = 0; next < bytes.length; ) {
      last = next;
      next += 2 + Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(next));
    }
    Files.write(copy.resolve(bundle), Arrays.copyOf(bytes, last));
  }

  /** Puts an older checkpoint in the place of the newest, wherever one is kept. */
  void putBack(byte[] older) throws IOException {
    write("checkpoint", older);
    write("keys/last-signed", older);
  }

  /** Signs another root of the same size with another key of the log's name. */
  void forge() throws IOException {
    SignedNote note = SignedNote.parse(read("checkpoint"));
    Checkpoint honest = Checkpoint.parse(note.text());
    SignerKey own = SignerKey.generate(honest.origin());
    Checkpoint other = new Checkpoint(honest.origin(), honest.size(), new byte[32]);
    write("checkpoint", own.note(other.text()).getBytes(StandardCharsets.UTF_8));
    write("log.vkey", (own.verifier() + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
