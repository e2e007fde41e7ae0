package io.consilium.distribution.benchmarks.plugins;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks into a running Java process by the JDK's {@code jcmd}. */
final class Probe {
  private static final String BUNDLE_LOADER =
      "org.apache.felix.framework.BundleWiringImpl$BundleClassLoader";
  private static final Pattern HISTOGRAM_ROW =
      Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");
  private static final Pattern HISTOGRAM_SUM = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");
  private static final Pattern NATIVE_PART =
      Pattern.compile("-\\s+(.+?) \\(reserved=\\d+KB, committed=(\\d+)KB.*");
  private static final Pattern CLASSES = Pattern.compile("\\(classes #(\\d+)\\).*");

  /** Those of the Java machine have no number, but for its compilers and the one that answers. */
  private static final Pattern THREAD =
      Pattern.compile("\"(?!C[12] CompilerThread|Attach Listener)[^\"]*\" #\\d+.*");

  private final long pid;
  private final Path jcmd;

  /**
   * Looks into a process of the same user.
   *
   * @throws IOException if this Java is no whole JDK
   */
  Probe(long pid) throws IOException {
    this.pid = pid;
    this.jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (!Files.isExecutable(jcmd)) {
      throw new IOException(
          "There is no " + jcmd + ", by which a process is looked into. Maybe use a whole JDK.");
    }
  }

  /** Collects garbage and looks. */
  Vitals vitals() throws IOException, InterruptedException {
    long heap = 0;
    int loaders = 0;
    Map<String, Long> byClass = new HashMap<>();
    for (String line : ask("GC.class_histogram")) {
      Matcher row = HISTOGRAM_ROW.matcher(line);
      if (row.matches()) {
        byClass.merge(row.group(3), Long.parseLong(row.group(2)), Long::sum);
        loaders = row.group(3).equals(BUNDLE_LOADER) ? Integer.parseInt(row.group(1)) : loaders;
      }
      Matcher sum = HISTOGRAM_SUM.matcher(line.strip());
      if (sum.matches()) {
        heap = Long.parseLong(sum.group(1));
      }
    }
    Map<String, Long> parts = new TreeMap<>();
    int classes = 0;
    for (String line : ask("VM.native_memory", "summary")) {
      Matcher part = NATIVE_PART.matcher(line.strip());
      if (part.matches() && !part.group(1).equals("Java Heap")) {
        parts.merge(part.group(1), Long.parseLong(part.group(2)), Long::sum);
      }
      Matcher loaded = CLASSES.matcher(line.strip());
      classes = loaded.matches() ? Integer.parseInt(loaded.group(1)) : classes;
    }
    return new Vitals(heap, rss(pid), loaders, threads(), classes, parts, byClass);
  }

  /** Class loaders that hold a class of this name, its collected ones not counted. */
  int holders(String type) throws IOException, InterruptedException {
    ask("GC.run");
    return (int)
        ask("VM.class_hierarchy", type).stream().filter(line -> line.contains(type + "/")).count();
  }

  int threads() throws IOException, InterruptedException {
    return (int) ask("Thread.print").stream().filter(THREAD.asMatchPredicate()).count();
  }

  private List<String> ask(String... question) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(jcmd.toString(), Long.toString(pid)));
    command.addAll(List.of(question));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("The process " + pid + " cannot be looked into: " + said);
    }
    return said.lines().toList();
  }

  /** What is resident in memory; 0 where the system does not tell. */
  static long rss(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst()
        .orElse(0);
  }
}
