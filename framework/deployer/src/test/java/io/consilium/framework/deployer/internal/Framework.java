package io.consilium.framework.deployer.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/** A framework without a house. */
final class Framework implements AutoCloseable {
  private final org.osgi.framework.launch.Framework felix;

  /**
   * @param packages offered by the framework besides Java's own, as in {@code Export-Package}
   */
  Framework(Path cache, String packages) throws BundleException {
    felix =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    cache.toString(),
                    Constants.FRAMEWORK_BSNVERSION,
                    Constants.FRAMEWORK_BSNVERSION_MULTIPLE,
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    packages,
                    "felix.log.level",
                    "0"));
    felix.start();
  }

  BundleContext context() {
    return felix.getBundleContext();
  }

  Bundle install(byte[] jar) throws BundleException, IOException {
    try (ByteArrayInputStream in = new ByteArrayInputStream(jar)) {
      return context().installBundle("test:" + context().getBundles().length, in);
    }
  }

  @Override
  public void close() throws BundleException, InterruptedException {
    felix.stop();
    felix.waitForStop(10_000);
  }
}
