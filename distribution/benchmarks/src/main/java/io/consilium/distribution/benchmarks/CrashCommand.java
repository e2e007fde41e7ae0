package io.consilium.distribution.benchmarks;

import io.consilium.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Kills a working host at random points, again and again, and looks after each kill whether the
 * ledger verifies, whether a restart closes every open task, and whether every answer that was
 * shown has its records.
 */
@Command(
    name = "crash",
    mixinStandardHelpOptions = true,
    description = "Kills a working host (SIGKILL) at random points and checks what is left.")
final class CrashCommand implements Callable<Integer> {
  private static final int BROKEN = 65;
  private static final int KILLS_PER_LEDGER = 25;

  @Option(names = "--times", description = "How many kills. Default: ${DEFAULT-VALUE}")
  private int times = 200;

  @Option(names = "--seed", description = "Source of chance. Default: ${DEFAULT-VALUE}")
  private long seed = 1;

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Random chance = new Random(seed);
    List<String> failures = new ArrayList<>();
    int shown = 0;
    int closed = 0;
    Path directory = null;
    for (int kill = 0; kill < times; kill++) {
      if (kill % KILLS_PER_LEDGER == 0) {
        discard(directory);
        directory = Files.createTempDirectory("consilium-crash");
      }
      CrashRound round = CrashRound.run(directory, chance);
      shown += round.shown();
      closed += round.closed();
      for (String failure : round.failures()) {
        failures.add("kill " + (kill + 1) + ": " + failure);
        System.err.println("kill " + (kill + 1) + ": " + failure);
      }
      System.err.printf("\r%d of %d kills, %d answers shown", kill + 1, times, shown);
    }
    System.err.println();
    discard(directory);
    report(shown, closed, failures);
    return failures.isEmpty() ? 0 : BROKEN;
  }

  private void report(int shown, int closed, List<String> failures) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("suite", "crash");
    result.put("kills", times);
    result.put("seed", seed);
    result.put("answersShown", shown);
    result.put("tasksClosedAtRestart", closed);
    result.put("failures", failures);
    System.out.println(
        json
            ? Json.text(result)
            : times
                + " kills: "
                + shown
                + " answers shown, "
                + closed
                + " open tasks closed at restart, "
                + failures.size()
                + " failures");
  }

  private static void discard(Path directory) throws Exception {
    if (directory != null) {
      Scratch.delete(directory);
    }
  }
}
