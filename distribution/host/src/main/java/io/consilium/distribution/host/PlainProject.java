package io.consilium.distribution.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The project of a plugin without Java: packed, not built.
 *
 * @param directory holds the manifest.txt
 */
record PlainProject(Path directory) implements DevProject {
  @Override
  public Built build() throws IOException {
    PlainPlugin plugin = PlainPlugin.of(directory);
    plugin.pack(packed(plugin));
    return new Built(true, List.of());
  }

  private Path packed(PlainPlugin plugin) {
    return directory.resolve(plugin.jarName());
  }

  @Override
  public Optional<Path> jar() {
    return Optional.of(packed(PlainPlugin.of(directory)));
  }

  @Override
  public List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>(PlainPlugin.files(directory));
    sources.add(directory.resolve(PlainPlugin.FILE));
    return sources;
  }

  /** Its rules are asked once it works: that takes longer than a save should. */
  @Override
  public boolean testsItself() {
    return false;
  }

  @Override
  public List<String> tested(long sinceMillis) {
    return List.of("packed");
  }
}
