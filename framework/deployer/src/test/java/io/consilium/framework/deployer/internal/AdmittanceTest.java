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
import java.util.Map;
import java.util.Set;
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
    return asking(demanded ? Set.of(Admittance.SIGNED) : Set.of());
  }

  private Admittance asking(Set<String> required) {
    return new Admittance(
        new Admittance.Terms(
            list,
            "changeit",
            directory.resolve("allowed-plugins"),
            required,
            directory.resolve("home")),
        (name, before, revision) -> lists.add(name));
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
    assertThat(lists).containsExactly(Admittance.TRUST, Admittance.ALLOWED);
    admittance.admit(plugin, jar);
    assertThat(lists).hasSize(2);
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

  private PluginJar claiming(String capability) throws Exception {
    Files.write(
        jar,
        Jars.bundle(
            Map.of(
                "Bundle-SymbolicName",
                "a.plugin",
                "Provide-Capability",
                "io.consilium.plugin;kind=expert;id=a;effect=reads-outside;capabilities="
                    + capability)));
    return plugin();
  }

  private void allow(String line) throws IOException {
    Files.writeString(directory.resolve("allowed-plugins"), line + "\n");
  }

  private void refusedAs(String code, PluginJar plugin, Set<String> required, String why) {
    assertThatThrownBy(() -> asking(required).admit(plugin, jar))
        .isInstanceOf(PluginJar.BadJar.class)
        .hasMessageContaining(why)
        .satisfies(e -> assertThat(((PluginJar.BadJar) e).code()).isEqualTo(code));
  }

  @Test
  void whoClaimsNothingComesInOnlyWhereNobodyAsksForMore() throws Exception {
    PluginJar silent = plugin();
    asking(Set.of()).admit(silent, jar);
    refusedAs("no-claims", silent, Set.of("claims"), "does not say what it holds and does");

    Admittance asking = asking(Set.of("claims"));
    PluginJar claiming = claiming("a.b");
    asking.admit(claiming, jar);
    assertThat(asking.limits(claiming.digest().hex()).claims().orElseThrow().words())
        .isEqualTo("the expert a (reads-outside) for a.b");
  }

  @Test
  void whoIsOnNoLineComesInOnlyWhereNobodyAsksForMore() throws Exception {
    PluginJar plugin = claiming("a.b");
    asking(Set.of()).admit(plugin, jar);
    refusedAs("not-listed", plugin, Set.of("listed"), "digest=" + plugin.digest().hex());
    allow("name=a.* effect=reads-outside capabilities=a.*");
    asking(Set.of("listed")).admit(plugin, jar);
  }

  @Test
  void whoIsOnALineIsBoundByItWhateverIsAskedFor() throws Exception {
    allow("name=a.* effect=pure capabilities=a.*");
    refusedAs(
        "not-allowed",
        claiming("a.b"),
        Set.of(),
        "the expert a (reads-outside) for a.b (line 1 allows at most pure, not reads-outside)");
    allow("name=a.* effect=reads-outside capabilities=c.*");
    refusedAs("not-allowed", claiming("a.b"), Set.of(), "line 1 allows only c.*, not a.b");
  }

  @Test
  void aLineForASignerIsForWhatHeSigned() throws Exception {
    allow("signer=" + fingerprint + " effect=pure capabilities=*");
    asking(Set.of("listed")).admit(plugin(), jar);
    refusedAs("not-listed", claiming("a.b"), Set.of("listed"), "no line of the allow-list");
  }

  @Test
  void anAllowListThatCannotBeReadLetsNobodyIn() throws Exception {
    allow("everybody");
    refusedAs("list-unread", plugin(), Set.of(), "allowed-plugins, line 1, column 1");
    Admittance admittance = asking(Set.of());
    admittance.relisted();
    allow("name=* effect=pure capabilities=*");
    assertThat(admittance.relisted()).isTrue();
  }
}
