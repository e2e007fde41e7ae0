package io.consilium.distribution.host;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/** Reads the settings: the distribution's, then the work directory's, which win. */
final class Configuration {
  private Configuration() {}

  static Map<String, String> read(Home home, Path work) {
    Properties properties = new Properties();
    for (Path file : List.of(home.configuration(), work.resolve("consilium.properties"))) {
      load(properties, file);
    }
    Map<String, String> settings = new LinkedHashMap<>();
    for (String name : new TreeSet<>(properties.stringPropertyNames())) {
      settings.put(name, properties.getProperty(name));
    }
    return settings;
  }

  private static void load(Properties properties, Path file) {
    if (!Files.exists(file)) {
      return;
    }
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      throw Complaint.usage(
          "The settings in " + file + " cannot be read (" + e.getMessage() + ").");
    }
  }
}
