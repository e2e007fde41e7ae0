package io.consilium.framework.training.recipe;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads recipes.
 *
 * @param path of the file
 * @param text that stands in it
 */
public record RecipeFile(Path path, String text) {
  private static final Map<String, List<String>> KINDS =
      Map.of(
          "sudoku", List.of("easy", "minimal", "sparse", "hard", "extreme"),
          "sudoku4", List.of("easy", "minimal"),
          "maze", List.of("maze"));

  /**
   * Finds a recipe by its name among the shipped ones, or by its path.
   *
   * @param shipped the directory of the shipped ones
   * @throws RecipeError if there is none
   */
  public static RecipeFile find(String name, Path shipped) throws IOException {
    for (Path file : List.of(shipped.resolve(name + ".yaml"), Path.of(name))) {
      if (Files.isRegularFile(file)) {
        return read(file);
      }
    }
    throw error(name, "there is no such recipe. Maybe one of " + names(shipped) + ", or a path.");
  }

  /** Reads a file as text. */
  public static RecipeFile read(Path file) throws IOException {
    try {
      return new RecipeFile(file, Files.readString(file));
    } catch (MalformedInputException e) {
      throw error(file.toString(), "it is not UTF-8 text. Maybe this is no recipe.");
    }
  }

  private static RecipeError error(String file, String problem) {
    return new RecipeError(file, List.of(new RecipeError.Problem(0, problem)));
  }

  /** The names of the recipes in a directory. */
  public static List<String> names(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.substring(0, name.length() - 5))
          .sorted()
          .toList();
    }
  }

  /**
   * The recipe.
   *
   * @throws RecipeError with all that is wrong in it
   */
  public Recipe recipe() {
    List<RecipeError.Problem> problems = new ArrayList<>();
    Recipe recipe = null;
    try {
      Section top =
          new Compose(LoadSettings.builder().build())
              .composeString(text)
              .map(node -> Section.of("", node, problems))
              .orElseGet(() -> new Section("", 0, problems));
      recipe = recipe(top);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      problems.add(
          new RecipeError.Problem(
              line, "not YAML: " + e.getProblem() + ". Maybe check the indentation."));
    } catch (YamlEngineException e) {
      problems.add(
          new RecipeError.Problem(0, "not YAML: " + e.getMessage() + ". Maybe this is no recipe."));
    }
    if (!problems.isEmpty()) {
      throw new RecipeError(path.toString(), problems);
    }
    return recipe;
  }

  private Recipe recipe(Section top) {
    String task = top.word("task", "sudoku", "sudoku4", "maze");
    int size =
        switch (task) {
          case "maze" -> top.whole("size", 8, 4, 40);
          case "sudoku4" -> 4;
          default -> 9;
        };
    int batch = top.whole("batch", 32, 1, 4096);
    int steps = top.whole("steps", 10_000, 1, Integer.MAX_VALUE);
    Recipe recipe =
        new Recipe(
            top.text("recipe", path.getFileName().toString().replaceFirst("\\.yaml$", "")),
            top.text("description", ""),
            Networks.read(top.section("network")),
            task,
            size,
            phases(top, KINDS.get(task)),
            optimiser(top.section("optimiser")),
            top.number("exploration", 0.1, 0, 1),
            batch,
            steps,
            top.number("ema", 0.999, 0, 0.999999),
            top.whole("reportEvery", 50, 1, Integer.MAX_VALUE),
            top.whole("evaluateEvery", 500, 1, Integer.MAX_VALUE),
            top.whole("checkpointEvery", 500, 1, Integer.MAX_VALUE),
            top.whole("testPuzzles", 128, 1, 100_000),
            top.whole("seed", 1, 0, Integer.MAX_VALUE));
    refuseMismatch(top, recipe);
    top.end();
    return recipe;
  }

  /** What a graph network's trainer has fixed, a recipe must not ask for in vain. */
  private static void refuseMismatch(Section top, Recipe recipe) {
    Optimiser optimiser = recipe.optimiser();
    if (recipe.network() instanceof Network.Graph) {
      if (!recipe.task().equals("sudoku")) {
        top.problem(
            "task", "(" + recipe.task() + ") cannot be learned by a graph network. Maybe sudoku.");
      }
      boolean adamw = optimiser.kind().equals("adamw");
      if (!adamw || optimiser.beta1() != 0.9 || optimiser.beta2() != 0.95) {
        top.problem("optimiser", "of a graph network is adamw with betas 0.9 and 0.95.");
      }
      if (optimiser.minRatio() != 1 && optimiser.minRatio() != 0.1) {
        top.problem("optimiser", "of a graph network has a minRatio of 1 or 0.1.");
      }
    } else if (optimiser.decayFrom() != 0) {
      top.problem("optimiser", "has a decayFrom, which only graph networks have. Maybe drop it.");
    }
  }

  private static List<Phase> phases(Section top, List<String> kinds) {
    List<Phase> phases = new ArrayList<>();
    long before = 0;
    List<Section> sections = top.sections("phases");
    for (Section section : sections) {
      boolean last = phases.size() == sections.size() - 1;
      int until = section.whole("until", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
      if (!last && (until <= before || !section.has("until"))) {
        section.problem("until", "must be given, above the phase before (" + before + ").");
      }
      before = until;
      phases.add(
          new Phase(
              section.text("name", "phase " + (phases.size() + 1)),
              until,
              section.whole("maxSteps", 16, 1, 1024),
              mix(section.section("mix"), kinds)));
      section.end();
    }
    if (phases.isEmpty()) {
      phases.add(new Phase("all", Integer.MAX_VALUE, 16, Map.of(kinds.get(0), 1.0)));
    }
    return phases;
  }

  private static Map<String, Double> mix(Section section, List<String> kinds) {
    Map<String, Double> mix = new LinkedHashMap<>();
    double sum = 0;
    for (String kind : kinds) {
      double share = section.number(kind, 0, 0, 1);
      if (share > 0) {
        mix.put(kind, share);
        sum += share;
      }
    }
    if (section.keys().isEmpty()) {
      return Map.of(kinds.get(0), 1.0);
    }
    if (Math.abs(sum - 1) > 1e-6) {
      section.problem(section.keys().get(0), "the shares add up to " + sum + ". Maybe make it 1.");
    }
    section.end();
    return mix;
  }

  private static Optimiser optimiser(Section section) {
    Optimiser optimiser =
        new Optimiser(
            section.word("kind", "adam-atan2", "adamw"),
            section.number("learningRate", 1e-3, 1e-9, 1),
            section.whole("warmup", 100, 0, Integer.MAX_VALUE),
            section.number("minRatio", 1, 0, 1),
            section.whole("decayFrom", 0, 0, Integer.MAX_VALUE),
            section.number("beta1", 0.9, 0, 0.999999),
            section.number("beta2", 0.95, 0, 0.999999),
            section.number("weightDecay", 0.1, 0, 10),
            section.number("clip", 0, 0, 1e6));
    section.end();
    return optimiser;
  }
}
