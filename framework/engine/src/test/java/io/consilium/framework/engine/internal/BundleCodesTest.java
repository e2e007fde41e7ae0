package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.ledger.Code;
import io.consilium.api.task.Digest;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.Felix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

@Timeout(60)
class BundleCodesTest {
  @TempDir Path directory;

  private Path jar(String version) throws Exception {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
    main.putValue(Constants.BUNDLE_SYMBOLICNAME, "some.plugin");
    main.putValue(Constants.BUNDLE_VERSION, version);
    Path jar = directory.resolve(version + ".jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out, manifest)) {
      packed.flush();
    }
    return jar;
  }

  @Test
  void nothingIsKeptOfABundleThatIsUninstalledAlsoIfItWasAskedAboutLater() throws Exception {
    Felix felix =
        new Felix(Map.of(Constants.FRAMEWORK_STORAGE, directory.resolve("cache").toString()));
    felix.start();
    try {
      BundleCodes codes = new BundleCodes(() -> null);
      for (String version : new String[] {"1.0.0", "1.0.1"}) {
        Path jar = jar(version);
        Bundle bundle = felix.getBundleContext().installBundle(jar.toUri().toString());
        Code code = codes.code("p", bundle, Optional.empty());

        assertThat(code.digest()).isEqualTo(Digest.of(Files.readAllBytes(jar)).hex());
        assertThat(code.version()).isEqualTo(version);
        assertThat(codes.size()).isEqualTo(1);
        codes.forget(bundle.getBundleId());
        assertThat(codes.size()).isZero();
        bundle.uninstall();
        codes.code("p", bundle, Optional.empty());
        assertThat(codes.size()).isZero();
      }
    } finally {
      felix.stop();
      felix.waitForStop(10_000);
    }
  }
}
