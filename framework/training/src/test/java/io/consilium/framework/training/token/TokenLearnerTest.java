package io.consilium.framework.training.token;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenLearnerTest {
  private static final String TINY =
      """
      task: sudoku4
      network: {kind: KIND, hidden: 16, heads: 2, lLayers: 1, HLAYERS hCycles: 2, lCycles: 1, expansion: 1}
      phases:
        - {until: 6, maxSteps: 2, mix: {easy: 1}}
        - {maxSteps: 3, mix: {easy: 0.5, minimal: 0.5}}
      optimiser: {learningRate: 5.0e-3, warmup: 5, clip: 1}
      exploration: 0.5
      batch: 8
      steps: 40
      ema: 0.9
      testPuzzles: 8
      """;

  @TempDir private Path directory;

  private static Recipe tiny(String kind) {
    String text =
        TINY.replace("KIND", kind).replace("HLAYERS", kind.equals("hrm") ? "hLayers: 1," : "");
    return new RecipeFile(Path.of("tiny.yaml"), text).recipe();
  }

  private Checkpoint weights(Learner learner, String name) throws IOException {
    Path file = directory.resolve(name);
    learner.writeWeights(file, true, JsonNodeFactory.instance.objectNode());
    return Checkpoint.read(file);
  }

  private static double loss(Learner learner, int updates) {
    double sum = 0;
    for (int i = 0; i < updates; i++) {
      sum += learner.update().loss();
    }
    return sum / updates;
  }

  @ParameterizedTest
  @ValueSource(strings = {"trm", "hrm"})
  void lossFalls(String kind) {
    try (Learner learner = new TokenLearner(tiny(kind))) {
      double early = loss(learner, 5);
      loss(learner, 25);

      assertThat(loss(learner, 5)).isLessThan(0.9 * early);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"trm", "hrm"})
  void oneThatIsRestoredGoesOnAsOneThatNeverStopped(String kind) throws IOException {
    Path state = directory.resolve("state");
    try (Learner whole = new TokenLearner(tiny(kind));
        Learner first = new TokenLearner(tiny(kind));
        Learner second = new TokenLearner(tiny(kind))) {
      loss(whole, 11);
      loss(first, 5);
      first.writeState(state, JsonNodeFactory.instance.objectNode().put("step", first.step()));
      loss(first, 1);

      second.readState(state);
      loss(second, 6);

      assertThat(second.step()).isEqualTo(11);
      assertThat(weights(second, "second").tensors()).isEqualTo(weights(whole, "whole").tensors());
    }
  }

  @Test
  void testsLeaveTheTrainingAsItWas() throws IOException {
    try (Learner tested = new TokenLearner(tiny("trm"));
        Learner untested = new TokenLearner(tiny("trm"))) {
      loss(tested, 2);
      assertThat(tested.evaluate().keySet()).containsExactly("easy", "minimal");
      loss(tested, 2);
      loss(untested, 4);

      assertThat(weights(tested, "a").tensors()).isEqualTo(weights(untested, "b").tensors());
    }
  }

  @Test
  void refusesTheStateOfAnotherNetwork() throws IOException {
    Path state = directory.resolve("state");
    try (Learner trm = new TokenLearner(tiny("trm"));
        Learner hrm = new TokenLearner(tiny("hrm"))) {
      trm.writeState(state, JsonNodeFactory.instance.objectNode().put("step", 0));

      assertThatThrownBy(() -> hrm.readState(state))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is of another network")
          .hasMessageContaining("Maybe put its recipe back");
    }
  }
}
