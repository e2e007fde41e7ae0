package io.consilium.framework.configuration.internal;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files {@code <pid>.yaml} of one directory. Thread-safe; a pid has one part. */
final class ConfigDirectory {
  private static final String ENDING = ".yaml";
  private static final Pattern PID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

  private final Path directory;
  private Map<String, String> seen = new HashMap<>();
  private Map<String, String> settled = new TreeMap<>();
  private volatile Set<Path> strays = Set.of();

  ConfigDirectory(Path directory) {
    this.directory = directory;
  }

  /** Where a pid's file is, or would be. */
  Path file(String pid) {
    return directory.resolve(pid + ENDING);
  }

  /** How messages call a pid's file. */
  String name(String pid) {
    return directory.getFileName() + "/" + pid + ENDING;
  }

  /**
   * The pid that a file is for.
   *
   * @throws IllegalArgumentException if its name is none
   */
  static String pid(Path file) {
    String name = file.getFileName().toString();
    String pid = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : "";
    return checked(pid, name);
  }

  /**
   * The same pid.
   *
   * @throws IllegalArgumentException if it is none
   */
  static String checked(String pid, String given) {
    if (!PID.matcher(pid).matches()) {
      throw new IllegalArgumentException(
          "Not the configuration of a plugin ("
              + given
              + "). Maybe write the plugin's symbolic name, as ./consilium config list shows it.");
    }
    return pid;
  }

  /**
   * Looks at the files. One that changed counts as it was until two looks find the same, for it may
   * be half written.
   *
   * @return pid to text; texts that are too large are cut and stay too large
   * @throws IOException if the directory or a file cannot be read
   */
  synchronized Map<String, String> look() throws IOException {
    Map<String, String> found = read();
    Map<String, String> now = new TreeMap<>();
    found.forEach(
        (pid, text) -> {
          String before = settled.get(pid);
          String counts = text.equals(seen.get(pid)) ? text : before;
          if (counts != null) {
            now.put(pid, counts);
          }
        });
    settled.forEach(
        (pid, text) -> {
          if (!found.containsKey(pid) && seen.containsKey(pid)) {
            now.put(pid, text);
          }
        });
    seen = found;
    settled = now;
    return Map.copyOf(now);
  }

  /** Takes what is there as it is: nobody writes while the host starts. */
  synchronized Map<String, String> first() throws IOException {
    seen = read();
    settled = new TreeMap<>(seen);
    return Map.copyOf(seen);
  }

  private Map<String, String> read() throws IOException {
    Map<String, String> found = new HashMap<>();
    if (!Files.isDirectory(directory)) {
      return found;
    }
    try (Stream<Path> listed = Files.list(directory)) {
      List<Path> files = listed.toList();
      strays =
          files.stream().filter(ConfigDirectory::stray).collect(Collectors.toUnmodifiableSet());
      for (Path file : files.stream().filter(ConfigDirectory::named).toList()) {
        if (strays.contains(file)) {
          // A pipe would be waited for, and a link that leads nowhere is no wish for the defaults.
          Optional.ofNullable(seen.get(pid(file))).ifPresent(was -> found.put(pid(file), was));
          continue;
        }
        try {
          byte[] bytes = bytes(file);
          found.put(pid(file), new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
          // Removed while it was looked at.
          continue;
        }
      }
    }
    return found;
  }

  /** Files that were meant to be read, surely, and are not. */
  Set<Path> strays() {
    return strays;
  }

  private static boolean stray(Path file) {
    String name = file.getFileName().toString();
    return !named(file) && (name.endsWith(ENDING) || name.endsWith(".yml"))
        || named(file) && !Files.isRegularFile(file) && Files.exists(file, NOFOLLOW_LINKS);
  }

  private static boolean named(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(ENDING)
        && PID.matcher(name.substring(0, name.length() - ENDING.length())).matches();
  }

  /** A file's bytes; of one that is too large, as many as show it. */
  static byte[] bytes(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(ConfigFile.MOST_BYTES + 1);
    }
  }

  /** A file's content, read anew. */
  ConfigFile parse(String pid) throws IOException, BadConfiguration {
    try {
      return ConfigFile.parse(name(pid), bytes(file(pid)));
    } catch (NoSuchFileException e) {
      return ConfigFile.none(name(pid));
    }
  }

  /** A file of that content as {@link #look} found it. */
  ConfigFile parse(String pid, String text) throws BadConfiguration {
    return ConfigFile.parse(name(pid), text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Writes a file beside the one that holds; {@link #put} brings it there. */
  Path part(String pid, ConfigFile file) throws IOException {
    Files.createDirectories(directory);
    Path part = directory.resolve(pid + ENDING + ".part");
    try (FileChannel channel = FileChannel.open(part, CREATE, WRITE, TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(file.text().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      // Or the file could be there and empty once the power is back.
      channel.force(true);
    }
    return part;
  }

  /** A file's text as {@link #look} would find it; empty if there is none. */
  synchronized String settled(String pid) {
    return settled.getOrDefault(pid, "");
  }

  /** Puts a written part in place, whole, and takes it as seen. */
  synchronized void put(String pid, Path part, ConfigFile file) throws IOException {
    Files.move(
        part, file(pid), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    String text =
        new String(file.text().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    seen.put(pid, text);
    settled.put(pid, text);
  }
}
