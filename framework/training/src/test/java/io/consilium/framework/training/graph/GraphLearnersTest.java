package io.consilium.framework.training.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.training.recipe.Recipe;
import io.consilium.framework.training.recipe.RecipeFile;
import io.consilium.framework.training.run.Learner;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphLearnersTest {
  private static final String TINY =
      """
      task: sudoku
      network: {kind: graph, width: 8, message: 4, hidden: 8, updates: 2}
      phases: [{maxSteps: 2, mix: {easy: 1}}]
      optimiser: {kind: adamw, learningRate: 1.0e-3, warmup: 2, clip: 0.5, weightDecay: 0.01}
      batch: 4
      steps: 10
      """;

  @TempDir private Path directory;

  private static Recipe recipe(String text) {
    return new RecipeFile(Path.of("tiny.yaml"), text).recipe();
  }

  private Checkpoint after(Learner learner, int updates, String name) throws IOException {
    for (int i = 0; i < updates; i++) {
      learner.update();
    }
    learner.writeWeights(directory.resolve(name), false, JsonNodeFactory.instance.objectNode());
    return Checkpoint.read(directory.resolve(name));
  }

  @Test
  void theShippedRecipeIsWhatTheTrainerIsGiven() throws IOException {
    GraphRecipe graph =
        GraphLearners.graph(RecipeFile.find("sudoku-graph", Path.of("recipes")).recipe());

    assertThat(graph.network().updates()).isEqualTo(6);
    assertThat(graph.phases().get(0).easy()).isEqualTo(0.8);
    assertThat(graph.phases()).extracting(GraphRecipe.Phase::segments).endsWith(16);
    assertThat(graph.clip()).isEqualTo(0.5);
    assertThat(graph.rate(graph.decay() - 1)).isEqualTo(graph.learningRate());
    assertThat(graph.rate(graph.steps())).isEqualTo(graph.learningRate() / 10);
  }

  @Test
  void oneThatIsRestoredGoesOnAsOneThatNeverStoppedWithAnyNumberOfThreads() throws IOException {
    Path state = directory.resolve("state");
    try (Learner whole = GraphLearners.of(recipe(TINY), 1);
        Learner first = GraphLearners.of(recipe(TINY), 2);
        Learner second = GraphLearners.of(recipe(TINY), 1)) {
      Checkpoint expected = after(whole, 5, "whole");
      after(first, 3, "first");
      first.writeState(state, JsonNodeFactory.instance.objectNode().put("step", first.step()));

      second.readState(state);

      assertThat(after(second, 2, "second").tensors()).isEqualTo(expected.tensors());
    }
  }

  @Test
  void refusesWhatTheTrainerWouldIgnore() {
    assertThatThrownBy(() -> recipe(TINY.replace("kind: adamw", "kind: adam-atan2")))
        .hasMessageContaining("optimiser: of a graph network is adamw");
    assertThatThrownBy(() -> recipe(TINY.replace("warmup: 2", "minRatio: 0.5")))
        .hasMessageContaining("has a minRatio of 1 or 0.1");
  }
}
