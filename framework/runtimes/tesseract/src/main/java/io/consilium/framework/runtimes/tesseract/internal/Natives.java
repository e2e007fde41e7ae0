package io.consilium.framework.runtimes.tesseract.internal;

import io.consilium.framework.runtimes.tesseract.OcrUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.leptonica.global.leptonica;
import org.bytedeco.tesseract.global.tesseract;

/**
 * Extracts libraries and model once into a directory of the host and loads them. The first failure
 * is final for this class loader, because the Java machine remembers it too.
 */
final class Natives {
  private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";
  private static final String MODEL = "eng.traineddata";

  private static volatile Path workDirectory;
  private static Path model;
  private static OcrUnavailable broken;

  private Natives() {}

  /** Where to extract; null means a fresh directory among the temporary ones. */
  static void extractUnder(Path directory) {
    workDirectory = directory;
  }

  /**
   * Loads what is not loaded yet.
   *
   * @return the directory that holds the model
   * @throws OcrUnavailable if something is missing
   */
  static synchronized Path load() {
    if (broken != null) {
      throw new OcrUnavailable(broken.getMessage(), broken);
    }
    if (model == null) {
      try {
        Path directory = directory();
        loadLibraries(directory.resolve("natives"));
        model = extractModel(directory.resolve("tessdata"));
      } catch (IOException | LinkageError e) {
        broken = new OcrUnavailable(message(e), e);
        throw broken;
      }
    }
    return model;
  }

  private static Path directory() throws IOException {
    Path given = workDirectory;
    if (given != null) {
      return Files.createDirectories(given);
    }
    Path made = Files.createTempDirectory("consilium-tesseract-");
    Runtime.getRuntime().addShutdownHook(new Thread(new DeleteTree(made)));
    return made;
  }

  private static void loadLibraries(Path cache) throws IOException {
    Files.createDirectories(cache);
    String before = System.getProperty(CACHE_PROPERTY);
    System.setProperty(CACHE_PROPERTY, cache.toString());
    try {
      // The loader remembers its directory on the first question; others keep theirs.
      Loader.getCacheDir();
      Loader.load(leptonica.class);
      Loader.load(tesseract.class);
    } finally {
      if (before == null) {
        System.clearProperty(CACHE_PROPERTY);
      } else {
        System.setProperty(CACHE_PROPERTY, before);
      }
    }
  }

  private static Path extractModel(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(MODEL);
    try (InputStream in = Natives.class.getResourceAsStream("/tessdata/" + MODEL)) {
      if (in == null) {
        throw new IOException("the model is not in this bundle (tessdata/" + MODEL + ")");
      }
      Path part = Files.createTempFile(directory, MODEL, ".part");
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return directory;
  }

  private static String message(Throwable cause) {
    String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    return "Text recognition cannot start on this machine ("
        + platform
        + "): "
        + cause.getMessage()
        + ". Maybe the platform is not Linux on x86-64, for which the libraries are built in,"
        + " or its C++ library is older than theirs, or the disk is full.";
  }
}
