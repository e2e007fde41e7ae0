package io.consilium.distribution.tests;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;

/** The distribution as built, put into the test container: the same bundles, the same levels. */
final class Distribution {
  private static final String[] SLF4J = {
    "org.slf4j;version=2.0.18",
    "org.slf4j.event;version=2.0.18",
    "org.slf4j.helpers;version=2.0.18",
    "org.slf4j.spi;version=2.0.18"
  };

  private static final long PLENTY = 1L << 30;
  private static final Path UNPACKED = Path.of("target", "tensor").toAbsolutePath();

  private Distribution() {}

  static Path home() {
    return Path.of(System.getProperty("consilium.distribution")).toAbsolutePath().normalize();
  }

  /**
   * The distribution without our plugins, native runtimes and networks; linked, not copied, and
   * deleted with the process.
   */
  static Path bare() throws IOException {
    Path to = workDirectory();
    Files.createDirectory(to.resolve("plugins"));
    for (String same : List.of("lib", "check", "etc", "pipelines", "examples")) {
      Files.createSymbolicLink(to.resolve(same), home().resolve(same));
    }
    for (Path level : sorted(home().resolve("bundles"))) {
      Path bundles = Files.createDirectories(to.resolve("bundles").resolve(level.getFileName()));
      for (Path jar : sorted(level)) {
        if (!level.endsWith("20") && !jar.getFileName().toString().contains(".neural-")) {
          Files.createSymbolicLink(bundles.resolve(jar.getFileName()), jar);
        }
      }
    }
    return Files.copy(home().resolve("consilium"), to.resolve("consilium")).getParent();
  }

  /** Options of a container that owns a fresh work directory. */
  static Option[] container() throws IOException {
    return container(home());
  }

  /** The same without our plugins, native runtimes and networks. */
  static Option[] bareContainer() throws IOException {
    return container(bare());
  }

  private static Option[] container(Path home) throws IOException {
    Path work = workDirectory();
    List<Option> all = new ArrayList<>();
    all.add(junitBundles());
    all.add(bundleOf(org.assertj.core.api.Assertions.class));
    all.add(bundleOf(net.bytebuddy.ByteBuddy.class));
    all.add(frameworkProperty("consilium.home").value(home.toString()));
    all.add(frameworkProperty("consilium.work").value(work.toString()));
    all.add(frameworkProperty("consilium.plugins.poll").value("0.05"));
    // 400 MB that need not be unpacked for every class.
    all.add(frameworkProperty("consilium.tensor.cache").value(UNPACKED.toString()));
    all.add(frameworkProperty("org.osgi.framework.bsnversion").value("multiple"));
    all.add(systemPackages(SLF4J));
    for (Path level : sorted(home.resolve("bundles"))) {
      int number = Integer.parseInt(level.getFileName().toString());
      for (Path jar : sorted(level)) {
        all.add(
            isFragment(jar)
                ? bundle("reference:" + jar.toUri()).noStart()
                : bundle(jar.toUri().toString()).startLevel(number));
      }
    }
    all.add(frameworkStartLevel(100));
    return options(all.toArray(Option[]::new));
  }

  /**
   * In memory where there is plenty: what these tests ask is no matter of the disk's, and a
   * thousand tasks wait minutes for it. Deleted with the process, which is one a class.
   */
  static Path workDirectory() throws IOException {
    Path memory = Path.of("/dev/shm");
    Path work =
        Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() > PLENTY
            ? Files.createTempDirectory(memory, "consilium-it")
            : Files.createTempDirectory("consilium-it");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(work)));
    return work;
  }

  private static void delete(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      // What is left over lies where the system cleans up.
    }
  }

  private static boolean isFragment(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes().getValue("Fragment-Host") != null;
    }
  }

  /** The jar on the class path that a class comes from, as a bundle. */
  private static Option bundleOf(Class<?> type) {
    return bundle(type.getProtectionDomain().getCodeSource().getLocation().toString());
  }

  private static List<Path> sorted(Path directory) throws IOException {
    try (Stream<Path> list = Files.list(directory)) {
      return list.sorted().toList();
    }
  }
}
