package io.consilium.distribution.benchmarks.neural;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this machine has, as far as the system tells. */
final class Machine {
  private Machine() {}

  static boolean hasAvx512() {
    return firstLine(Path.of("/proc/cpuinfo"), "flags").contains(" avx512f");
  }

  static String processor() {
    String line = firstLine(Path.of("/proc/cpuinfo"), "model name");
    return line.substring(line.indexOf(':') + 1).trim();
  }

  /** Bytes that can be had without swapping; the most there is if nobody tells. */
  static long availableMemory() {
    String digits = firstLine(Path.of("/proc/meminfo"), "MemAvailable").replaceAll("[^0-9]", "");
    return digits.isEmpty() ? Long.MAX_VALUE : Long.parseLong(digits) * 1024;
  }

  private static String firstLine(Path file, String start) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(line -> line.startsWith(start)).findFirst().orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
