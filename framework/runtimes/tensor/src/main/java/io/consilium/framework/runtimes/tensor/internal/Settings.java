package io.consilium.framework.runtimes.tensor.internal;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What can be chosen.
 *
 * @param cache where the natives are unpacked
 * @param threads threads of an operation
 * @param memory bytes of native memory
 */
record Settings(Path cache, int threads, long memory) {
  static final String CACHE = "consilium.tensor.cache";
  static final String THREADS = "consilium.tensor.threads";
  static final String MEMORY = "consilium.tensor.memory";

  private static final String JAVACPP_CACHE = "org.bytedeco.javacpp.cachedir";
  private static final long MEGABYTE = 1L << 20;
  private static final long LEAST = 64;

  /**
   * Reads the settings.
   *
   * @param property a property's value, or null
   * @throws IllegalArgumentException if one is no number, or too small
   */
  static Settings of(UnaryOperator<String> property) {
    return new Settings(
        cache(property),
        (int)
            number(property, THREADS, 1, Integer.MAX_VALUE).orElse(threadsOfMachine()).longValue(),
        number(property, MEMORY, LEAST, Long.MAX_VALUE / MEGABYTE)
            .map(megabytes -> megabytes * MEGABYTE)
            .orElseGet(Settings::quarterOfMachine));
  }

  private static Path cache(UnaryOperator<String> property) {
    return text(property, CACHE)
        .map(Path::of)
        .or(() -> text(property, "consilium.work").map(work -> Path.of(work, "cache", "tensor")))
        .or(() -> text(System::getProperty, JAVACPP_CACHE).map(Path::of))
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "consilium", "tensor"))
        .toAbsolutePath();
  }

  /** One thread: two are 10 to 50 times slower for small operations while others keep the cores. */
  private static long threadsOfMachine() {
    String wished = System.getenv("OMP_NUM_THREADS");
    return wished != null && wished.matches("[1-9]\\d{0,3}") ? Long.parseLong(wished) : 1;
  }

  private static long quarterOfMachine() {
    OperatingSystemMXBean machine =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return Math.max(LEAST * MEGABYTE, machine.getTotalMemorySize() / 4);
  }

  private static Optional<Long> number(
      UnaryOperator<String> property, String name, long least, long most) {
    return text(property, name)
        .map(
            text -> {
              if (text.matches("\\d{1,12}")) {
                long number = Long.parseLong(text);
                if (number >= least && number <= most) {
                  return number;
                }
              }
              throw new IllegalArgumentException(
                  "The setting "
                      + name
                      + " is no whole number from "
                      + least
                      + " up ("
                      + text
                      + "). Maybe correct it in consilium.properties.");
            });
  }

  private static Optional<String> text(UnaryOperator<String> property, String name) {
    return Optional.ofNullable(property.apply(name)).map(String::strip).filter(t -> !t.isEmpty());
  }
}
