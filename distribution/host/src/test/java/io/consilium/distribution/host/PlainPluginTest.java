package io.consilium.distribution.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.archetype.PythonProject;
import io.consilium.json.Example;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainPluginTest {
  @TempDir private Path directory;
  private Path project;

  @BeforeEach
  void begin() throws Exception {
    project = directory.resolve("my-fraud");
    new PythonProject("my-fraud").write(project);
  }

  @Test
  void aProjectInPythonIsPackedAsABundleThatCarriesItsExamples() throws Exception {
    Files.writeString(Files.createDirectory(project.resolve("__pycache__")).resolve("x.pyc"), "x");
    Files.writeString(project.resolve(".env"), "SECRET=1");
    PlainPlugin plugin = PlainPlugin.of(project);
    Path jar = project.resolve(plugin.jarName());
    plugin.pack(jar);

    assertThat(jar).hasFileName("my-fraud-1.0.0.jar");
    assertThat(JarIdentity.of(jar).words()).isEqualTo("my-fraud 1.0.0");
    assertThat(Example.in(jar)).extracting(Example::name).containsExactly("blanks", "nothing");
    try (JarFile file = new JarFile(jar.toFile())) {
      assertThat(file.getManifest().getMainAttributes().getValue("Consilium-Bridge"))
          .isEqualTo("bridge.yaml");
      assertThat(file.stream().map(ZipEntry::getName))
          .startsWith("META-INF/MANIFEST.MF")
          .contains("expert.py", "consilium_bridge.py", "bridge.yaml")
          .noneMatch(name -> name.contains("pycache") || name.startsWith(".env"));
    }
  }

  @Test
  void equalFilesMakeEqualJars() throws Exception {
    Path one = directory.resolve("one.jar");
    Path two = directory.resolve("two.jar");
    PlainPlugin.of(project).pack(one);
    Files.setLastModifiedTime(
        project.resolve("expert.py"), java.nio.file.attribute.FileTime.fromMillis(0));
    PlainPlugin.of(project).pack(two);
    assertThat(one).hasSameBinaryContentAs(two);
  }

  @Test
  void whatIsMissingIsSaid() throws Exception {
    assertThatThrownBy(() -> PlainPlugin.of(directory))
        .hasMessageContaining("manifest.txt")
        .hasMessageContaining("plugin new python");
    Path manifest = project.resolve("manifest.txt");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("Bundle-Version: 1.0.0", "Bundle-Version: one"));
    assertThatThrownBy(() -> PlainPlugin.of(project)).hasMessageContaining("names no version");
    Files.writeString(manifest, text.replace("Bundle-Version: 1.0.0\n", ""));
    assertThatThrownBy(() -> PlainPlugin.of(project)).hasMessageContaining("no Bundle-Version");
    Files.writeString(manifest, text);
    Files.delete(project.resolve("bridge.yaml"));
    assertThatThrownBy(() -> PlainPlugin.of(project)).hasMessageContaining("bridge.yaml");
  }

  @Test
  void whatIsWatchedWhileDevelopingIsPackedAtEachSave() throws Exception {
    DevProject dev = DevProject.at(project);
    SourceWatch watch = new SourceWatch(dev);
    assertThat(dev.build().well()).isTrue();
    String first = JarIdentity.of(dev.jar().orElseThrow()).digest();

    Files.writeString(project.resolve("more.py"), "x = 1");
    watch.awaitSave();
    dev.build();

    assertThat(JarIdentity.of(dev.jar().orElseThrow()).digest()).isNotEqualTo(first);
    assertThat(dev.testsItself()).isFalse();
    assertThat(dev.tested(0)).containsExactly("packed");
    assertThat(dev.sources())
        .contains(project.resolve("manifest.txt"), project.resolve("expert.py"))
        .doesNotContain(dev.jar().orElseThrow());
  }

  @Test
  void aDirectoryThatIsNoProjectIsNotWatched() {
    assertThatThrownBy(() -> DevProject.at(directory))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("There is no pom.xml in")
        .hasMessageContaining("nor a manifest.txt");
  }
}
