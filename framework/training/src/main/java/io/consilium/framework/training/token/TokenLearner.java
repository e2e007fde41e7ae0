package io.consilium.framework.training.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.framework.neural.Act;
import io.consilium.framework.neural.Batch;
import io.consilium.framework.neural.Carry;
import io.consilium.framework.neural.CrossEntropy;
import io.consilium.framework.neural.Loss;
import io.consilium.framework.neural.Observer;
import io.consilium.framework.neural.ReasoningNetwork;
import io.consilium.framework.neural.Step;
import io.consilium.framework.neural.TrainingStep;
import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.neural.mixture.MixtureFactory;
import io.consilium.framework.neural.token.TokenNetwork;
import io.consilium.framework.training.puzzle.Split;
import io.consilium.framework.training.recipe.Phase;
import io.consilium.framework.training.recipe.Recipe;
import io.consilium.framework.training.run.Draws;
import io.consilium.framework.training.run.Learner;
import io.consilium.framework.training.task.Puzzle;
import io.consilium.framework.training.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Trains HRM or TRM as the references do: every ACT step of every puzzle is supervised and followed
 * by an update; puzzles that halt make room for new ones (arXiv 2506.21734, section 2, "Deep
 * supervision").
 */
public final class TokenLearner implements Learner {
  private static final long TEST_SEED = 0x7E57;
  private static final int EXPLORING = -1;

  /** As the references evaluate: every puzzle takes all its steps. */
  private static final Act EVALUATING = new Act(false, new int[0], 0, () -> false, Observer.NONE);

  private final Recipe recipe;
  private final Task task;
  private final ObjectNode config;
  private final ReasoningNetwork network;
  private final Optional<MixtureFactory> mixtures;
  private final Weights weights;
  private final TokenBatches batches;
  private final Map<String, List<Puzzle>> tests = new LinkedHashMap<>();
  private Carry carry;
  private long step;

  public TokenLearner(Recipe recipe) {
    this.recipe = recipe;
    this.task = Task.of(recipe.task(), recipe.size());
    this.config = TokenNetworks.config(recipe);
    TokenNetwork made = TokenNetwork.create(config, recipe.seed());
    this.network = made.network();
    this.mixtures = made.mixtures();
    this.weights = new Weights(network, recipe);
    this.batches = new TokenBatches(task, recipe.seed());
    this.carry = network.initialCarry(batches.first(0, recipe.batch(), recipe.phase(0)));
  }

  @Override
  public long step() {
    return step;
  }

  @Override
  public Update update() {
    Phase phase = recipe.phase(step);
    Batch offered = batches.next(step, carry, phase);
    TrainingStep trained =
        network.train(carry, offered, act(phase), CrossEntropy.STABLEMAX, 1.0 / recipe.batch());
    double norm = weights.clipped();
    Loss loss = trained.loss();
    Update update =
        new Update(
            phase.name(),
            recipe.batch(),
            loss.total() / recipe.batch(),
            loss.count(),
            loss.exact(),
            loss.accuracy(),
            loss.steps(),
            norm,
            weights.rate(step));
    if (Double.isFinite(norm) && Double.isFinite(loss.total())) {
      weights.update(step);
      mixtures.ifPresent(MixtureFactory::balance);
      carry = trained.carry();
      step++;
    }
    network.parameters().clearGradients();
    return update;
  }

  private Act act(Phase phase) {
    RandomGenerator random = Draws.at(recipe.seed(), step, EXPLORING);
    int[] leastSteps = new int[recipe.batch()];
    for (int b = 0; b < leastSteps.length; b++) {
      boolean explores = random.nextDouble() < recipe.exploration();
      int least = random.nextInt(2, Math.max(3, phase.maxSteps() + 1));
      leastSteps[b] = explores ? least : 0;
    }
    return new Act(true, leastSteps, phase.maxSteps(), () -> false, Observer.NONE);
  }

  @Override
  public Map<String, Double> evaluate() {
    Map<String, Double> exact = new LinkedHashMap<>();
    weights.whileAveraged(() -> tests().forEach((kind, set) -> exact.put(kind, solved(set))));
    return exact;
  }

  private Map<String, List<Puzzle>> tests() {
    if (tests.isEmpty()) {
      for (String kind : task.kinds()) {
        if (recipe.phases().stream().anyMatch(phase -> phase.mix().containsKey(kind))) {
          RandomGenerator random = Draws.at(TEST_SEED, kind.hashCode(), 0);
          List<Puzzle> set = new ArrayList<>();
          while (set.size() < recipe.testPuzzles()) {
            set.add(task.next(kind, Split.TEST, random));
          }
          tests.put(kind, set);
        }
      }
    }
    return tests;
  }

  private double solved(List<Puzzle> puzzles) {
    int exact = 0;
    for (int from = 0; from < puzzles.size(); from += recipe.batch()) {
      List<Puzzle> some = puzzles.subList(from, Math.min(puzzles.size(), from + recipe.batch()));
      Batch batch = TokenBatches.batch(task, some);
      Carry thinking = network.initialCarry(batch);
      Step last = null;
      for (int t = 0; t < recipe.maxSteps(); t++) {
        last = network.step(thinking, batch, EVALUATING);
        thinking = last.carry();
      }
      exact += ReasoningNetwork.loss(last, CrossEntropy.STABLEMAX).exact();
    }
    return (double) exact / puzzles.size();
  }

  @Override
  public void writeWeights(Path file, boolean averaged, ObjectNode training) throws IOException {
    List<io.consilium.framework.neural.checkpoint.Tensor> tensors = new ArrayList<>();
    if (averaged) {
      weights.whileAveraged(() -> tensors.addAll(network.tensors()));
    } else {
      tensors.addAll(network.tensors());
    }
    Checkpoint.write(file, config, training, tensors);
  }

  @Override
  public void writeState(Path file, ObjectNode position) throws IOException {
    TokenState.write(file, weights.state(), carry, position, config);
  }

  @Override
  public ObjectNode readState(Path file) throws IOException {
    TokenState.Saved saved = TokenState.read(file, config);
    step = saved.position().path("step").asLong();
    weights.restore(saved.tensors(), step);
    carry = saved.carry();
    return saved.position();
  }

  @Override
  public void close() {
    network.close();
  }
}
