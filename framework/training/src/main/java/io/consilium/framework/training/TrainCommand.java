package io.consilium.framework.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.framework.training.chart.Curves;
import io.consilium.framework.training.recipe.Recipe;
import io.consilium.framework.training.recipe.RecipeFile;
import io.consilium.framework.training.run.Learner;
import io.consilium.framework.training.run.Progress;
import io.consilium.framework.training.run.RunDirectory;
import io.consilium.framework.training.run.TrainingLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code train}: trains a network after a recipe. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Trains a network after a recipe.",
      "",
      "Writes into a directory: the recipe, a line of record for every interval, the newest and the"
          + " best weights, curves as PNG and HTML. May be stopped or killed at any moment and goes"
          + " on with --resume."
    })
public final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RECIPE",
      description = "Name of a shipped recipe, or the path of one's own.")
  private String recipe;

  @Option(names = "--out", paramLabel = "DIR", description = "Default: runs/RECIPE")
  private Path out;

  @Option(names = "--minutes", paramLabel = "M", description = "Stops, saved, after so long.")
  private double minutes = Double.POSITIVE_INFINITY;

  @Option(names = "--threads", paramLabel = "N", description = "Default: 1")
  private int threads = 1;

  @Option(names = "--seed", paramLabel = "S", description = "In place of the recipe's.")
  private Integer seed;

  @Option(
      names = "--repeatable",
      description = {
        "Gives the same weights, bit for bit, whenever it is stopped and resumed (one thread).",
        "Slower: without the Vector API, whose sums differ in the last bit once compiled."
      })
  private boolean repeatable;

  @Option(names = "--resume", description = "Goes on where the run in the directory stopped.")
  private boolean resume;

  @Override
  public Integer call() throws Exception {
    if (!(minutes > 0) || threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "--minutes and --threads must be above 0. Maybe leave them out.");
    }
    if (repeatable && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          "--repeatable needs a Java machine without jdk.incubator.vector. Maybe start it by"
              + " consilium train, which sees to that.");
    }
    RecipeFile given = RecipeFile.find(recipe, TrainingMain.recipes());
    RunDirectory run = new RunDirectory(out != null ? out : Path.of("runs", given.recipe().name()));
    RecipeFile file = resume ? kept(run, given) : begun(run, given);
    try (AutoCloseable claim = run.claim()) {
      run.removeDrafts();
      if (!resume) {
        run.replace(run.recipe(), file.text());
      }
      return train(file.recipe(), run) == TrainingLoop.End.STOPPED ? TrainingMain.STOPPED : 0;
    }
  }

  private TrainingLoop.End train(Recipe recipe, RunDirectory run) throws IOException {
    Progress progress = new Progress();
    try (Learner learner = Learners.make(recipe, threads);
        StopSignal stop = new StopSignal()) {
      TrainingLoop loop = new TrainingLoop(learner, run, plan(recipe), progress, about(recipe));
      if (Files.exists(run.resume())) {
        loop.resume();
        progress.say("Goes on from step " + learner.step() + " in " + run.directory());
      }
      TrainingLoop.AfterTest curves = () -> Curves.draw(run, recipe.name());
      TrainingLoop.End end = loop.train(stop, curves);
      if (end != TrainingLoop.End.STOPPED) {
        // What draws refuses to begin while the process ends.
        curves.run();
      }
      progress.say(
          switch (end) {
            case FINISHED -> "Done after step " + learner.step() + ": " + run.directory();
            case OUT_OF_TIME, STOPPED ->
                "Saved at step " + learner.step() + ". To go on: add --resume";
          });
      return end;
    }
  }

  private TrainingLoop.Plan plan(Recipe recipe) {
    return new TrainingLoop.Plan(
        recipe.steps(),
        recipe.reportEvery(),
        recipe.evaluateEvery(),
        recipe.checkpointEvery(),
        minutes);
  }

  private ObjectNode about(Recipe recipe) {
    ObjectNode about = JsonNodeFactory.instance.objectNode();
    about.put("recipe", recipe.name());
    about.put("task", recipe.task());
    about.put("seed", recipe.seed());
    about.put("threads", threads);
    about.put("repeatable", repeatable);
    about.put("java", Runtime.version().toString());
    return about;
  }

  private RecipeFile begun(RunDirectory run, RecipeFile given) throws IOException {
    if (Files.exists(run.resume())) {
      throw new ParameterException(
          spec.commandLine(),
          "There is a run in ("
              + run.directory()
              + ") already. Maybe add --resume, or give another --out.");
    }
    if (seed == null) {
      return given;
    }
    String line = "seed: " + seed + "\n";
    String text = given.text().replaceAll("(?m)^seed:.*\n?", "");
    return new RecipeFile(given.path(), (text.endsWith("\n") ? text : text + "\n") + line);
  }

  private RecipeFile kept(RunDirectory run, RecipeFile given) throws IOException {
    if (!Files.exists(run.recipe())) {
      throw new ParameterException(
          spec.commandLine(),
          "There is no run in (" + run.directory() + "). Maybe leave out --resume.");
    }
    // Under the given name: a recipe without one is named after its file.
    RecipeFile kept = new RecipeFile(given.path(), RecipeFile.read(run.recipe()).text());
    List<String> changed = new ArrayList<>(kept.recipe().differences(given.recipe()));
    if ((seed != null ? seed : given.recipe().seed()) != kept.recipe().seed()) {
      changed.add("seed");
    }
    if (!changed.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "The run in ("
              + run.directory()
              + ") goes on with its own recipe and seed ("
              + kept.recipe().name()
              + ", "
              + kept.recipe().seed()
              + "); what is given differs in ("
              + String.join(", ", changed)
              + "). Maybe give ("
              + run.recipe()
              + "), the run's own --seed, or another --out.");
    }
    return kept;
  }
}
