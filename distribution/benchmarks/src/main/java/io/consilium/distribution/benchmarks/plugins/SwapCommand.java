package io.consilium.distribution.benchmarks.plugins;

import io.consilium.distribution.benchmarks.Scratch;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code bench swap}. */
@Command(
    name = "swap",
    mixinStandardHelpOptions = true,
    description = {
      "Replaces an expert of a real host while clients work: tasks that failed, were lost or counted",
      "twice, latency with and without, seconds to the first call, and what the host holds after it."
    })
public final class SwapCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Telling telling;

  @Option(names = "--times", description = "How many replacements. Default: ${DEFAULT-VALUE}")
  private int times = 1_000;

  @Option(names = "--clients", description = "How many clients. Default: ${DEFAULT-VALUE}")
  private int clients = 8;

  @Override
  public Integer call() throws Exception {
    if (times < 1 || clients < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "There is nothing to measure with (" + times + ") times and (" + clients + ") clients.");
    }
    Path scratch = telling.scratch();
    try (SwapBench bench = new SwapBench(scratch, times, clients)) {
      SwapResult result = bench.run();
      SwapReport report = new SwapReport(result);
      telling.tell(report.json(), report.sections());
      return result.sound() ? 0 : Telling.BROKEN;
    } finally {
      Scratch.delete(scratch);
    }
  }
}
