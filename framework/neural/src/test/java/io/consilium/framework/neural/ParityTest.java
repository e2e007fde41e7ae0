package io.consilium.framework.neural;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.framework.neural.optim.AdamATan2;
import io.consilium.framework.neural.optim.SignSgd;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The networks give the references' numbers, to 1e-4 of the largest of each tensor. */
class ParityTest {

  private static final double CLOSE = 1e-4;
  private static final int STEPS = 5;

  @ParameterizedTest
  @CsvSource({
    "hrm_puz, eval", "hrm_puz, train", "hrm_puz, explore",
    "hrm_nopuz, eval", "hrm_nopuz, train", "hrm_nopuz, explore",
    "trm_att, eval", "trm_att, train", "trm_att, explore",
    "trm_mlp, eval", "trm_mlp, train", "trm_mlp, explore",
    "trm_learned_nopuz, eval", "trm_learned_nopuz, train", "trm_learned_nopuz, explore"
  })
  void fiveStepsGoAsInTheReference(String name, String mode) {
    Golden golden = Golden.of(name + "_steps");
    try (ReasoningNetwork network = Golden.network(name)) {
      Carry carry = network.initialCarry(golden.batch(1));
      assertThat(carry.steps()).isEqualTo(golden.ints("initial_carry.steps"));
      assertThat(carry.halted()).isEqualTo(golden.truths("initial_carry.halted"));
      for (int n = 1; n <= STEPS; n++) {
        Step step = network.step(carry, golden.batch(n), act(golden, mode, n));
        compare(golden, mode + "." + n + ".", step);
        carry = step.carry();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hrm_puz", "hrm_nopuz", "trm_att", "trm_mlp", "trm_learned_nopuz"})
  void freshSequencesBeginAtTheInitialStates(String name) {
    Golden golden = Golden.of(name + "_steps");
    try (ReasoningNetwork network = Golden.network(name)) {
      Carry begun = network.randomCarry(golden.batch(1), 0, new Random(1));
      golden.equal("initial_carry.z_H", begun.high(), 0);
      golden.equal("initial_carry.z_L", begun.low(), 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hrm_puz", "hrm_nopuz", "trm_att", "trm_mlp", "trm_learned_nopuz"})
  void everyModuleCallGivesTheTracedState(String name) {
    Golden golden = Golden.of(name + "_steps");
    List<String> calls = new ArrayList<>();
    Observer tracer =
        new Observer() {
          @Override
          public void embedded(INDArray embedded) {
            golden.equal("eval.1.trace.input_embeddings", embedded, CLOSE);
          }

          @Override
          public void called(String module, INDArray state) {
            String call = "eval.1.trace.%02d.%s".formatted(calls.size(), module);
            calls.add(call);
            golden.equal(call, state, CLOSE);
          }
        };
    try (ReasoningNetwork network = Golden.network(name)) {
      Carry carry = network.initialCarry(golden.batch(1));
      network.step(carry, golden.batch(1), Act.evaluate().watchedBy(tracer));
    }
    assertThat(calls).hasSize(name.startsWith("hrm") ? 6 : 9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hrm_puz", "hrm_nopuz", "trm_att", "trm_mlp", "trm_learned_nopuz"})
  void gradientsAreTheReferences(String name) {
    Golden golden = Golden.of(name + "_grads");
    Batch batch = Golden.of(name + "_steps").batch(1);
    try (ReasoningNetwork network = Golden.network(name)) {
      TrainingStep step =
          network.train(network.initialCarry(batch), batch, Act.train(), CrossEntropy.STABLEMAX, 1);
      golden.equal("total_loss", step.loss().total(), CLOSE);
      golden.equal("lm_loss", step.loss().language(), CLOSE);
      golden.equal("q_halt_loss", step.loss().halt(), CLOSE);
      if (golden.has("q_continue_loss")) {
        golden.equal("q_continue_loss", step.loss().proceed(), CLOSE);
      }
      for (Parameter parameter : network.parameters().trained()) {
        golden.equal("grad." + parameter.name(), parameter.gradient(), CLOSE);
      }
      if (golden.has("local_ids")) {
        assertThat(step.puzzleIds()).isEqualTo(golden.ints("local_ids"));
        golden.equal("grad.model.inner.puzzle_emb.local_weights", step.puzzleGradients(), CLOSE);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hrm_puz", "hrm_nopuz", "trm_att", "trm_mlp", "trm_learned_nopuz"})
  void threeOptimiserStepsEndAtTheReferencesWeights(String name) {
    Golden golden = Golden.of(name + "_opt3");
    Golden steps = Golden.of(name + "_steps");
    try (ReasoningNetwork network = Golden.network(name)) {
      Map<String, AdamATan2> optimizers = new LinkedHashMap<>();
      for (Parameter parameter : network.parameters().trained()) {
        int size = (int) parameter.value().length();
        optimizers.put(parameter.name(), new AdamATan2(size, 0.9, 0.95, 0.1));
      }
      Carry carry = network.initialCarry(steps.batch(1));
      for (int n = 1; n <= 3; n++) {
        Batch batch = steps.batch(n);
        network.parameters().clearGradients();
        TrainingStep step =
            network.train(carry, batch, Act.train(), CrossEntropy.STABLEMAX, 1.0 / batch.size());
        String iteration = "iter." + n + ".";
        golden.equal(iteration + "total_loss", step.loss().total(), CLOSE);
        golden.equal(iteration + "logits", step.outputs().logits(), CLOSE);
        golden.equal(iteration + "q_halt_logits", step.outputs().halt(), CLOSE);
        assertThat(step.carry().halted()).isEqualTo(golden.truths(iteration + "halted"));
        assertThat(step.carry().steps()).isEqualTo(golden.ints(iteration + "steps"));
        if (step.puzzleIds().length > 0) {
          updatePuzzles(network, step);
        }
        for (Parameter parameter : network.parameters().trained()) {
          optimizers.get(parameter.name()).step(parameter.values(), parameter.gradients(), 1e-3);
        }
        carry = step.carry();
      }
      for (Parameter parameter : network.parameters().all()) {
        golden.equal("after3." + parameter.name(), parameter.value(), CLOSE);
      }
    }
  }

  private static void updatePuzzles(ReasoningNetwork network, TrainingStep step) {
    Parameter puzzles = network.parameters().get("model.inner.puzzle_emb.weights");
    int width = (int) puzzles.shape()[1];
    new SignSgd((int) puzzles.shape()[0], width, 0.1)
        .step(puzzles.values(), step.puzzleIds(), FloatBuffer.wrap(step.puzzleGradients()), 1e-2);
  }

  private static Act act(Golden golden, String mode, int n) {
    if (mode.equals("explore")) {
      return Act.explore(
          0.5,
          golden.floats("explore." + n + ".draw_rand"),
          golden.ints("explore." + n + ".draw_min_halt_steps"));
    }
    return mode.equals("train") ? Act.train() : Act.evaluate();
  }

  private static void compare(Golden golden, String prefix, Step step) {
    Carry carry = step.carry();
    Outputs outputs = step.outputs();
    golden.equal(prefix + "z_H", carry.high(), CLOSE);
    golden.equal(prefix + "z_L", carry.low(), CLOSE);
    assertThat(carry.steps()).isEqualTo(golden.ints(prefix + "steps"));
    assertThat(carry.halted()).isEqualTo(golden.truths(prefix + "halted"));
    assertThat(carry.finished()).isEqualTo(golden.truths(prefix + "all_finish")[0]);
    assertThat(carry.data().inputs()).isEqualTo(golden.ints(prefix + "current_data.inputs"));
    assertThat(carry.data().labels()).isEqualTo(golden.ints(prefix + "current_data.labels"));
    assertThat(carry.data().puzzles())
        .isEqualTo(golden.ints(prefix + "current_data.puzzle_identifiers"));
    golden.equal(prefix + "logits", outputs.logits(), CLOSE);
    golden.equal(prefix + "q_halt_logits", outputs.halt(), CLOSE);
    golden.equal(prefix + "q_continue_logits", outputs.proceed(), CLOSE);
    assertThat(outputs.target().length > 0).isEqualTo(golden.has(prefix + "target_q_continue"));
    if (outputs.target().length > 0) {
      golden.equal(prefix + "target_q_continue", outputs.target(), CLOSE);
    }
    if (golden.has(prefix + "preds")) {
      assertThat(outputs.answers()).isEqualTo(golden.ints(prefix + "preds"));
    }
    Loss loss = ReasoningNetwork.loss(step, CrossEntropy.STABLEMAX);
    String metric = prefix + "metrics.";
    golden.equal(prefix + "total_loss", loss.total(), CLOSE);
    golden.equal(metric + "lm_loss", loss.language(), CLOSE);
    golden.equal(metric + "q_halt_loss", loss.halt(), CLOSE);
    if (golden.has(metric + "q_continue_loss")) {
      golden.equal(metric + "q_continue_loss", loss.proceed(), CLOSE);
    }
    golden.equal(metric + "accuracy", loss.accuracy(), CLOSE);
    assertThat(new int[] {loss.count(), loss.exact(), loss.haltRight(), loss.steps()})
        .containsExactly(
            golden.ints(metric + "count")[0],
            golden.ints(metric + "exact_accuracy")[0],
            golden.ints(metric + "q_halt_accuracy")[0],
            golden.ints(metric + "steps")[0]);
  }
}
