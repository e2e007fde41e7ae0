package io.consilium.framework.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.management.OperatingSystemMXBean;
import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.neural.checkpoint.Tensor;
import io.consilium.framework.training.chart.Page;
import io.consilium.framework.training.chart.Tables;
import io.consilium.framework.training.inspect.Halting;
import io.consilium.framework.training.inspect.Thinker;
import io.consilium.framework.training.inspect.Thinkers;
import io.consilium.framework.training.inspect.Trace;
import io.consilium.framework.training.recipe.Recipe;
import io.consilium.framework.training.recipe.RecipeFile;
import io.consilium.framework.training.run.Learner;
import io.consilium.framework.training.run.Metrics;
import io.consilium.framework.training.run.Progress;
import io.consilium.framework.training.run.RunDirectory;
import io.consilium.framework.training.run.TrainingLoop;
import io.consilium.framework.training.task.Puzzle;
import io.consilium.framework.training.task.Puzzles;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code neural ablate}: trains recipes for equally long and compares them. */
@Command(
    name = "ablate",
    mixinStandardHelpOptions = true,
    description = {
      "Trains recipes for equally many minutes of CPU time each and tests them on the same new"
          + " puzzles.",
      "",
      "A recipe that has had its minutes is only tested; one that was stopped goes on."
    })
final class AblateCommand implements Callable<Integer> {
  private static final long TEST_SEED = 20_261_122;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RECIPE",
      arity = "1..*",
      description = "Names of shipped recipes, or paths.")
  private List<String> recipes;

  @Option(names = "--minutes", paramLabel = "M", description = "Of CPU time, for each. Default: 10")
  private double minutes = 10;

  @Option(names = "--threads", paramLabel = "N", description = "Default: 1")
  private int threads = 1;

  @Option(names = "--runs", paramLabel = "DIR", description = "Default: runs/ablation")
  private Path runs = Path.of("runs", "ablation");

  @Option(names = "--puzzles", paramLabel = "N", description = "Of each kind. Default: 500")
  private int puzzles = 500;

  @Option(names = "--out", paramLabel = "FILE", description = "Markdown. Default: only printed")
  private Path out;

  @Override
  public Integer call() throws Exception {
    if (!(minutes > 0) || threads < 1 || puzzles < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--minutes, --threads and --puzzles must be above 0. Maybe leave them out.");
    }
    List<Page.Table> tables = new ArrayList<>();
    try (StopSignal stop = new StopSignal()) {
      Map<String, List<Recipe>> byTask = new LinkedHashMap<>();
      for (String name : recipes) {
        Recipe recipe = RecipeFile.find(name, TrainingMain.recipes()).recipe();
        byTask.computeIfAbsent(recipe.task(), task -> new ArrayList<>()).add(recipe);
      }
      for (Map.Entry<String, List<Recipe>> task : byTask.entrySet()) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>();
        for (Recipe recipe : task.getValue()) {
          RunDirectory run = trained(recipe, stop);
          if (stop.getAsBoolean()) {
            return TrainingMain.STOPPED;
          }
          rows.add(tested(recipe, run, head));
        }
        tables.add(new Page.Table(task.getKey(), head, rows));
      }
    }
    tables.forEach(table -> System.out.println(Tables.text(table)));
    if (out != null) {
      Path place = out.toAbsolutePath();
      new RunDirectory(place.getParent()).replace(place, markdown(tables));
    }
    return 0;
  }

  /** Trains until its minutes are used up, over all sessions. */
  private RunDirectory trained(Recipe recipe, StopSignal stop) throws Exception {
    RunDirectory run = new RunDirectory(runs.resolve(recipe.name()));
    List<Metrics> before = run.readMetrics();
    double used = before.isEmpty() ? 0 : before.get(before.size() - 1).seconds() / 60;
    if (used >= minutes && Files.exists(run.averaged())) {
      return run;
    }
    Progress progress = new Progress();
    progress.say("Trains " + recipe.name() + " for " + (minutes - used) + " minutes");
    try (AutoCloseable claim = run.claim();
        Learner learner = Learners.make(recipe, threads)) {
      TrainingLoop loop =
          new TrainingLoop(
              learner,
              run,
              new TrainingLoop.Plan(
                  recipe.steps(),
                  recipe.reportEvery(),
                  Integer.MAX_VALUE,
                  recipe.checkpointEvery(),
                  minutes - used),
              progress,
              JsonNodeFactory.instance.objectNode().put("recipe", recipe.name()),
              AblateCommand::cpu);
      if (Files.exists(run.resume())) {
        loop.resume();
      }
      loop.train(stop);
      learner.writeWeights(run.averaged(), true, JsonNodeFactory.instance.objectNode());
    }
    return run;
  }

  /** What the others on this machine do must not decide a comparison. */
  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private List<String> tested(Recipe recipe, RunDirectory run, List<String> head)
      throws IOException {
    List<Metrics> lines = run.readMetrics();
    Metrics last = lines.get(lines.size() - 1);
    List<String> row = new ArrayList<>();
    head.clear();
    try (Thinker thinker = Thinkers.open(run.averaged(), List.of())) {
      Checkpoint checkpoint = thinker.checkpoint();
      add(head, row, "recipe", recipe.name());
      add(head, row, "weights", Long.toString(weights(checkpoint)));
      add(head, row, "CPU minutes", String.format(Locale.ROOT, "%.1f", last.seconds() / 60));
      add(head, row, "updates", Long.toString(last.step()));
      add(head, row, "loss", String.format(Locale.ROOT, "%.3f", last.loss()));
      Map<String, List<Trace>> traces = new LinkedHashMap<>();
      List<Puzzle> tests = Puzzles.generated(thinker.task(), puzzles, TEST_SEED);
      for (Trace trace : Trace.of(thinker, tests, thinker.maxSteps(), 0, Thinker.Watcher.NONE)) {
        traces.computeIfAbsent(trace.puzzle().set(), set -> new ArrayList<>()).add(trace);
      }
      traces.forEach(
          (set, some) ->
              add(head, row, set + " (n = " + some.size() + ")", Halting.atTheEnd(some)));
    }
    return row;
  }

  private static long weights(Checkpoint checkpoint) {
    return checkpoint.tensors().values().stream().mapToLong(Tensor::size).sum();
  }

  private static void add(List<String> head, List<String> row, String name, String value) {
    head.add(name);
    row.add(value);
  }

  private String markdown(List<Page.Table> tables) {
    StringBuilder text = new StringBuilder("# Measured: what each part of training gives\n\n");
    text.append("    ./consilium neural ablate ").append(String.join(" ", recipes));
    text.append(String.format(Locale.ROOT, " --minutes %s --threads %d%n%n", minutes, threads));
    text.append("Each recipe was trained for equally many minutes of CPU time, from the ");
    text.append("same seed; its averaged weights were tested on the same new puzzles, which were ");
    text.append("never trained on. Shares of puzzles right after the last step, with 95 % ");
    text.append("intervals (Wilson). What the recipes change is said in their first line, in ");
    text.append("`framework/training/recipes`.\n");
    for (Page.Table table : tables) {
      text.append("\n## ").append(table.caption()).append("\n\n").append(Tables.markdown(table));
    }
    return text.toString();
  }
}
