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

/** The command {@code bench hostile}. */
@Command(
    name = "hostile",
    mixinStandardHelpOptions = true,
    description = {
      "Puts a hostile plugin beside an expert that works: what the others keep of their throughput,",
      "by what the plugin does, in the host's process and isolated from it."
    })
public final class HostileCommand implements Callable<Integer> {
  private static final String ISOLATION = "io.consilium.framework.isolation";

  @Spec private CommandSpec spec;
  @Mixin private Telling telling;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "WHAT",
      description =
          "Some of leak-threads, block, spin, allocate, exit, error, null, flap, hang-on-stop,"
              + " crash.")
  private List<String> only = Mischief.codes();

  @Option(
      names = "--mode",
      split = ",",
      paramLabel = "MODE",
      description = "in-process, isolated. Default: both")
  private List<String> modes = List.of("in-process", "isolated");

  @Option(
      names = "--seconds",
      description = "How long each looks at the throughput. Default: ${DEFAULT-VALUE}")
  private double seconds = 8;

  @Override
  public Integer call() throws Exception {
    refuseMistakes();
    Path scratch = telling.scratch();
    try {
      Path home = BareHome.in(scratch.resolve("home"));
      boolean able = BareHome.holds(home, ISOLATION);
      List<HostileRound.Result> results = new ArrayList<>();
      for (String mode : modes) {
        boolean isolated = mode.equals("isolated");
        if (isolated && !able) {
          System.err.println("This distribution isolates no plugins: only in-process is measured.");
          continue;
        }
        for (Mischief mischief : Mischief.values()) {
          if (only.contains(mischief.code())) {
            System.err.println(mode + ": " + mischief.words() + " ...");
            results.add(new HostileRound(scratch, home, mischief, isolated, seconds).run());
          }
        }
      }
      telling.tell(json(results), List.of(section(results)));
      return 0;
    } finally {
      Scratch.delete(scratch);
    }
  }

  private void refuseMistakes() {
    for (String one : only) {
      if (!Mischief.codes().contains(one)) {
        throw mistake("There is no such mischief (" + one + "). Maybe one of " + Mischief.codes());
      }
    }
    for (String mode : modes) {
      if (!mode.equals("in-process") && !mode.equals("isolated")) {
        throw mistake("There is no mode (" + mode + "). Maybe in-process or isolated.");
      }
    }
    if (!(seconds > 0)) {
      throw mistake("There is nothing to see in (" + seconds + ") seconds. Maybe 8.");
    }
  }

  private ParameterException mistake(String what) {
    return new ParameterException(spec.commandLine(), what);
  }

  private Section section(List<HostileRound.Result> results) {
    return new Section(
        "Hostile plugins",
        "Eight clients of an expert beside two of the plugin, on a host whose heap is 512 MiB. Kept:"
            + " tasks of the eight answered while it does so, over those answered while it behaves.",
        results.stream().map(HostileCommand::line).toList());
  }

  private static Section.Line line(HostileRound.Result result) {
    List<Value> values = new ArrayList<>();
    values.add(Value.of("kept", "", result.kept()));
    if (!Double.isNaN(result.after())) {
      values.add(Value.of("kept after its removal", "", result.after()));
    }
    values.add(Value.of("tasks of others that failed", "", result.failed()));
    if (!Double.isNaN(result.replaced())) {
      values.add(Value.of("another is replaced after", "s", result.replaced()));
    }
    return new Section.Line(
        result.mischief().words()
            + (result.isolated() ? ", isolated: " : ", in-process: ")
            + verdict(result),
        values);
  }

  private static String verdict(HostileRound.Result result) {
    if (!result.ended().isEmpty()) {
      return "not contained, the host ends (" + result.ended() + ")";
    }
    return (result.contained() ? "contained" : "not contained") + ", calls " + result.outcomes();
  }

  private static Map<String, Object> json(List<HostileRound.Result> results) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("suite", "hostile");
    json.put("rows", results.stream().map(HostileCommand::json).toList());
    return json;
  }

  private static Map<String, Object> json(HostileRound.Result result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("plugin", result.mischief().code());
    json.put("mode", result.isolated() ? "isolated" : "in-process");
    json.put("contained", result.contained());
    json.put("kept", result.kept());
    json.put("kept_after", Double.isNaN(result.after()) ? null : result.after());
    json.put("others_failed", result.failed());
    json.put("host_ended", result.ended());
    json.put("replaced_after_s", Double.isNaN(result.replaced()) ? null : result.replaced());
    Map<String, Object> calls = new LinkedHashMap<>();
    result.outcomes().forEach((how, many) -> calls.put(how.name(), many));
    json.put("calls", calls);
    json.putAll(result.facts());
    return json;
  }
}
