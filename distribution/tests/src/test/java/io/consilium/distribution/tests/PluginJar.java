package io.consilium.distribution.tests;

import io.consilium.distribution.tests.plugin.VersionExpert;
import io.consilium.distribution.tests.plugin.VersionModule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A plugin made while the test runs. */
final class PluginJar {
  private static final String IMPORTS =
      "com.google.inject,com.google.inject.binder,com.google.inject.multibindings,jakarta.inject,"
          + "io.consilium.api.expert,io.consilium.api.host,io.consilium.api.task,org.osgi.framework";

  private PluginJar() {}

  /** The bytes of a bundle that holds {@link VersionExpert}. */
  static byte[] of(String name, String version, String imports) throws IOException {
    return of(name, version, imports, VersionModule.class, VersionExpert.class);
  }

  /** The bytes of a bundle that holds a module and more. */
  static byte[] of(String name, String version, String imports, Class<?> module, Class<?>... more)
      throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", name);
    main.putValue("Bundle-Version", version);
    main.putValue("Import-Package", IMPORTS + imports);
    main.putValue("Consilium-Module", module.getName());
    Map<String, byte[]> files = new LinkedHashMap<>();
    List<Class<?>> types = new ArrayList<>(List.of(more));
    types.add(module);
    for (Class<?> type : types) {
      String path = type.getName().replace('.', '/') + ".class";
      try (InputStream in = PluginJar.class.getResourceAsStream("/" + path)) {
        files.put(path, in.readAllBytes());
      }
    }
    return pack(manifest, files);
  }

  /** The bytes of a bundle as it is, under another version. */
  static byte[] versioned(Path bundle, String version) throws IOException {
    return headed(Files.readAllBytes(bundle), "Bundle-Version", version);
  }

  /** The bytes of a bundle as it is, with another line in its manifest. */
  static byte[] headed(byte[] bundle, String header, String value) throws IOException {
    return changed(bundle, Map.of(header, value), Map.of());
  }

  /** The bytes of a bundle with one more file in it. */
  static byte[] with(byte[] bundle, String path, String content) throws IOException {
    return changed(bundle, Map.of(), Map.of(path, content.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] changed(
      byte[] bundle, Map<String, String> headers, Map<String, byte[]> more) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(bundle))) {
      Manifest manifest = in.getManifest();
      headers.forEach(manifest.getMainAttributes()::putValue);
      for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
      files.putAll(more);
      return pack(manifest, files);
    }
  }

  /** Packs path to content, in this order. */
  static byte[] pack(Manifest manifest, Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes)) {
      put(jar, "META-INF/MANIFEST.MF");
      manifest.write(jar);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        put(jar, file.getKey());
        jar.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  /** Begins an entry without a time, so that equal plugins are equal bytes. */
  private static void put(JarOutputStream jar, String path) throws IOException {
    JarEntry entry = new JarEntry(path);
    entry.setTime(0);
    jar.putNextEntry(entry);
  }

  /** Puts a plugin where the deployer looks, as {@code plugin install} does. */
  static void drop(Path plugins, String name, String version) throws IOException {
    drop(plugins, name, of(name, version, ""));
  }

  static void drop(Path plugins, String name, byte[] jar) throws IOException {
    Files.createDirectories(plugins);
    Path part = plugins.resolve(name + ".jar.part");
    Files.write(part, jar);
    // Not atomic, Java deletes the old file first, and the plugin is removed if a look falls
    // between.
    Files.move(part, plugins.resolve(name + ".jar"), StandardCopyOption.ATOMIC_MOVE);
  }
}
