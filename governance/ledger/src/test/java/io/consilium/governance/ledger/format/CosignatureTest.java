package io.consilium.governance.ledger.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CosignatureTest {
  /** A checkpoint of a public log as its public witnesses cosigned it in 2026, with their keys. */
  private static final String PUBLIC =
      """
      arche2025h1.staging.ct.transparency.dev
      1432088532
      U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

      — arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
      — arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
      — remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
      """;

  private static final String LOG =
      "arche2025h1.staging.ct.transparency.dev+ba2f06c0"
          + "+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f";
  private static final String WITNESS =
      "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";

  private static SignedNote note(String text) {
    return SignedNote.parse(text.getBytes(UTF_8));
  }

  @Test
  void cosignaturesOfThePublicWitnessNetworkAreChecked() {
    assertThat(Checkpoint.open(PUBLIC.getBytes(UTF_8), VerifierKey.parse(LOG)).size())
        .isEqualTo(1_432_088_532L);
    CosignerKey witness = CosignerKey.parse(WITNESS);
    Cosignature cosignature = witness.on(note(PUBLIC)).orElseThrow();

    assertThat(cosignature.time()).isEqualTo("2026-05-23T21:50:24Z");
    assertThat(PUBLIC).contains(cosignature.line());
    assertThat(witness.validLines(note(PUBLIC))).containsExactly(cosignature.line());
    assertThat(witness.toString()).isEqualTo(WITNESS);
  }

  @Test
  void anyOtherTextOrTimeIsRefused() {
    CosignerKey witness = CosignerKey.parse(WITNESS);
    for (String other :
        List.of(
            PUBLIC.replace("1432088532", "1432088533"),
            PUBLIC.replace("4Ro=\n", "4Ro=\nextended\n"),
            PUBLIC.replace("2net5wAAAABqEiEg", "2net5wAAAABqEiEh"))) {
      assertThatThrownBy(() -> witness.on(note(other)))
          .hasMessage("The cosignature of the witness (remora.n621.de) is wrong.");
      assertThat(witness.validLines(note(other))).isEmpty();
    }
  }

  @Test
  void cosigningFollowsTheSpecification() {
    SignerKey key = SignerKey.generate("witness.example.com/w1");
    String text = "example.com/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
    String note = SignerKey.generate("example.com/log").note(text);
    Cosignature cosignature = Cosignature.sign(key, text, 1_679_315_147);

    CosignerKey checked = CosignerKey.of(key.verifier());
    assertThat(checked.on(note(note + cosignature.line())).orElseThrow().seconds())
        .isEqualTo(1_679_315_147);
    assertThat(checked.on(note(note))).isEmpty();
    assertThat(CosignerKey.parse(checked.toString())).isEqualTo(checked);
    // Neither counts as the other: the plain signature of a witness's key is no cosignature.
    assertThat(checked.on(note(key.note(text)))).isEmpty();
    assertThat(note(note + cosignature.line()).signedBy(key.verifier())).isFalse();
    assertThatThrownBy(() -> CosignerKey.parse(key.verifier().toString()))
        .hasMessageContaining("Maybe this is the key of a log.");
  }

  /** The example of the specification. */
  @Test
  void requestsAreReadAndWrittenAsSpecified() {
    String request =
        """
        old 20852014
        PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
        jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
        5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
        /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

        example.com/behind-the-sofa
        20852163
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

        — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
        """;

    AddCheckpoint read = AddCheckpoint.parse(request.getBytes(UTF_8));

    assertThat(read.oldSize()).isEqualTo(20_852_014);
    assertThat(read.proof()).hasSize(4);
    assertThat(read.checkpoint()).startsWith("example.com/behind-the-sofa\n20852163\n");
    assertThat(new String(read.bytes(), UTF_8)).isEqualTo(request);
  }

  @Test
  void otherRequestsAreRefused() {
    String hash = "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n";
    for (String wrong :
        List.of(
            "",
            "\n\n",
            "old 1\n",
            "old 01\n\nx",
            "old -1\n\nx",
            "old 1 \n\nx",
            "old 1\r\n\nx",
            "old 9999999999999999999\n\nx",
            "old 1\n" + hash.replace('=', 'A') + "\nx",
            "old 1\n" + hash.replace("\n", "\r\n") + "\nx",
            "old 1\nAAAA\n\nx",
            "old 1\n" + String.join("", Collections.nCopies(64, hash)) + "\nx")) {
      assertThatThrownBy(() -> AddCheckpoint.parse(wrong.getBytes(UTF_8)))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Not an add-checkpoint request");
    }
    byte[] notText = "old 1\n\nx\u00e9".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> AddCheckpoint.parse(notText)).hasMessageContaining("not UTF-8");
  }
}
