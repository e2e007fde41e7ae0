package io.consilium.framework.configuration.internal;

import io.consilium.framework.configuration.internal.ConfigFile.Entry;
import io.consilium.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Changes single keys of a file and leaves what people wrote around them, comments above all. */
final class ConfigEdit {
  /** What YAML takes as a text, whatever it says. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9$][A-Za-z0-9${}_./:-]*[A-Za-z0-9}]");

  private static final Set<String> NOTHING = Set.of("null", "Null", "NULL");

  private ConfigEdit() {}

  /**
   * The file with the change.
   *
   * @throws BadConfiguration if a key or value cannot stand in a file
   */
  static ConfigFile apply(ConfigFile file, Map<String, List<String>> set, Set<String> unset)
      throws BadConfiguration {
    List<String> lines = new ArrayList<>(List.of(file.text().split("\n", -1)));
    if (lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    Map<Integer, String> begins = new LinkedHashMap<>();
    for (Map.Entry<String, Entry> entry : file.entries().entrySet()) {
      String key = entry.getKey();
      if (set.containsKey(key) || unset.contains(key)) {
        for (int line = entry.getValue().line(); line <= entry.getValue().last(); line++) {
          begins.put(line - 1, "");
        }
        if (set.containsKey(key)) {
          begins.put(entry.getValue().line() - 1, written(key, set.get(key)));
        }
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      text.append(begins.containsKey(i) ? begins.get(i) : lines.get(i) + "\n");
    }
    set.forEach(
        (key, values) -> {
          if (!file.entries().containsKey(key)) {
            text.append(written(key, values));
          }
        });
    return sure(file, wanted(file, set, unset), text.toString());
  }

  /** Files that are written in another way than line by line are written anew. */
  private static ConfigFile sure(ConfigFile file, Map<String, List<String>> wanted, String text)
      throws BadConfiguration {
    try {
      ConfigFile edited = parse(file, text);
      if (values(edited).equals(wanted)) {
        return edited;
      }
    } catch (BadConfiguration e) {
      // Not written line by line.
    }
    StringBuilder anew = new StringBuilder();
    wanted.forEach((key, values) -> anew.append(written(key, values)));
    return parse(file, anew.toString());
  }

  private static ConfigFile parse(ConfigFile file, String text) throws BadConfiguration {
    return ConfigFile.parse(file.name(), text.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, List<String>> wanted(
      ConfigFile file, Map<String, List<String>> set, Set<String> unset) {
    Map<String, List<String>> wanted = new LinkedHashMap<>(values(file));
    wanted.keySet().removeAll(unset);
    wanted.putAll(set);
    return wanted;
  }

  private static Map<String, List<String>> values(ConfigFile file) {
    return file.entries().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> entry.getValue().values(),
                (one, other) -> one,
                LinkedHashMap::new));
  }

  private static String written(String key, List<String> values) {
    String value =
        values.size() == 1
            ? quoted(values.get(0))
            : values.stream().map(Json::text).collect(Collectors.joining(", ", "[", "]"));
    return quoted(key) + ": " + value + "\n";
  }

  private static String quoted(String text) {
    boolean plain = PLAIN.matcher(text).matches() || text.matches("[A-Za-z0-9]");
    return plain && !NOTHING.contains(text) && !(text.contains("{") && !text.startsWith("$"))
        ? text
        : Json.text(text);
  }
}
