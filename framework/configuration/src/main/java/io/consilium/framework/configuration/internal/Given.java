package io.consilium.framework.configuration.internal;

import io.consilium.api.task.Digest;
import io.consilium.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All that is set for one pid, wherever it stands. References stand as they are written. */
record Given(String pid, Map<String, Setting> settings) {
  /** The revision of a configuration that sets nothing: the digest of no bytes. */
  static final String NOTHING = Digest.of(new byte[0]).hex();

  /**
   * What is set under a key.
   *
   * @param from the file, as messages call it
   * @param line in that file; 0 if not known
   */
  record Setting(String from, int line, boolean list, List<String> values) {
    Setting {
      values = List.copyOf(values);
    }

    String where() {
      return ConfigFile.at(from, line);
    }
  }

  /**
   * Puts a plugin's file and its section of the host's properties together.
   *
   * @param properties key to value, without the pid
   * @throws BadConfiguration if both set a key
   */
  static Given of(String pid, ConfigFile file, Map<String, String> properties)
      throws BadConfiguration {
    Map<String, Setting> all = new LinkedHashMap<>();
    properties.forEach(
        (key, value) ->
            all.put(key, new Setting("consilium.properties", 0, false, List.of(value))));
    List<String> problems = new ArrayList<>();
    file.entries()
        .forEach(
            (key, entry) -> {
              Setting setting =
                  new Setting(file.name(), entry.line(), entry.list(), entry.values());
              if (all.put(key, setting) != null) {
                problems.add(
                    setting.where()
                        + "\""
                        + key
                        + "\" is also set in consilium.properties, as "
                        + pid
                        + "."
                        + key
                        + ". Maybe remove one of the two.");
              }
            });
    if (!problems.isEmpty()) {
      throw new BadConfiguration(problems);
    }
    return new Given(pid, all);
  }

  /** Digest of what is set, in hex; empty if nothing is. Where it stands makes no difference. */
  Optional<String> revision() {
    if (settings.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> canonical = new TreeMap<>();
    settings.forEach(
        (key, setting) ->
            canonical.put(key, setting.list() ? setting.values() : setting.values().get(0)));
    return Optional.of(Digest.of(Json.canonical(canonical)).hex());
  }
}
