package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;

class SiblingsTest {
  @TempDir Path directory;

  @Test
  void eachIsReadOnceHoweverMuchIsMissing() throws Exception {
    Path other =
        Files.write(
            directory.resolve("other.jar"),
            Jars.bundle(
                Map.of("Bundle-SymbolicName", "other", "Export-Package", "acme.one,acme.two")));
    Files.write(directory.resolve("garbage.jar"), new byte[] {1});
    Siblings siblings = new Siblings(directory.resolve("mine.jar"));

    assertThat(siblings.offering("acme.one", bundle())).startsWith("other.jar beside it does");
    Files.delete(other);

    assertThat(siblings.offering("acme.two", bundle())).startsWith("other.jar beside it does");
    assertThat(siblings.offering("acme.three", bundle())).isEmpty();
  }

  /** It offers nothing. */
  private static Bundle bundle() {
    return fake(Bundle.class, fake(BundleRevision.class, List.of()));
  }

  private static <T> T fake(Class<T> type, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> answer));
  }
}
