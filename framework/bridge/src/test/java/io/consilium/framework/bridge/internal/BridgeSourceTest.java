package io.consilium.framework.bridge.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertOutcome.Solved;
import io.consilium.api.host.Settings;
import io.consilium.framework.bridge.BridgeFailure;
import io.consilium.framework.modules.PublicationSource.Offer;
import io.consilium.tck.TestContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** Bundles that hold a guest, in a framework. */
class BridgeSourceTest {
  /** Says what a file beside it holds. */
  private static final String GUEST =
      """
      #!/bin/sh
      read -r hello
      echo '{"type":"ready","protocol":"consilium-bridge/1","experts":[{"id":"test.shell","description":"Tests.","capabilities":[{"name":"test.it","inputs":{"text":"text/plain"},"outputs":{"text":"text/plain"}}]}]}'
      while read -r line; do
        id=${line#*\\"id\\":\\"}; id=${id%%\\"*}
        case "$line" in
          *'"type":"warm"'*) echo '{"type":"warmed","id":"'$id'"}' ;;
          *'"type":"solve"'*) echo '{"type":"solved","id":"'$id'","confidence":1,"outputs":{"text":{"media":"text/plain","base64":"'$(base64 < data/word)'"}}}' ;;
        esac
      done
      """;

  @TempDir private Path directory;
  private final BridgeSource source = new BridgeSource("test");
  private Felix felix;

  @BeforeEach
  void start() throws Exception {
    felix =
        new Felix(
            Map.of(
                "org.osgi.framework.storage",
                directory.resolve("cache").toString(),
                "felix.log.level",
                "0"));
    felix.start();
  }

  @AfterEach
  void stop() throws Exception {
    felix.stop();
    felix.waitForStop(10_000);
  }

  private Bundle bundle(Map<String, String> files) throws Exception {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", "test.guest");
    main.putValue("Bundle-Version", "1.2.3");
    main.putValue("Consilium-Bridge", "bridge.yaml");
    Path jar = Files.createTempFile(directory, "plugin", ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        out.putNextEntry(new JarEntry(file.getKey()));
        out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    Bundle bundle = felix.getBundleContext().installBundle(jar.toUri().toString());
    bundle.start();
    return bundle;
  }

  private Offer offer(Map<String, String> files) throws Exception {
    Bundle bundle = bundle(files);
    assertThat(source.takes(bundle)).isTrue();
    return source.offer(bundle, Settings.EMPTY);
  }

  @Test
  void aGuestRunsOutsideUnlessItsJarBringsJavaForTheHostToo() {
    Attributes manifest = new Attributes();
    assertThat(source.place("test.guest", manifest)).isEmpty();

    manifest.putValue("Consilium-Bridge", "bridge.yaml");
    assertThat(source.place("test.guest", manifest).orElseThrow().outside()).isTrue();

    manifest.putValue("Bundle-Activator", "test.Sneaks");
    assertThat(source.place("test.guest", manifest).orElseThrow().outside()).isFalse();
  }

  @Test
  void aProgramThatTheBundleBringsRunsAmongItsFiles() throws Exception {
    Offer offer =
        offer(
            Map.of(
                "bridge.yaml", "command: [./bin/guest]\n",
                "bin/guest", GUEST,
                "data/word", "hello"));
    try (AutoCloseable behind = offer.behind()) {
      Expert expert = (Expert) offer.services().get(0);
      Solved solved = (Solved) expert.solve(Asked.text("x"), TestContext.create());
      assertThat(solved.outputs().get("text").open().readAllBytes()).asString().isEqualTo("hello");
    }
  }

  @Test
  void aGuestThatIsMadeAnewTakesNothingFromTheOneBefore() throws Exception {
    Bundle bundle =
        bundle(
            Map.of(
                "bridge.yaml", "command: [./bin/guest]\n",
                "bin/guest", GUEST,
                "data/word", "hello"));
    Offer first = source.offer(bundle, Settings.EMPTY);
    try (AutoCloseable before = first.behind()) {
      Offer second = source.offer(bundle, Settings.EMPTY);
      try (AutoCloseable after = second.behind()) {
        assertThat(said(first)).isEqualTo("hello");
        assertThat(said(second)).isEqualTo("hello");
      }
      assertThat(said(first)).isEqualTo("hello");
    }
    assertThat(bundle.getDataFile("guests")).isEmptyDirectory();
  }

  private static String said(Offer offer) throws Exception {
    Expert expert = (Expert) offer.services().get(0);
    Solved solved = (Solved) expert.solve(Asked.text("x"), TestContext.create());
    return new String(solved.outputs().get("text").open().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void aBundleWithoutItsFileOrWithAWrongOneIsSaidSo() throws Exception {
    assertThatThrownBy(() -> offer(Map.of()))
        .hasMessageContaining("holds no file (bridge.yaml)")
        .hasMessageContaining("Consilium-Bridge header");
    felix.getBundleContext().getBundle(1).uninstall();
    assertThatThrownBy(() -> offer(Map.of("bridge.yaml", "restarts: 2\n")))
        .hasMessageStartingWith("bridge.yaml cannot be used: either \"command\" or \"endpoint\"");
  }

  @Test
  void anEndpointThatIsAwayIsNamed() {
    assertThatThrownBy(() -> offer(Map.of("bridge.yaml", "endpoint: http://127.0.0.1:1/x\n")))
        .isInstanceOf(BridgeFailure.class)
        .hasMessageContaining("The endpoint 127.0.0.1:1 of test.guest cannot be used");
  }

  @Test
  void whatIsUnpackedIsWhatTheBundleHolds() throws Exception {
    Path to = directory.resolve("to");
    Files.createDirectories(to.resolve("old"));
    Contents.unpack(bundle(Map.of("a/b/c.txt", "c")), to);
    assertThat(to.resolve("a/b/c.txt")).hasContent("c");
    assertThat(to.resolve("old")).doesNotExist();
    assertThatThrownBy(() -> Contents.unpack(felix, Path.of("/proc/none")))
        .isInstanceOf(IOException.class);
  }
}
