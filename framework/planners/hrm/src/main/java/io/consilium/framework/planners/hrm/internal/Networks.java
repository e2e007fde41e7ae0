package io.consilium.framework.planners.hrm.internal;

import io.consilium.framework.neural.checkpoint.BadCheckpoint;
import io.consilium.framework.neural.checkpoint.Checkpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The networks by name: those in a directory, then those of this bundle. Each is loaded on first
 * use and kept, so that equal states give equal plans; a file that changes counts after a restart.
 * Thread-safe.
 */
final class Networks implements AutoCloseable {
  /** The network for Sudoku. */
  static final String SUDOKU = "sudoku";

  /** Stands for the exact solver alone. */
  static final String NONE = "none";

  static final String NO_HEAP =
      "the heap is too small for it. Maybe give Java more (-Xmx), or use a smaller network.";

  private static final String OFFICIAL =
      "Maybe it is an official one: write its published settings, with kind (hrm or trm), task"
          + " (sudoku, sudoku4 or maze) and side, as one JSON object into its safetensors metadata"
          + " under config.";

  private static final String ENDING = ".safetensors";
  private static final String RESOURCES = "/io/consilium/framework/planners/hrm/";
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}");

  /** A network, or why there is none. */
  private record Loaded(Optional<Network> network, String trouble) {}

  private final Map<String, Callable<Network>> shipped;
  private final Optional<Path> directory;
  // No lock of our own: while one network loads, others are asked.
  private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * @param shipped those of this bundle
   * @param directory where others are looked for; need not exist
   */
  Networks(Map<String, Callable<Network>> shipped, Optional<Path> directory) {
    this.shipped = Map.copyOf(shipped);
    this.directory = directory;
  }

  /** Those of this bundle and of a directory. */
  static Networks shipped(Optional<Path> directory) {
    return new Networks(Map.of(SUDOKU, () -> resource(RESOURCES + SUDOKU + ENDING)), directory);
  }

  private static Network resource(String name) throws IOException {
    try (InputStream in = Networks.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("The bundle does not hold it (" + name + ").");
      }
      return GraphProposer.of(Checkpoint.read(in, name));
    }
  }

  /** Why a setting names no network, for a person; empty if it names one, or none on purpose. */
  Optional<String> refusal(String name) {
    if (name.equals(NONE) || loaded.containsKey(name) || source(name).isPresent()) {
      return Optional.empty();
    }
    Set<String> known = names();
    known.add(NONE);
    String bare = name.substring(name.lastIndexOf('/') + 1).replace(ENDING, "");
    return Optional.of(
        "No network is called so ("
            + name
            + "). "
            + HrmSettings.instead(bare, known, "")
            + directory
                .map(where -> " Maybe put NAME" + ENDING + " into " + where + ", and write NAME.")
                .orElse(""));
  }

  /** The network of a name; empty if none is called so, or it does not load. */
  Optional<Network> named(String name) {
    return loaded(name).network();
  }

  /** Why a network is not there, for a person. */
  String trouble(String name) {
    return refusal(name).orElseGet(() -> loaded(name).trouble());
  }

  /**
   * Reads and checks all that there are; those on tokens are made when they are first asked. Of
   * those in the directory, one that does not load tells so when it is asked for.
   *
   * @throws IllegalStateException if one of the bundle's does not load; the message is for a person
   */
  void load() {
    for (String name : names()) {
      Loaded now = loaded(name);
      if (now.network().isEmpty() && shipped.containsKey(name) && file(name).isEmpty()) {
        throw new IllegalStateException(now.trouble());
      }
    }
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>(shipped.keySet());
    if (directory.filter(Files::isDirectory).isPresent()) {
      try (Stream<Path> files = Files.list(directory.get())) {
        files
            .map(file -> file.getFileName().toString())
            .filter(file -> file.endsWith(ENDING))
            .map(file -> file.substring(0, file.length() - ENDING.length()))
            .filter(NAME.asMatchPredicate())
            .forEach(names::add);
      } catch (IOException e) {
        // Then there are those of the bundle.
      }
    }
    return names;
  }

  private Optional<Callable<Network>> source(String name) {
    Optional<Path> file = file(name);
    return file.isPresent()
        ? Optional.of(() -> read(file.get()))
        : Optional.ofNullable(shipped.get(name));
  }

  /** Of the directory. */
  private Optional<Path> file(String name) {
    return directory
        .filter(where -> NAME.matcher(name).matches() && !name.equals(NONE))
        .map(where -> where.resolve(name + ENDING))
        .filter(Files::isRegularFile);
  }

  private static Network read(Path file) throws IOException {
    Checkpoint checkpoint = Checkpoint.read(file);
    if (checkpoint.config().isEmpty()) {
      throw new BadCheckpoint(checkpoint.source(), "It holds no configuration.", OFFICIAL);
    }
    return checkpoint.config().path("kind").asText().equals("graph")
        ? GraphProposer.of(checkpoint)
        : TokenProposer.of(checkpoint);
  }

  private Loaded loaded(String name) {
    Loaded known = loaded.get(name);
    return known != null
        ? known
        : source(name).map(source -> loaded(name, source)).orElse(new Loaded(Optional.empty(), ""));
  }

  private Loaded loaded(String name, Callable<Network> source) {
    Loaded now =
        loaded.computeIfAbsent(
            name, key -> closed ? failed(key, "the bundle stops.") : load(key, source));
    if (closed) {
      // It may have come too late to be found by close().
      now.network().ifPresent(Network::close);
    }
    return now;
  }

  private static Loaded load(String name, Callable<Network> source) {
    try {
      return new Loaded(Optional.of(source.call()), "");
    } catch (OutOfMemoryError e) {
      return failed(name, NO_HEAP);
    } catch (LinkageError e) {
      return failed(name, e + ". Maybe this Java or machine is none that the host runs on.");
    } catch (Exception e) {
      String why = e.getMessage() == null ? e.toString() : e.getMessage();
      return failed(
          name, why.contains("Maybe") ? why : why + " Maybe install its checkpoint anew.");
    }
  }

  private static Loaded failed(String name, String why) {
    return new Loaded(Optional.empty(), "The network (" + name + ") does not load: " + why);
  }

  @Override
  public void close() {
    closed = true;
    loaded.values().forEach(one -> one.network().ifPresent(Network::close));
  }
}
