package io.consilium.framework.runtimes.tensor.internal;

import io.consilium.framework.runtimes.tensor.TensorUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Looks whether the natives are here and can be unpacked, before a class is spoilt by trying. */
final class NativeFiles {
  private static final String PLATFORM = "linux-x86_64";
  private static final String LIBRARY = "libnd4jcpu.so";
  private static final String RESOURCE =
      "/org/nd4j/linalg/cpu/nativecpu/bindings/" + PLATFORM + "/" + LIBRARY;
  private static final long UNPACKED = 400L << 20;

  private NativeFiles() {}

  /** Throws if something is missing. */
  static void check(Settings settings) {
    if (NativeFiles.class.getResource(RESOURCE) == null) {
      throw new TensorUnavailable(
          "The native libraries of ND4J for "
              + PLATFORM
              + " are missing; this machine is "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + ". Maybe put the bundle io.consilium.framework.runtimes.tensornatives beside"
              + " io.consilium.framework.runtimes.tensor and restart.",
          null);
    }
    Path cache = settings.cache();
    try {
      Files.createDirectories(cache);
      Files.delete(Files.createTempFile(cache, "probe", null));
      long room = Files.getFileStore(cache).getUsableSpace();
      if (room < UNPACKED && !unpacked(cache)) {
        throw new TensorUnavailable(
            "The native libraries of ND4J need 400 MB in "
                + cache
                + ", and its disk has "
                + (room >> 20)
                + " MB left. Maybe free some, or name another directory as "
                + Settings.CACHE
                + ".",
            null);
      }
    } catch (IOException e) {
      throw unwritable(cache, e);
    }
  }

  /** What {@link #check} would say; empty if nothing. */
  static String trouble(Settings settings) {
    try {
      check(settings);
      return "";
    } catch (TensorUnavailable e) {
      return e.getMessage();
    }
  }

  static TensorUnavailable unwritable(Path cache, IOException cause) {
    return new TensorUnavailable(
        "The native libraries of ND4J cannot be unpacked into "
            + cache
            + " ("
            + cause
            + "). Maybe make it writable, or name another directory as "
            + Settings.CACHE
            + ".",
        cause);
  }

  private static boolean unpacked(Path cache) throws IOException {
    try (Stream<Path> files = Files.walk(cache)) {
      return files.anyMatch(file -> file.endsWith(LIBRARY));
    }
  }
}
