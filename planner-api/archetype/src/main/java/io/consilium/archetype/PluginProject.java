package io.consilium.archetype;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * A plugin's project, about to be written: one class, a Guice module, a conformance test, a
 * container test, a README and a pom of its own.
 *
 * @param kind one of {@link #KINDS}
 * @param name artifact id and id of the plugin, such as {@code my-fraud}
 * @param packageName Java package, such as {@code com.example.myfraud}
 */
public record PluginProject(String kind, String name, String packageName) {
  /** What can be plugged in. */
  public static final List<String> KINDS =
      List.of("expert", "verifier", "planner", "gate", "halting");

  static final String VERSION = "1.0.0-SNAPSHOT";
  private static final String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
  private static final int LONGEST = 48;

  /**
   * @throws IllegalArgumentException if a value cannot stand in a pom or in Java; the message is
   *     for a person
   */
  public PluginProject {
    if (!KINDS.contains(kind)) {
      throw new IllegalArgumentException(
          "There is no such kind of plugin (" + kind + "). Maybe use one of: " + joined() + ".");
    }
    if (!name.matches(NAME) || name.length() > LONGEST) {
      throw new IllegalArgumentException(
          "Not a plugin's name ("
              + name
              + "). Maybe use up to "
              + LONGEST
              + " lower-case letters and digits, with single dashes between words, such as"
              + " my-fraud.");
    }
    if (!SourceVersion.isName(packageName, SourceVersion.RELEASE_17)) {
      throw new IllegalArgumentException(
          "Not a Java package ("
              + packageName
              + "). Maybe name one with --package, such as com.example.fraud.");
    }
  }

  /** A project in the package {@code com.example} and the name without its dashes. */
  public static PluginProject of(String kind, String name) {
    return new PluginProject(kind, name, "com.example." + name.replace("-", ""));
  }

  private static String joined() {
    return String.join(", ", KINDS) + ", " + PythonProject.KIND;
  }

  /** The name in camel case, such as {@code MyFraud}: what every class begins with. */
  public String className() {
    return Stream.of(name.split("-"))
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining());
  }

  /** The jar that its build makes, from the project's directory. */
  public Path jar() {
    return Path.of("target", name + "-" + VERSION + ".jar");
  }

  /**
   * Writes the project.
   *
   * @param directory made if it is not there
   * @return the files, in the order in which they were written
   * @throws FileAlreadyExistsException if the directory holds anything; nothing is written then
   */
  public List<Path> write(Path directory) throws IOException {
    return ProjectFiles.write(directory, files());
  }

  /** Path in the project to content. */
  Map<String, String> files() throws IOException {
    Map<String, String> values = values();
    Map<String, String> files = new LinkedHashMap<>();
    for (Templates.Template template : Templates.of(kind)) {
      files.put(template.path(values), Templates.fill(template.read(), values));
    }
    return files;
  }

  /** What stands in for the placeholders of the templates. */
  Map<String, String> values() {
    int last = packageName.lastIndexOf('.');
    return Map.of(
        "kind", kind,
        "artifactId", name,
        "groupId", last < 0 ? packageName : packageName.substring(0, last),
        "version", VERSION,
        "package", packageName,
        "className", className());
  }
}
