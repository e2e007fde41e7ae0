package io.consilium.distribution.benchmarks.plugins;

import io.consilium.distribution.benchmarks.Scratch;
import io.consilium.distribution.benchmarks.report.Section;
import io.consilium.distribution.benchmarks.report.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code bench plugins}. */
@Command(
    name = "plugins",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a host with one plugin and with many that can all do the same: start, memory, threads,",
      "and what a routing decision among them takes."
    })
public final class PluginsCommand implements Callable<Integer> {
  private static final Map<String, String> UNITS =
      Map.of("s", "s", "mib", "MiB", "ms", "ms", "threads", "");

  @Spec private CommandSpec spec;
  @Mixin private Telling telling;

  @Option(names = "--count", description = "How many plugins. Default: ${DEFAULT-VALUE}")
  private int count = 200;

  @Option(names = "--rounds", description = "How many starts of each. Default: ${DEFAULT-VALUE}")
  private int rounds = 3;

  @Override
  public Integer call() throws Exception {
    if (count < 2 || rounds < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "There is nothing to compare with (" + count + ") plugins, (" + rounds + ") rounds.");
    }
    Path scratch = telling.scratch();
    try {
      PluginsBench bench = new PluginsBench(scratch, count);
      List<List<PluginsBench.Start>> starts = bench.run(rounds);
      double dropped = bench.dropInto();
      Section.Line one = line("1 plugin", starts.get(0));
      Section.Line many = line(count + " plugins", starts.get(1));
      telling.tell(json(one, many, dropped), List.of(section(one, many, dropped)));
      return 0;
    } finally {
      Scratch.delete(scratch);
    }
  }

  private static Section.Line line(String name, List<PluginsBench.Start> starts) {
    List<Value> values = new ArrayList<>();
    for (String figure : starts.get(0).figures().keySet()) {
      double[] rounds = starts.stream().mapToDouble(start -> start.figures().get(figure)).toArray();
      String unit = UNITS.get(figure.substring(figure.lastIndexOf('_') + 1));
      values.add(Value.of(figure, unit, rounds));
    }
    return new Section.Line(name, values);
  }

  private Section section(Section.Line one, Section.Line many, double dropped) {
    return new Section(
        "Many plugins",
        "A host without ours, and so many that all offer the same capability; "
            + rounds
            + " starts each on a fresh work directory. Start: until it takes tasks; ready: until all"
            + " plugins are warm; again: the start after that. Gate: from the record before a routing"
            + " to the routing, with its candidates; task: from admission to answer, one step. "
            + String.format(
                java.util.Locale.ROOT,
                "Dropped all at once into a running host, %d more are ready after %.1f s.",
                count - 1,
                dropped),
        List.of(one, many));
  }

  private Map<String, Object> json(Section.Line one, Section.Line many, double dropped) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("suite", "plugins");
    json.put("count", count);
    json.put("rounds", rounds);
    json.put("one", figures(one));
    json.put("many", figures(many));
    json.put("dropped_ready_s", dropped);
    return json;
  }

  private static Map<String, Object> figures(Section.Line line) {
    Map<String, Object> figures = new LinkedHashMap<>();
    for (Value value : line.values()) {
      figures.put(
          value.column(), Map.of("median", value.median(), "min", value.min(), "max", value.max()));
    }
    return figures;
  }
}
