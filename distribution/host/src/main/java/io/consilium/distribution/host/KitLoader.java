package io.consilium.distribution.host;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.osgi.framework.Bundle;

/**
 * Loads the conformance kits beside a framework: their own classes and JUnit's from jars that no
 * bundle sees, the contract's from the framework, so that a kit and a plugin mean the same types.
 */
final class KitLoader extends URLClassLoader {
  private static final List<String> SHARED =
      List.of("io.consilium.api.", "io.consilium.json.", "com.fasterxml.jackson.");

  private final List<Bundle> contract;

  /**
   * @param contract bundles that load the contract's classes, asked in this order
   */
  KitLoader(URL[] jars, List<Bundle> contract) {
    super(jars, ClassLoader.getPlatformClassLoader());
    this.contract = List.copyOf(contract);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (SHARED.stream().noneMatch(name::startsWith)) {
      return super.findClass(name);
    }
    for (Bundle bundle : contract) {
      try {
        return bundle.loadClass(name);
      } catch (ClassNotFoundException e) {
        // The next one may have it.
      }
    }
    throw new ClassNotFoundException(name);
  }
}
