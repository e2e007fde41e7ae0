package io.consilium.governance.ledger.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the bytes, a reader reads them or says that they are not what it reads. */
class HostileBytesPropertyTest {
  private static final SignerKey KEY = SignerKey.generate("example.com/log");
  private static final String NOTE =
      KEY.note(new Checkpoint("example.com/log", 1, Merkle.leaf(new byte[3])).text());
  private static final String PROOF =
      new TlogProof(0, List.of(new byte[32]), NOTE, Optional.of(new byte[3])).text();

  /** Any bytes, and sound files with one stretch replaced. */
  @Provide
  Arbitrary<byte[]> bytes() {
    Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    Arbitrary<byte[]> near =
        Combinators.combine(
                Arbitraries.of(NOTE, PROOF, KEY.verifier().toString(), KEY.secret()),
                Arbitraries.integers().between(0, 400),
                Arbitraries.integers().between(0, 40),
                Arbitraries.strings().ofMaxLength(5))
            .as(HostileBytesPropertyTest::replaced);
    return Arbitraries.oneOf(any, near);
  }

  private static byte[] replaced(String sound, int from, int length, String by) {
    int start = Math.min(from, sound.length());
    int end = Math.min(start + length, sound.length());
    return (sound.substring(0, start) + by + sound.substring(end)).getBytes(StandardCharsets.UTF_8);
  }

  @Property(tries = 1_000)
  void readersNeverBreak(@ForAll("bytes") byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    reads(() -> SignedNote.parse(bytes).signedBy(KEY.verifier()));
    reads(() -> Checkpoint.open(bytes, KEY.verifier()));
    reads(() -> Checkpoint.parse(text));
    reads(() -> TlogProof.parse(bytes).check(new byte[3], KEY.verifier()));
    reads(() -> VerifierKey.parse(text));
    reads(() -> SignerKey.parse(text));
    reads(() -> UnitKey.parse("t-1", bytes));
    reads(() -> EntryBundle.decode("bundle", bytes));
    reads(() -> Glance.at(bytes));
    assertThat(TilePath.parse(text)).isEmpty();
  }

  private interface Reading {
    void read() throws DamagedException;
  }

  private static void reads(Reading reading) {
    try {
      reading.read();
    } catch (IllegalArgumentException | DamagedException e) {
      assertThat(e).hasMessageNotContaining("PRIVATE");
    }
  }
}
