package io.consilium.archetype;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plugin's project in Python, about to be written: an expert, the protocol's helper, examples
 * that the rules are tried with, and a README. It is packed by {@code consilium plugin pack},
 * without Maven.
 *
 * @param name symbolic name and id of the plugin, such as {@code my-fraud}
 */
public record PythonProject(String name) {
  /** What stands for it on the command line. */
  public static final String KIND = "python";

  private static final String ROOT = "/python-resources/";
  private static final List<String> FILES =
      List.of(
          "expert.py",
          "consilium_bridge.py",
          "bridge.yaml",
          "manifest.txt",
          "CONSILIUM-INF/examples/blanks.json",
          "CONSILIUM-INF/examples/nothing.json",
          "README.md");

  /**
   * @throws IllegalArgumentException if it is no plugin's name; the message is for a person
   */
  public PythonProject {
    PluginProject.of("expert", name);
  }

  /** The jar that packing makes, from the project's directory. */
  public Path jar() {
    return Path.of(name + "-1.0.0.jar");
  }

  /**
   * Writes the project.
   *
   * @param directory made if it is not there
   * @return the files, in the order in which they were written
   * @throws FileAlreadyExistsException if the directory holds anything; nothing is written then
   */
  public List<Path> write(Path directory) throws IOException {
    Map<String, String> values = PluginProject.of("expert", name).values();
    Map<String, String> files = new LinkedHashMap<>();
    for (String file : FILES) {
      files.put(file, Templates.fill(Templates.read(ROOT + file), values));
    }
    return ProjectFiles.write(directory, files);
  }
}
