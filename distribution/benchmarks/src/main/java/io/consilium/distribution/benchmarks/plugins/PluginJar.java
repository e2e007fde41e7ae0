package io.consilium.distribution.benchmarks.plugins;

import io.consilium.distribution.benchmarks.plugins.guest.HostileExpert;
import io.consilium.distribution.benchmarks.plugins.guest.HostileModule;
import io.consilium.distribution.benchmarks.plugins.guest.SteadyExpert;
import io.consilium.distribution.benchmarks.plugins.guest.SteadyModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A plugin packed while a benchmark runs: another version is other bytes. */
final class PluginJar {
  private static final String IMPORTS =
      "com.google.inject,com.google.inject.binder,com.google.inject.multibindings,jakarta.inject,"
          + "io.consilium.api.expert,io.consilium.api.host,io.consilium.api.task,org.osgi.framework";

  private PluginJar() {}

  /**
   * One that answers.
   *
   * @param name symbolic name, and the expert's id
   */
  static byte[] steady(
      String name, String version, String capability, long callMillis, long warmMillis)
      throws IOException {
    Map<String, String> headers =
        Map.of(
            SteadyExpert.CAPABILITY,
            capability,
            SteadyExpert.CALL_MILLIS,
            Long.toString(callMillis),
            SteadyExpert.WARM_MILLIS,
            Long.toString(warmMillis));
    return pack(name, version, headers, SteadyModule.class, SteadyExpert.class);
  }

  /** One that misbehaves. */
  static byte[] hostile() throws IOException {
    Class<?> inner = HostileExpert.class.getDeclaredClasses()[0];
    return pack(
        HostileExpert.NAME, "1.0.0", Map.of(), HostileModule.class, HostileExpert.class, inner);
  }

  private static byte[] pack(
      String name, String version, Map<String, String> headers, Class<?>... types)
      throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", name);
    main.putValue("Bundle-Version", version);
    main.putValue("Import-Package", IMPORTS);
    main.putValue("Consilium-Module", types[0].getName());
    headers.forEach(main::putValue);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes)) {
      jar.putNextEntry(new JarEntry("META-INF/MANIFEST.MF"));
      manifest.write(jar);
      for (Class<?> type : types) {
        String path = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(path));
        try (InputStream in = PluginJar.class.getResourceAsStream("/" + path)) {
          in.transferTo(jar);
        }
      }
    }
    return bytes.toByteArray();
  }

  /** Puts a plugin where the deployer looks, as {@code plugin install} does. */
  static void drop(Path plugins, String name, byte[] jar) throws IOException {
    Path part = plugins.resolve(name + ".jar.part");
    Files.write(part, jar);
    // Not atomic, Java deletes the old file first, and the plugin is removed if a look falls
    // between.
    Files.move(part, plugins.resolve(name + ".jar"), StandardCopyOption.ATOMIC_MOVE);
  }

  static void remove(Path plugins, String name) throws IOException {
    Files.deleteIfExists(plugins.resolve(name + ".jar"));
  }
}
