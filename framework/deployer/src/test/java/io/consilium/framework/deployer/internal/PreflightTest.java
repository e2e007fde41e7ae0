package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.FrameworkWiring;

/** What a person is told when a plugin does not resolve, word by word, by a real resolver. */
class PreflightTest {
  private static final String IMPORT = "Import-Package";
  private static final String EXPORT = "Export-Package";

  @TempDir Path directory;
  private Framework framework;

  @BeforeEach
  void start() throws Exception {
    framework = new Framework(directory.resolve("cache"), "io.consilium.api.expert;version=0.2.0");
  }

  @AfterEach
  void stop() throws Exception {
    framework.close();
  }

  private Bundle install(String name, String version, String... headers) throws Exception {
    return framework.install(jar(name, version, headers));
  }

  private static byte[] jar(String name, String version, String... headers) throws IOException {
    Map<String, String> all = new TreeMap<>();
    all.put("Bundle-SymbolicName", name);
    all.put("Bundle-Version", version);
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return Jars.bundle(all);
  }

  private void saysOf(Bundle bundle, String golden) throws Exception {
    assertThat(
            framework
                .context()
                .getBundle(0)
                .adapt(FrameworkWiring.class)
                .resolveBundles(Set.of(bundle)))
        .isFalse();
    String said =
        String.join(
            "\n",
            new Preflight(framework.context(), directory.resolve("plugins/my.jar"))
                .missing(bundle));
    try (InputStream in = PreflightTest.class.getResourceAsStream("resolution/" + golden)) {
      assertThat(said.replace(System.getProperty("java.specification.version"), "{java}"))
          .as(golden)
          .isEqualTo(
              in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
    }
  }

  @Test
  void aPackageThatNobodyOffers() throws Exception {
    saysOf(
        install("my.fraud", "1.0.0", IMPORT, "com.acme.risk;version=\"[1.2,2)\",com.acme.text"),
        "nobody-offers.txt");
  }

  @Test
  void aPackageInAnotherVersion() throws Exception {
    install("acme.risk", "3.1.0", EXPORT, "com.acme.risk;version=3.0.0");
    saysOf(
        install("my.fraud", "1.0.0", IMPORT, "com.acme.risk;version=\"[1.2,2)\""),
        "another-version.txt");
  }

  @Test
  void aNewerContract() throws Exception {
    saysOf(
        install("my.fraud", "1.0.0", IMPORT, "io.consilium.api.expert;version=\"[0.9,1)\""),
        "newer-contract.txt");
  }

  @Test
  void anOlderContract() throws Exception {
    saysOf(
        install("my.fraud", "1.0.0", IMPORT, "io.consilium.api.expert;version=\"[0.1,0.2)\""),
        "older-contract.txt");
  }

  @Test
  void anotherJava() throws Exception {
    saysOf(
        install(
            "my.fraud",
            "1.0.0",
            "Require-Capability",
            "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\""),
        "another-java.txt");
  }

  @Test
  void aServiceABundleAndACapability() throws Exception {
    saysOf(
        install(
            "my.fraud",
            "1.0.0",
            "Require-Bundle",
            "acme.base;bundle-version=\"[2.0.0,2.0.0]\"",
            "Require-Capability",
            "osgi.service;filter:=\"(objectClass=com.acme.Rates)\";effective:=resolve,"
                + "com.acme.gpu;filter:=\"(cores>=4)\""),
        "other-needs.txt");
  }

  @Test
  void aServiceThatComesLaterKeepsNobodyBack() throws Exception {
    Bundle bundle =
        install(
            "my.fraud",
            "1.0.0",
            "Require-Capability",
            "osgi.service;filter:=\"(objectClass=com.acme.Rates)\";effective:=active");
    bundle.start();
    assertThat(new Preflight(framework.context(), directory).missing(bundle)).isEmpty();
  }

  @Test
  void twoVersionsOfOneLibrary() throws Exception {
    install("acme.lib", "1.0.0", EXPORT, "com.acme.lib;version=1.0.0");
    install("acme.lib", "2.0.0", EXPORT, "com.acme.lib;version=2.0.0");
    install(
        "acme.helper",
        "1.5.0",
        IMPORT,
        "com.acme.lib;version=\"[2,3)\"",
        EXPORT,
        "com.acme.helper;uses:=\"com.acme.lib\"");
    saysOf(
        install("my.fraud", "1.0.0", IMPORT, "com.acme.lib;version=\"[1,2)\",com.acme.helper"),
        "two-versions.txt");
  }

  @Test
  void aLibraryInsideThatAnotherShowsToo() throws Exception {
    install("acme.lib", "2.0.0", EXPORT, "com.acme.lib;version=2.0.0");
    install(
        "acme.helper",
        "1.5.0",
        IMPORT,
        "com.acme.lib;version=\"[2,3)\"",
        EXPORT,
        "com.acme.helper;uses:=\"com.acme.lib\"");
    saysOf(
        install(
            "my.fraud", "1.0.0", IMPORT, "com.acme.helper", EXPORT, "com.acme.lib;version=1.0.0"),
        "own-and-another.txt");
  }

  @Test
  void twoThatNeedEachOtherAndOneNeedsMore() throws Exception {
    install(
        "my.rates",
        "2.0.0",
        IMPORT,
        "my.fraud.api,com.acme.gone;version=\"[1,2)\"",
        EXPORT,
        "my.rates.api");
    saysOf(
        install("my.fraud", "1.0.0", IMPORT, "my.rates.api", EXPORT, "my.fraud.api"),
        "cyclic-and-missing.txt");
  }

  @Test
  void twoThatNeedEachOtherAndComeOneByOne() throws Exception {
    Path plugins = Files.createDirectories(directory.resolve("plugins"));
    Files.write(
        plugins.resolve("rates.jar"),
        jar("my.rates", "2.0.0", IMPORT, "my.fraud.api", EXPORT, "my.rates.api;version=1.0.0"));
    Files.writeString(plugins.resolve("broken.jar"), "no jar");
    saysOf(
        install("my.fraud", "1.0.0", IMPORT, "my.rates.api", EXPORT, "my.fraud.api"),
        "cyclic-one-by-one.txt");
  }

  @Test
  void anotherBesideItThatDoesNotRun() throws Exception {
    Path plugins = Files.createDirectories(directory.resolve("plugins"));
    Files.write(plugins.resolve("rates.jar"), jar("my.rates", "2.0.0", EXPORT, "my.rates.api"));
    saysOf(install("my.fraud", "1.0.0", IMPORT, "my.rates.api"), "beside-it.txt");
  }
}
