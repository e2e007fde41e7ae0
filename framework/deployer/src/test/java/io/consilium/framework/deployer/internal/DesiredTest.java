package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.task.Digest;
import io.consilium.framework.deployer.internal.PluginFolder.Finding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

class DesiredTest {
  @Test
  void theUsersDirectoryWinsWhateverTheVersion() {
    PluginJar users = jar("user/a.jar", "a", "1.0.0");
    PluginJar shipped = jar("home/a.jar", "a", "2.0.0");
    PluginJar other = jar("home/b.jar", "b", "1.0.0");

    Desired desired =
        Desired.of(List.of(List.of(finding(users)), List.of(finding(shipped), finding(other))));

    assertThat(desired.jars().values()).containsExactly(users, other);
    assertThat(desired.shadowed()).containsOnlyKeys(shipped).containsValue(users);
  }

  @Test
  void inOneDirectoryTheHigherVersionWins() {
    PluginJar one = jar("a-1.jar", "a", "1.9.0");
    PluginJar two = jar("a-2.jar", "a", "1.10.0");

    for (List<Finding> order :
        List.of(List.of(finding(one), finding(two)), List.of(finding(two), finding(one)))) {
      Desired desired = Desired.of(List.of(order));
      assertThat(desired.jars()).containsEntry("a", two);
      assertThat(desired.shadowed()).containsEntry(one, two);
    }
  }

  private static Finding finding(PluginJar jar) {
    return new Finding(jar.file(), jar, null);
  }

  private static PluginJar jar(String file, String name, String version) {
    Digest digest = Digest.of(file.getBytes(StandardCharsets.UTF_8));
    return new PluginJar(Path.of(file), name, Version.parseVersion(version), digest);
  }
}
