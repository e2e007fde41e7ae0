package io.consilium.framework.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.training.run.Metrics;
import io.consilium.framework.training.run.RunDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainCommandTest {
  private static final String TINY =
      """
      recipe: tiny
      task: sudoku4
      network: {kind: trm, hidden: 16, heads: 2, lLayers: 1, hCycles: 2, lCycles: 1, expansion: 1}
      phases: [{maxSteps: 3, mix: {minimal: 1}}]
      optimiser: {learningRate: 5.0e-3, warmup: 5}
      batch: 4
      steps: 24
      ema: 0.9
      reportEvery: 2
      evaluateEvery: 12
      checkpointEvery: 5
      testPuzzles: 8
      """;

  @TempDir private Path directory;
  private final StringWriter err = new StringWriter();
  private Path recipe;

  @BeforeEach
  void writeRecipe() throws IOException {
    recipe = directory.resolve("tiny.yaml");
    Files.writeString(recipe, TINY);
  }

  private int run(String... arguments) {
    CommandLine commandLine = TrainingMain.commandLine();
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }

  private RunDirectory in(String name) {
    return new RunDirectory(directory.resolve(name));
  }

  @Test
  void aRunThatIsKilledAndResumedEndsAsOneThatIsNot() throws Exception {
    RunDirectory killed = in("killed");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                TrainingMain.class.getName(),
                "train",
                recipe.toString(),
                "--out",
                killed.directory().toString(),
                "--repeatable")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null && !line.startsWith("step 8")) {
        line = lines.readLine();
      }
      assertThat(line).startsWith("step 8");
    } finally {
      child.destroyForcibly().waitFor();
    }

    assertThat(run("train", recipe.toString(), "--out", killed.directory().toString(), "--resume"))
        .isZero();
    RunDirectory whole = in("whole");
    assertThat(run("train", recipe.toString(), "--out", whole.directory().toString())).isZero();

    assertThat(Checkpoint.read(killed.latest()).tensors())
        .isEqualTo(Checkpoint.read(whole.latest()).tensors());
    assertThat(Checkpoint.read(killed.best()).tensors())
        .isEqualTo(Checkpoint.read(whole.best()).tensors());
    assertThat(tests(killed)).isEqualTo(tests(whole));
    assertThat(killed.curvesPng()).exists();
    assertThat(killed.curvesHtml()).exists();
    inspects(whole);
  }

  private static List<Object> tests(RunDirectory run) throws IOException {
    return run.readMetrics().stream()
        .filter(line -> !line.eval().isEmpty())
        .<Object>map(Metrics::eval)
        .toList();
  }

  /** Within the test that trains: training twice would cost too much. */
  private void inspects(RunDirectory run) {
    StringWriter text = new StringWriter();
    CommandLine commandLine = TrainingMain.commandLine();
    commandLine.setOut(new PrintWriter(text, true));
    String best = run.best().toString();

    int code = commandLine.execute("neural", "inspect", best, "--puzzles", "4", "--steps", "3");
    assertThat(code).isZero();
    assertThat(text.toString())
        .contains("Digest: sha256:", "kind:trm", "Participation ratio of H: ")
        .contains("model.inner.lm_head.weight");
    assertThat(run.directory().resolve("best.inspect.png")).exists();
    assertThat(run.directory().resolve("best.inspect.html")).exists();

    text.getBuffer().setLength(0);
    code = commandLine.execute("neural", "study", best, "--puzzles", "4", "--restarts", "2");
    assertThat(code).isZero();
    assertThat(text.toString()).contains("fixed, 1", "learned", "verifier", "mean steps");

    text.getBuffer().setLength(0);
    code = commandLine.execute("neural", "eval", best, "--puzzles", "4", "--restarts", "2");
    assertThat(code).isZero();
    assertThat(text.toString()).contains("easy", "minimal", "all", "verifier, 2 starts");
  }

  @Test
  void refusesToBeginWhereARunStandsAndToResumeWhereThereIsNone() throws IOException {
    RunDirectory there = in("there");
    there.replace(there.recipe(), TINY);
    there.replace(there.resume(), "");

    assertThat(run("train", recipe.toString(), "--out", there.directory().toString()))
        .isEqualTo(TrainingMain.USAGE);
    assertThat(err.toString()).contains("There is a run in (", "Maybe add --resume");
    assertThat(run("train", recipe.toString(), "--out", directory + "/none", "--resume"))
        .isEqualTo(TrainingMain.USAGE);
    assertThat(err.toString()).contains("There is no run in (", "Maybe leave out --resume.");
  }

  @Test
  void aDamagedStateIsSaidSoWithoutAStackTrace() throws IOException {
    RunDirectory there = in("there");
    there.replace(there.recipe(), TINY);
    there.replace(there.resume(), "\u0010\0\0\0\0\0\0\0{broken");

    assertThat(run("train", recipe.toString(), "--out", there.directory().toString(), "--resume"))
        .isEqualTo(TrainingMain.FAILED);
    assertThat(err.toString()).contains("resume.safetensors").doesNotContain("\tat ");
  }

  @Test
  void refusesWhatIsNoRecipe() throws IOException {
    Files.writeString(recipe, "task: chess\n");

    assertThat(run("train", recipe.toString())).isEqualTo(TrainingMain.USAGE);
    assertThat(err.toString()).contains("line 1, task: (chess) must be one of");
    assertThat(run("train", "no-such")).isEqualTo(TrainingMain.USAGE);
    assertThat(err.toString()).contains("there is no such recipe. Maybe one of [");
  }

  @Test
  void makesThePuzzlesOfASeed() {
    StringWriter one = new StringWriter();
    StringWriter two = new StringWriter();
    for (StringWriter out : List.of(one, two)) {
      CommandLine commandLine = TrainingMain.commandLine();
      commandLine.setOut(new PrintWriter(out, true));
      int code = commandLine.execute("neural", "generate", "sudoku4", "--count", "3");
      assertThat(code).isZero();
      code = commandLine.execute("neural", "generate", "sudoku", "--kind", "hard", "--count", "1");
      assertThat(code).isZero();
    }

    assertThat(one.toString().lines()).hasSize(6).allMatch(line -> line.split(",").length == 3);
    assertThat(two).hasToString(one.toString());
  }

  @Test
  void refusesAFileThatIsNoNetwork() throws IOException {
    Path file = directory.resolve("x.safetensors");
    Files.writeString(file, "no network");

    assertThat(run("neural", "inspect", file.toString())).isEqualTo(TrainingMain.USAGE);
    assertThat(run("neural", "inspect", directory + "/none")).isEqualTo(TrainingMain.USAGE);
    assertThat(err.toString()).contains("There is no file (", "Maybe").doesNotContain("\tat ");
  }

  @Test
  void refusesNumbersThatMakeNoSense() {
    for (String[] arguments :
        new String[][] {
          {"train", recipe.toString(), "--threads", "0"},
          {"neural", "eval", "x", "--threads", "0"},
          {"neural", "inspect", "x", "--puzzles", "-1"},
          {"neural", "study", "x", "--restarts", "0"},
          {"neural", "generate", "maze", "--size", "1"},
          {"neural", "ablate", recipe.toString(), "--threads", "0"},
          {"neural", "generate", "chess"}
        }) {
      err.getBuffer().setLength(0);
      assertThat(run(arguments)).isEqualTo(TrainingMain.USAGE);
      assertThat(err.toString()).contains("Maybe").doesNotContain("\tat ");
    }
  }

  @Test
  void refusesToResumeWithAChangedRecipeAndSaysInWhat() throws IOException {
    RunDirectory there = in("there");
    there.replace(there.recipe(), TINY);
    there.replace(there.resume(), "");
    Files.writeString(
        recipe, TINY.replace("batch: 4", "batch: 8").replace("steps: 24", "steps: 9"));

    String out = there.directory().toString();
    assertThat(run("train", recipe.toString(), "--out", out, "--resume"))
        .isEqualTo(TrainingMain.USAGE);
    assertThat(err.toString())
        .contains("differs in (batch, steps). Maybe give (" + there.recipe() + ")");
  }

  @Test
  void refusesToResumeWithAChangedSeedUnlessTheRunsOwnIsNamed() throws IOException {
    RunDirectory there = in("there");
    there.replace(there.recipe(), TINY + "seed: 7\n");
    there.replace(there.resume(), "");
    Files.writeString(recipe, TINY + "seed: 8\n");
    String[] again = {
      "train", recipe.toString(), "--out", there.directory().toString(), "--resume"
    };

    assertThat(run(again)).isEqualTo(TrainingMain.USAGE);
    assertThat(err.toString()).contains("differs in (seed)");
    err.getBuffer().setLength(0);
    run(Stream.concat(Arrays.stream(again), Stream.of("--seed", "7")).toArray(String[]::new));
    assertThat(err.toString()).doesNotContain("differs in");
  }

  @Test
  void aBugOfOursIsNotTakenForBadInput() {
    CommandLine buggy = TrainingMain.commandLine().addSubcommand("bug", new Bug());
    assertThat(buggy.setErr(new PrintWriter(err, true)).execute("bug"))
        .isEqualTo(TrainingMain.FAILED);
    assertThat(err.toString()).contains("The command failed: ").doesNotContain("\tat ");
  }

  @CommandLine.Command(name = "bug")
  private static final class Bug implements Callable<Integer> {
    @Override
    public Integer call() {
      return Integer.parseInt("x");
    }
  }

  @Test
  void aStateOfAnotherNetworkIsRefused() throws IOException {
    RunDirectory there = in("there");
    String out = there.directory().toString();
    Files.writeString(recipe, TINY.replace("steps: 24", "steps: 1"));
    assertThat(run("train", recipe.toString(), "--out", out)).isZero();
    String wider = TINY.replace("hidden: 16", "hidden: 32");
    there.replace(there.recipe(), wider);
    Files.writeString(recipe, wider);

    assertThat(run("train", recipe.toString(), "--out", out, "--resume"))
        .isEqualTo(TrainingMain.FAILED);
    assertThat(err.toString())
        .contains("is of another network", "Maybe put its recipe back")
        .doesNotContain("\tat ");
  }

  @Test
  void aFullDiskAndAPlaceThatIsNoDirectoryAreSaidSo() throws IOException {
    RunDirectory full = in("full");
    Files.createDirectories(full.directory());
    Files.createSymbolicLink(full.metrics(), Path.of("/dev/full"));
    Files.writeString(recipe, TINY.replace("steps: 24", "steps: 1"));

    assertThat(run("train", recipe.toString(), "--out", full.directory().toString()))
        .isEqualTo(TrainingMain.FAILED);
    assertThat(err.toString())
        .contains("No space left on device", "Maybe check the space")
        .doesNotContain("\tat ");
    err.getBuffer().setLength(0);
    assertThat(run("train", recipe.toString(), "--out", recipe + "/run"))
        .isEqualTo(TrainingMain.FAILED);
    assertThat(err.toString()).contains(recipe.toString(), "Maybe").doesNotContain("\tat ");
  }
}
