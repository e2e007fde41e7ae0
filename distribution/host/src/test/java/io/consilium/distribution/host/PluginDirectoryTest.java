package io.consilium.distribution.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginDirectoryTest {
  @TempDir private Path directory;
  private PluginDirectory plugins;

  @BeforeEach
  void begin() {
    plugins = new PluginDirectory(directory.resolve("plugins"), directory.resolve("shipped"));
  }

  private JarIdentity jar(String file, String name, String version) throws Exception {
    Path jar = directory.resolve("built").resolve(file);
    Files.createDirectories(jar.getParent());
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-SymbolicName", name);
    main.putValue("Bundle-Version", version);
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return JarIdentity.of(jar);
  }

  @Test
  void aFileOfTheSameNameThatIsAnotherPluginsStays() throws Exception {
    Path first = plugins.copy(jar("expert.jar", "a.plugin", "1.0.0"), false);
    Path other = plugins.copy(jar("expert.jar", "b.plugin", "1.0.0"), false);
    Path next = plugins.copy(jar("expert.jar", "a.plugin", "1.1.0"), false);

    assertThat(other.getFileName().toString()).startsWith("b.plugin-1.0.0-");
    assertThat(next).isEqualTo(first);
    assertThat(plugins.jars())
        .extracting(JarIdentity::words)
        .containsExactlyInAnyOrder("a.plugin 1.1.0", "b.plugin 1.0.0");
  }

  @Test
  void nothingIsCopiedToAHiddenFileThatNobodySees() throws Exception {
    assertThat(plugins.copy(jar(".x.jar", ".odd", "1.0.0"), false).getFileName().toString())
        .startsWith("%2Eodd-1.0.0-");
    assertThat(plugins.trial(".odd")).hasFileName("%2Eodd.rollout");
  }

  @Test
  void aJarThatIsAnotherByTheTimeItIsCopiedIsNotInstalled() throws Exception {
    JarIdentity looked = jar("expert.jar", "a.plugin", "1.0.0");
    jar("expert.jar", "a.plugin", "1.0.1");

    assertThatThrownBy(() -> plugins.copy(looked, false))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("changed while it was copied");
    assertThat(plugins.directory()).isEmptyDirectory();
  }

  @Test
  void onlyOneVersionIsTriedAndOneThatIsGoneHoldsNobodyUp() throws Exception {
    plugins.copy(jar("a-1.jar", "a.plugin", "1.0.0"), false);
    JarIdentity two = jar("a-2.jar", "a.plugin", "2.0.0");
    JarIdentity three = jar("a-3.jar", "a.plugin", "3.0.0");

    plugins.writeTrial(two, Optional.empty());
    Path copied = plugins.copy(two, true);
    assertThatThrownBy(() -> plugins.writeTrial(three, Optional.of(0.1)))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("plugin promote a.plugin, or ./consilium plugin rollback a.plugin");

    Files.delete(copied);
    assertThatThrownBy(() -> plugins.writeTrial(three, Optional.of(0.1)))
        .hasMessageContaining("is tried already");
    Files.setLastModifiedTime(plugins.trial("a.plugin"), FileTime.fromMillis(0));
    plugins.writeTrial(three, Optional.of(0.1));
    assertThat(plugins.trial("a.plugin")).content().contains("candidate = " + three.digest());
  }

  @Test
  void whoServesIsNotTriedBesideAnOlderOne() throws Exception {
    plugins.copy(jar("a-1.jar", "a.plugin", "1.0.0"), false);
    JarIdentity two = jar("a-2.jar", "a.plugin", "2.0.0");
    plugins.copy(two, false);

    assertThatThrownBy(() -> plugins.writeTrial(two, Optional.of(0.1)))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("it would step down for an older one");
    assertThat(plugins.trial("a.plugin")).doesNotExist();
  }
}
