package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars made and signed here, held against a trust list. */
class AdmittanceTest {
  @TempDir static Path keys;
  private static Path signed;
  private static Path alice;
  private static String fingerprint;

  @TempDir Path directory;
  private final List<String> lists = new ArrayList<>();
  private Path jar;
  private Path list;

  @BeforeAll
  static void signAJar() throws Exception {
    alice = Signing.key(keys, "alice");
    Path pem = Signing.certificate(alice, "alice", keys.resolve("alice.pem"));
    try (InputStream in = Files.newInputStream(pem)) {
      fingerprint =
          TrustList.fingerprint(CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    signed = Files.write(keys.resolve("signed.jar"), Jars.bundle("a.plugin", "1.0.0"));
    Signing.sign(signed, alice, "alice");
  }

  @BeforeEach
  void copyIt() throws IOException {
    jar = Files.copy(signed, directory.resolve("plugin.jar"));
    list = directory.resolve("trusted-signers");
  }

  private Admittance admittance(boolean demanded) {
    return new Admittance(
        list,
        "changeit",
        demanded,
        directory.resolve("home"),
        (before, revision) -> lists.add(revision));
  }

  private Signature signature() throws IOException {
    return new SignatureCheck(TrustList.read(list, "changeit")).of(jar);
  }

  private PluginJar plugin() throws Exception {
    return PluginJar.read(jar, digest -> false);
  }

  /** Changes the jar as a zip, without the tools that know of signatures. */
  private void change(String entry, String content) throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
      Path path = zip.getPath(entry);
      if (content == null) {
        Files.delete(path);
      } else {
        try (OutputStream out = Files.newOutputStream(path)) {
          out.write(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
      }
    }
  }

  private void trust(String line) throws IOException {
    Files.writeString(list, line + "\n");
  }

  @Test
  void aSignerOnTheListIsTrustedHoweverTheListIsWritten() throws Exception {
    trust("# our signers\n" + fingerprint + "  Alice");
    assertThat(signature().state()).isEqualTo(Signature.State.TRUSTED);
    trust("SHA256:" + fingerprint.toUpperCase(java.util.Locale.ROOT).replaceAll("..(?!$)", "$0:"));
    assertThat(signature().state()).isEqualTo(Signature.State.TRUSTED);
    list = keys;
    assertThat(signature().state()).isEqualTo(Signature.State.TRUSTED);
    list = alice;
    assertThat(signature().state()).isEqualTo(Signature.State.TRUSTED);
  }

  @Test
  void theSignerStandsInRecords() throws Exception {
    trust(fingerprint);
    Admittance admittance = admittance(true);
    PluginJar plugin = plugin();
    admittance.admit(plugin, jar);
    assertThat(admittance.signer(plugin.digest().hex()))
        .contains("CN=alice (SHA-256 " + fingerprint + ")");
    assertThat(lists).hasSize(1);
    admittance.admit(plugin, jar);
    assertThat(lists).hasSize(1);
  }

  @Test
  void aStrangerComesInOnlyWhereNobodyAsksForMore() throws Exception {
    PluginJar plugin = plugin();
    Admittance any = admittance(false);
    any.admit(plugin, jar);
    assertThat(any.signer(plugin.digest().hex()).orElseThrow())
        .startsWith("CN=alice")
        .endsWith("not on the trust list");
    assertThatThrownBy(() -> admittance(true).admit(plugin, jar))
        .isInstanceOf(PluginJar.BadJar.class)
        .hasMessageContaining("it is signed by CN=alice")
        .hasMessageContaining(list.toString())
        .satisfies(e -> assertThat(((PluginJar.BadJar) e).code()).isEqualTo("signed-by-stranger"));
  }

  @Test
  void anUnsignedJarComesInOnlyWhereNobodyAsksForMore() throws Exception {
    Files.write(jar, Jars.bundle("a.plugin", "1.0.0"));
    PluginJar plugin = plugin();
    admittance(false).admit(plugin, jar);
    assertThatThrownBy(() -> admittance(true).admit(plugin, jar))
        .hasMessageContaining("it is not signed")
        .satisfies(e -> assertThat(((PluginJar.BadJar) e).code()).isEqualTo("unsigned"));
    Path home = Files.createDirectories(directory.resolve("home/plugins"));
    Path shipped = Files.copy(jar, home.resolve("plugin.jar"));
    admittance(true).admit(PluginJar.read(shipped, digest -> false), shipped);
  }

  @Test
  void anAddedEntryBreaksTheSignature() throws Exception {
    trust(fingerprint);
    change("added", "more");
    refused("the entry added is not covered");
  }

  @Test
  void aChangedEntryBreaksTheSignature() throws Exception {
    trust(fingerprint);
    change("content", "other");
    refused("its signature does not hold");
    assertThatThrownBy(this::plugin)
        .isInstanceOf(PluginJar.BadJar.class)
        .hasMessageContaining("its signature does not hold");
  }

  @Test
  void aTakenEntryBreaksTheSignature() throws Exception {
    trust(fingerprint);
    change("content", null);
    refused("the entry content was signed and is not there");
  }

  @Test
  void aChangedManifestBreaksTheSignature() throws Exception {
    trust(fingerprint);
    String manifest;
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
      manifest = Files.readString(zip.getPath("META-INF/MANIFEST.MF"));
    }
    change(
        "META-INF/MANIFEST.MF", manifest.replace("Bundle-Version: 1.0.0", "Bundle-Version: 9.0.0"));
    refused("its signature does not hold");
  }

  @Test
  void aSignatureWithoutItsBlockIsBroken() throws Exception {
    trust(fingerprint);
    change("META-INF/ALICE.EC", null);
    refused("is not covered by a signature");
  }

  private void refused(String why) throws Exception {
    assertThat(signature().state()).isEqualTo(Signature.State.BROKEN);
    PluginJar plugin = new PluginJar(jar, "a.plugin", null, PluginJarDigest.of(jar));
    assertThatThrownBy(() -> admittance(false).admit(plugin, jar))
        .isInstanceOf(PluginJar.BadJar.class)
        .hasMessageContaining(why)
        .satisfies(e -> assertThat(((PluginJar.BadJar) e).code()).isEqualTo("signature-broken"));
  }

  @Test
  void aListThatCannotBeReadLetsNobodyIn() throws Exception {
    trust("not a fingerprint");
    PluginJar plugin = plugin();
    assertThatThrownBy(() -> admittance(false).admit(plugin, jar))
        .hasMessageContaining("line 1 is no SHA-256 fingerprint: not");
  }

  @Test
  void aChangedListIsSeenOnce() throws Exception {
    Admittance admittance = admittance(true);
    assertThat(admittance.relisted()).isFalse();
    trust(fingerprint);
    assertThat(admittance.relisted()).isTrue();
    assertThat(admittance.relisted()).isFalse();
  }

  @Test
  void aCertificateThatIsWrittenOverInItsDirectoryIsAChangeOfTheList() throws Exception {
    Path certificate = Files.createDirectory(list).resolve("alice.pem");
    Files.writeString(certificate, "none yet");
    Admittance admittance = admittance(true);
    assertThat(admittance.relisted()).isTrue();
    assertThat(admittance.relisted()).isFalse();

    Files.write(certificate, Files.readAllBytes(keys.resolve("alice.pem")));

    assertThat(admittance.relisted()).isTrue();
    assertThat(admittance.relisted()).isFalse();
  }
}
