package io.consilium.distribution.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenProjectTest {
  @TempDir Path directory;

  @Test
  void aDirectoryWithoutAPomIsNoProject() {
    assertThatThrownBy(() -> MavenProject.at(directory))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("no pom.xml in " + directory)
        .hasMessageContaining("Maybe");
  }

  @Test
  void theNewestBundleIsWhatWasBuilt() throws IOException {
    Files.createFile(directory.resolve("pom.xml"));
    MavenProject project = MavenProject.at(directory);
    assertThat(project.jar()).isEmpty();

    jar("my-1.0.jar", true, 1_000);
    Path newer = jar("my-1.1.jar", true, 2_000);
    jar("my-1.1-sources.jar", false, 3_000);

    assertThat(project.jar()).contains(newer);
  }

  private Path jar(String name, boolean bundle, long time) throws IOException {
    Path file = Files.createDirectories(directory.resolve("target")).resolve(name);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (bundle) {
      manifest.getMainAttributes().putValue("Bundle-SymbolicName", "my");
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      new JarOutputStream(out, manifest).close();
    }
    return Files.setLastModifiedTime(file, FileTime.fromMillis(time));
  }
}
