package io.consilium.governance.telemetry.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;

/** The bundle as built, in a framework with nothing but what it imports. */
@Timeout(120)
class TelemetryBundleIT {
  private static final List<String> IMPORTED =
      List.of(
          "jackson-core",
          "jackson-databind",
          "jackson-annotations",
          "jackson-datatype-jdk8",
          "jackson-datatype-jsr310",
          "io.consilium.api",
          "io.consilium.json",
          "io.consilium.governance.ledger");

  @TempDir Path directory;

  @Test
  void bringsAllThatItNeedsToShipSpans() throws Exception {
    try (SampleLedger ledger = new SampleLedger(directory.resolve("work").resolve("ledger"))) {
      ledger.tasks(0, 2);
    }
    try (LoopbackCollector loopback = new LoopbackCollector()) {
      Framework framework = framework(loopback);
      framework.start();
      try {
        Bundle bundle = install(framework.getBundleContext());
        bundle.start();
        loopback.asked.await();
      } finally {
        framework.stop();
        framework.waitForStop(0);
      }

      assertThat(loopback.spans()).hasSize(2 * SampleTask.SPANS);
    }
  }

  private Framework framework(LoopbackCollector loopback) {
    return new FrameworkFactory()
        .newFramework(
            Map.of(
                "org.osgi.framework.storage",
                directory.resolve("felix").toString(),
                "org.osgi.framework.system.packages.extra",
                "org.slf4j;version=2.0.18",
                "consilium.work",
                directory.resolve("work").toString(),
                Settings.ENDPOINT,
                loopback.url().toString()));
  }

  private static Bundle install(BundleContext context) throws Exception {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      String name = Path.of(entry).getFileName().toString().replaceFirst("-[0-9].*", "");
      if (IMPORTED.contains(name)) {
        context.installBundle("reference:" + Path.of(entry).toUri());
      }
    }
    assertThat(Arrays.stream(context.getBundles())).hasSize(1 + IMPORTED.size());
    return context.installBundle("reference:" + Path.of(System.getProperty("bundle")).toUri());
  }
}
