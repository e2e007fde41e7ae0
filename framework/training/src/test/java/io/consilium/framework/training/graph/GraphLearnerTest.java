package io.consilium.framework.training.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.neural.checkpoint.Safetensors;
import io.consilium.framework.neural.checkpoint.Tensor;
import io.consilium.framework.neural.graph.GraphConfig;
import io.consilium.framework.training.graph.GraphRecipe.Phase;
import io.consilium.framework.training.puzzle.HardPool;
import io.consilium.framework.training.run.Progress;
import io.consilium.framework.training.run.RunDirectory;
import io.consilium.framework.training.run.TrainingFailed;
import io.consilium.framework.training.run.TrainingLoop;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphLearnerTest {
  private static final GraphConfig NETWORK =
      new GraphConfig(
          8, 4, 8, 2, List.of("cell", "row", "column", "box", "row_in_box", "column_in_box"));
  private static final List<Phase> PHASES =
      List.of(new Phase("first", 5, 2, 1, 0, 0, 0, 0), new Phase("then", 99, 4, 1, 1, 0, 0, 0));
  private static final int STEPS = 12;
  private static final double RATE = 1e-2;

  @TempDir private Path directory;

  private static GraphRecipe recipe(double rate) {
    return new GraphRecipe(NETWORK, PHASES, 10, rate, 2, 8, STEPS, 0.5, 0.01, 0.9, 0.2, 3);
  }

  private static GraphLearner learner(double rate, int threads) {
    return new GraphLearner(recipe(rate), new HardPool(), threads);
  }

  private static TrainingLoop loop(GraphLearner learner, RunDirectory run) {
    TrainingLoop.Plan plan =
        new TrainingLoop.Plan(99, 2, Integer.MAX_VALUE, 5, Double.POSITIVE_INFINITY);
    Progress quiet = new Progress(new PrintStream(OutputStream.nullOutputStream()), false);
    return new TrainingLoop(learner, run, plan, quiet, JsonNodeFactory.instance.objectNode());
  }

  private RunDirectory trained(String name, int threads) throws IOException {
    RunDirectory run = new RunDirectory(directory.resolve(name));
    try (GraphLearner learner = learner(RATE, threads)) {
      loop(learner, run).train(() -> learner.step() == STEPS);
    }
    return run;
  }

  private static Map<String, Tensor> state(RunDirectory run) throws IOException {
    return Safetensors.read(run.resume()).tensors();
  }

  /** Dies before an update without saving, as by kill -9. */
  private static BooleanSupplier deathAfter(int updates) {
    int[] asked = {0};
    return () -> {
      if (asked[0]++ == updates) {
        throw new IllegalStateException("killed");
      }
      return false;
    };
  }

  @Test
  void aRunKilledAndResumedEndsAsOneThatWasNot() throws IOException {
    RunDirectory whole = trained("whole", 1);
    for (int updates : new int[] {0, 3, 5, 7}) {
      RunDirectory run = new RunDirectory(directory.resolve("killed" + updates));
      try (GraphLearner learner = learner(RATE, 1)) {
        assertThatThrownBy(() -> loop(learner, run).train(deathAfter(updates)))
            .hasMessage("killed");
      }
      try (GraphLearner learner = learner(RATE, 1)) {
        TrainingLoop loop = loop(learner, run);
        loop.resume();
        loop.train(() -> learner.step() == STEPS);
      }

      assertThat(state(run)).isEqualTo(state(whole));
      assertThat(Checkpoint.read(run.latest()).tensors())
          .isEqualTo(Checkpoint.read(whole.latest()).tensors());
    }
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws IOException {
    assertThat(state(trained("three", 3))).isEqualTo(state(trained("one", 1)));
  }

  @Test
  void aGradientThatIsNoNumberEndsTheRunAndTheLastCheckpointStands() throws IOException {
    RunDirectory run = trained("good", 1);
    Safetensors good = Safetensors.read(run.resume());
    float[] weights = good.tensors().get("weights").floats();
    weights[0] = Float.NaN;
    List<Tensor> tensors = new ArrayList<>(good.tensors().values());
    tensors.set(
        tensors.indexOf(good.tensors().get("weights")),
        Tensor.of("weights", new int[] {weights.length}, weights));
    Map<String, String> metadata = new TreeMap<>(good.metadata());
    metadata.put("step", "6");
    Path damaged = directory.resolve("damaged");
    Safetensors.write(damaged, metadata, tensors);

    try (GraphLearner learner = learner(RATE, 1)) {
      learner.readState(damaged);
      assertThatThrownBy(() -> loop(learner, run).train(() -> false))
          .isInstanceOf(TrainingFailed.class)
          .hasMessageContaining("after step (6)")
          .hasMessageContaining("last good checkpoint");
    }
    assertThat(state(run)).isEqualTo(good.tensors());
  }

  @Test
  void weightsThatAreNoNumbersNeverReplaceAState() throws IOException {
    RunDirectory run = new RunDirectory(directory.resolve("far"));
    try (GraphLearner learner = learner(1e39, 1)) {
      assertThatThrownBy(() -> loop(learner, run).train(() -> learner.step() == 1))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("diverged");
    }
    assertThat(state(run).get("weights").firstNotFinite()).isNegative();
  }

  @Test
  void aDamagedStateIsToldOfWithItsFile() throws IOException {
    RunDirectory run = trained("short", 1);
    Safetensors whole = Safetensors.read(run.resume());
    List<Tensor> tensors = new ArrayList<>(whole.tensors().values());
    tensors.removeIf(tensor -> tensor.name().equals("slot.1.latent"));
    Safetensors.write(run.resume(), whole.metadata(), tensors);

    try (GraphLearner learner = learner(RATE, 1)) {
      assertThatThrownBy(() -> loop(learner, run).resume())
          .isInstanceOf(IOException.class)
          .hasMessageContaining(run.resume().toString())
          .hasMessageContaining("slot.1.latent");
    }
  }

  @Test
  void placesDoNotDrawEachOthersNumbers() {
    List<Set<Long>> places = new ArrayList<>();
    for (int place = 0; place < 4; place++) {
      Set<Long> numbers = new HashSet<>();
      for (int drawn = 0; drawn < 16; drawn++) {
        RandomGenerator random = Slot.random(3, place, drawn);
        random.longs(200).forEach(numbers::add);
      }
      places.add(numbers);
    }
    for (int place = 1; place < 4; place++) {
      assertThat(places.get(place)).doesNotContainAnyElementsOf(places.get(place - 1));
    }
  }
}
