package io.consilium.governance.ledger.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FormatsTest {
  /** The published example of golang.org/x/mod/sumdb/note. */
  private static final String PUBLIC =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

  private static final String PRIVATE =
      "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
  private static final String TEXT =
      "If you think cryptography is the answer to your problem,\n"
          + "then you don't know what your problem is.\n";
  private static final String NOTE =
      TEXT
          + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXg"
          + "KvqfqdngotpRZb6KE6RyyBwJnAM=\n";

  @Test
  void notesAreSignedAsPublished() {
    SignerKey key = SignerKey.parse(PRIVATE);

    assertThat(key.verifier().toString()).isEqualTo(PUBLIC);
    assertThat(key.note(TEXT)).isEqualTo(NOTE);
    assertThat(key.secret()).isEqualTo(PRIVATE);
    assertThat(key.toString()).doesNotContain("AYEK");
  }

  @Test
  void notesAreCheckedAsPublished() {
    SignedNote note = SignedNote.parse(NOTE.getBytes(StandardCharsets.UTF_8));

    assertThat(note.text()).isEqualTo(TEXT);
    assertThat(note.signedBy(VerifierKey.parse(PUBLIC))).isTrue();
    assertThat(
            SignedNote.parse(NOTE.replace("answer", "Answer").getBytes(StandardCharsets.UTF_8))
                .signedBy(VerifierKey.parse(PUBLIC)))
        .isFalse();
  }

  @Test
  void manglingsOfAKeyAreRefused() {
    for (int i = 0; i < PUBLIC.length(); i++) {
      StringBuilder mangled = new StringBuilder(PUBLIC);
      mangled.setCharAt(i, (char) (mangled.charAt(i) + 1));
      assertThatThrownBy(() -> VerifierKey.parse(mangled.toString()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void tilesHaveThePathsOfTheSpecification() {
    assertThat(new TilePath(0, 1234067, 256).path()).isEqualTo("tile/0/x001/x234/067");
    assertThat(new TilePath(TilePath.ENTRIES, 273, 112).path()).isEqualTo("tile/entries/273.p/112");
    assertThat(TilePath.parse("tile/0/x001/x234/067")).contains(new TilePath(0, 1234067, 256));
    assertThat(TilePath.parse("tile/63/000.p/255")).contains(new TilePath(63, 0, 255));
    for (String none :
        List.of("tile/64/000", "tile/0/x000/001", "tile/00/001", "tile/0/001.p/256", "tile/0/1")) {
      assertThat(TilePath.parse(none)).isEmpty();
    }
  }

  @Test
  void aTreeOf70000HasTheTilesOfTheSpecification() {
    assertThat(TilePath.of(0, 69_999, 70_000)).isEqualTo(new TilePath(0, 273, 112));
    assertThat(TilePath.of(1, 272, 70_000)).isEqualTo(new TilePath(1, 1, 17));
    assertThat(TilePath.of(2, 0, 70_000)).isEqualTo(new TilePath(2, 0, 1));
    assertThat(TilePath.of(0, 255, 256)).isEqualTo(new TilePath(0, 0, 256));
    assertThat(TilePath.of(1, 0, 256)).isEqualTo(new TilePath(1, 0, 1));
  }

  @Test
  void proofsComeBackAsWritten() {
    SignerKey key = SignerKey.generate("example.com/log");
    byte[] entry = {1, 2, 3};
    String note = key.note(new Checkpoint("example.com/log", 1, Merkle.leaf(entry)).text());
    TlogProof proof = new TlogProof(0, List.of(), note, Optional.of(entry));

    TlogProof read = TlogProof.parse(proof.text().getBytes(StandardCharsets.UTF_8));

    assertThat(proof.text()).startsWith("c2sp.org/tlog-proof@v1\nextra AQID\nindex 0\n\nexample");
    assertThat(read.check(entry, key.verifier()).size()).isEqualTo(1);
    assertThatThrownBy(() -> read.check(new byte[] {1}, key.verifier()))
        .hasMessageContaining("The path does not lead from this entry");
    assertThatThrownBy(() -> read.check(entry, SignerKey.generate("example.com/log").verifier()))
        .hasMessageContaining("signature does not fit");
  }

  @Test
  void sealedPayloadsOpenWithTheirOwnKeyAlone() throws Exception {
    SecureRandom random = new SecureRandom();
    UnitKey key = UnitKey.generate("t-1", random);
    byte[] header = Seal.header(random);
    byte[] sealed = Seal.encryption(key, header).doFinal("secret".getBytes(StandardCharsets.UTF_8));
    byte[] blob = java.util.Arrays.copyOf(header, header.length + sealed.length);
    System.arraycopy(sealed, 0, blob, header.length, sealed.length);
    UnitKey read = UnitKey.parse("t-1", key.file().getBytes(StandardCharsets.UTF_8));

    assertThat(Seal.open(read, blob)).asString(StandardCharsets.UTF_8).isEqualTo("secret");
    assertThatThrownBy(() -> Seal.open(UnitKey.generate("t-1", random), blob))
        .hasMessage("does not open with the key of unit t-1");
    assertThatThrownBy(() -> UnitKey.parse("t-2", key.file().getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("is not the key file of its unit");
  }
}
