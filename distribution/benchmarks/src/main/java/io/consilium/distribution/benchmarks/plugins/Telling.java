package io.consilium.distribution.benchmarks.plugins;

import io.consilium.distribution.benchmarks.report.Report;
import io.consilium.distribution.benchmarks.report.Section;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How these commands take the place for their files, and tell their figures. */
final class Telling {
  /** Exit code: what is measured did not hold. */
  static final int BROKEN = 65;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where files are written: decides which disk is measured. Default: temporary")
  private Path directory;

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  @Option(names = "--markdown", paramLabel = "FILE", description = "The tables, for a document.")
  private Path markdown;

  /** A new directory for all files of one run. */
  Path scratch() throws IOException {
    return directory == null
        ? Files.createTempDirectory("consilium-bench")
        : Files.createTempDirectory(
            Files.createDirectories(directory.toAbsolutePath()), "consilium-bench");
  }

  void tell(Map<String, Object> values, List<Section> sections) throws IOException {
    String command = "./consilium bench " + words();
    String machine =
        String.format(
            Locale.ROOT,
            "%d processors, %s, Java %s.",
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("java.version"));
    Report report = new Report(command, machine, sections);
    if (markdown != null) {
      Files.writeString(markdown, report.markdown());
    }
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.put("command", command);
    all.put("machine", machine);
    System.out.println(json ? Json.text(all) : report.text());
  }

  private String words() {
    return String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
  }
}
