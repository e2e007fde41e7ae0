package io.consilium.distribution.tests;

import io.consilium.api.expert.Expert;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * A plugin's first expert in a process of its own, made by the bundles as they ship, in a framework
 * that shares the contract with the test.
 */
final class Apart implements AutoCloseable {
  private static final List<String> STARTED =
      List.of("io.consilium.framework.modules", "io.consilium.framework.isolation");

  private final Path work;
  private final Felix felix;
  private final Expert expert;

  Apart(Path plugin) throws Exception {
    work = Distribution.workDirectory();
    felix = new Felix(properties());
    felix.init();
    BundleContext context = felix.getBundleContext();
    List<Bundle> bundles = new ArrayList<>();
    for (Path jar : jars()) {
      bundles.add(context.installBundle("reference:" + jar.toUri()));
    }
    felix.start();
    for (Bundle bundle : bundles) {
      if (STARTED.contains(bundle.getSymbolicName())) {
        bundle.start();
      }
    }
    Path kept = Files.createDirectory(work.resolve("store")).resolve("plugin.jar");
    context.installBundle("reference:" + Files.copy(plugin, kept).toUri()).start();
    ServiceReference<Expert> reference = context.getServiceReference(Expert.class);
    if (reference == null) {
      close();
      throw new IllegalStateException("The plugin offers no expert; the log says why.");
    }
    expert = context.getService(reference);
  }

  private Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("org.osgi.framework.storage", work.resolve("felix").toString());
    properties.put("org.osgi.framework.bootdelegation", "io.consilium.api.*");
    properties.put("org.osgi.framework.bundle.parent", "app");
    properties.put(
        "org.osgi.framework.system.packages.extra",
        "org.slf4j;version=2.0.18,org.slf4j.event;version=2.0.18,org.slf4j.helpers;version=2.0.18,"
            + "org.slf4j.spi;version=2.0.18");
    properties.put("consilium.work", work.toString());
    properties.put("consilium.plugins.isolated", "all");
    return properties;
  }

  private static List<Path> jars() throws IOException {
    List<Path> jars = new ArrayList<>();
    for (String level : List.of("10", "20", "30")) {
      try (Stream<Path> list = Files.list(Distribution.home().resolve("bundles").resolve(level))) {
        list.sorted().forEach(jars::add);
      }
    }
    return jars;
  }

  Expert expert() {
    return expert;
  }

  @Override
  public void close() throws Exception {
    felix.stop();
    felix.waitForStop(20_000);
    try (Stream<Path> all = Files.walk(work)) {
      all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }
}
