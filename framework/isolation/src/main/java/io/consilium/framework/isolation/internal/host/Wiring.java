package io.consilium.framework.isolation.internal.host;

import io.consilium.framework.isolation.internal.launch.Boot;
import io.consilium.framework.isolation.internal.launch.Launch;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** What a plugin is wired to, so that a child can begin with the same code. */
final class Wiring {
  private static final String REFERENCE = "reference:";

  private Wiring() {}

  /**
   * Lists what a child installs and starts.
   *
   * @param plugin resolved
   * @param child bundles that make a child out of a framework; the last one begins to serve
   * @throws IllegalArgumentException if the bytes of a bundle are in no file
   */
  static Properties of(Bundle plugin, List<Bundle> child) {
    Set<Bundle> libraries = closure(List.of(plugin));
    libraries.remove(plugin);
    Set<Bundle> all = closure(child);
    all.addAll(libraries);
    List<Bundle> started = new ArrayList<>(libraries);
    started.removeIf(bundle -> fragment(bundle) || child.contains(bundle));
    started.addAll(child);
    started.forEach(all::remove);
    Properties boot = new Properties();
    Boot.put(boot, Boot.BUNDLE, all.stream().map(Wiring::location).toList());
    Boot.put(boot, Boot.START, started.stream().map(Wiring::location).toList());
    boot.setProperty(Launch.PLUGIN, location(plugin));
    return boot;
  }

  /** These bundles and all that their wires lead to, fragments included; not the framework. */
  private static Set<Bundle> closure(Collection<Bundle> roots) {
    Set<Bundle> found = new LinkedHashSet<>();
    Deque<Bundle> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      Bundle bundle = open.remove();
      BundleWiring wiring = bundle.adapt(BundleWiring.class);
      if (wiring != null && bundle.getBundleId() != 0 && found.add(bundle)) {
        for (BundleWire wire : wiring.getRequiredWires(null)) {
          open.add(wire.getProvider().getBundle());
        }
        for (BundleWire wire : wiring.getProvidedWires(HostNamespace.HOST_NAMESPACE)) {
          open.add(wire.getRequirer().getBundle());
        }
      }
    }
    return found;
  }

  private static boolean fragment(Bundle bundle) {
    return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
  }

  static String location(Bundle bundle) {
    return REFERENCE + file(bundle).toUri();
  }

  /**
   * The file of a bundle's bytes.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Path file(Bundle bundle) {
    String location = bundle.getLocation();
    String url = location.startsWith(REFERENCE) ? location.substring(REFERENCE.length()) : location;
    if (url.startsWith("file:")) {
      Path file = Path.of(URI.create(url)).normalize();
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new IllegalArgumentException(
        "A child process needs the files of all that the plugin is wired to, and "
            + bundle.getSymbolicName()
            + " is in none ("
            + location
            + "). Maybe install it from a file.");
  }
}
