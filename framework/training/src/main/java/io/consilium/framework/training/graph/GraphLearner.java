package io.consilium.framework.training.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.framework.neural.graph.GraphCheckpoint;
import io.consilium.framework.neural.graph.GraphTrainee;
import io.consilium.framework.neural.graph.GraphTrainee.Outcome;
import io.consilium.framework.neural.graph.GraphWeights;
import io.consilium.framework.neural.optim.AdamW;
import io.consilium.framework.neural.optim.Ema;
import io.consilium.framework.neural.optim.GradientNorm;
import io.consilium.framework.training.graph.GraphRecipe.Phase;
import io.consilium.framework.training.puzzle.HardPool;
import io.consilium.framework.training.puzzle.Split;
import io.consilium.framework.training.run.Learner;
import io.consilium.framework.training.run.TrainingFailed;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Trains a graph network with deep supervision: every place in the batch runs one segment a step,
 * keeps its carry, and takes a new puzzle once it is solved or given up. Gradients are summed in
 * the order of fixed chunks, so that the number of threads changes nothing.
 */
final class GraphLearner implements Learner {
  private static final int CHUNKS = 8;

  private final GraphRecipe recipe;
  private final GraphWeights weights;
  private final AdamW optimiser;
  private final Ema average;
  private final HardPool pool;
  private final List<Chunk> chunks = new ArrayList<>();
  private final ExecutorService threads;
  private final GraphTest test;
  private long step;

  GraphLearner(GraphRecipe recipe, HardPool pool, int threadCount) {
    this.recipe = recipe;
    this.pool = pool;
    this.weights = GraphWeights.random(recipe.network(), new SplittableRandom(recipe.seed()));
    this.optimiser = new AdamW(weights.values().length, 0.9, 0.95, 1e-8, recipe.weightDecay());
    this.average = new Ema(weights.values().length, recipe.average());
    average.start(FloatBuffer.wrap(weights.values()));
    this.threads = Executors.newFixedThreadPool(threadCount);
    for (int c = 0; c < CHUNKS; c++) {
      List<Slot> slots = new ArrayList<>();
      for (int place = c; place < recipe.batch(); place += CHUNKS) {
        slots.add(new Slot(recipe.seed(), place));
      }
      chunks.add(new Chunk(slots));
    }
    this.test = new GraphTest(recipe, pool, threads);
  }

  /** Some places, their gradient, and the workspace of whoever runs them. */
  private final class Chunk {
    private final List<Slot> slots;
    private final float[] grad = new float[weights.values().length];
    private final GraphTrainee trainee = new GraphTrainee(weights);
    private final PuzzleSource source = new PuzzleSource(Split.TRAIN, pool);

    Chunk(List<Slot> slots) {
      this.slots = slots;
    }

    Sums run(Phase phase, float[] turned) {
      Arrays.fill(grad, 0);
      Sums sums = new Sums();
      for (Slot slot : slots) {
        slot.fill(phase, source, recipe);
        Outcome outcome = trainee.segment(slot.carry, slot.solution, turned, grad);
        slot.segments++;
        boolean last = slot.segments >= phase.segments();
        slot.over = last || (outcome.exact() && !slot.lingers);
        sums.loss += outcome.loss();
        if (slot.over) {
          sums.halted++;
          sums.exact += outcome.exact() ? 1 : 0;
          sums.cells += outcome.right();
          sums.steps += slot.segments;
        }
      }
      return sums;
    }
  }

  private static final class Sums {
    private double loss;
    private int halted;
    private double exact;
    private double cells;
    private double steps;

    void add(Sums other) {
      loss += other.loss;
      halted += other.halted;
      exact += other.exact;
      cells += other.cells;
      steps += other.steps;
    }
  }

  @Override
  public long step() {
    return step;
  }

  @Override
  public Update update() {
    Phase phase = recipe.phase(step);
    float[] turned = weights.transposed();
    List<Callable<Sums>> work = new ArrayList<>();
    chunks.forEach(chunk -> work.add(() -> chunk.run(phase, turned)));
    Sums sums = new Sums();
    all(threads, work).forEach(sums::add);
    float[] grad = new float[weights.values().length];
    for (Chunk chunk : chunks) {
      for (int i = 0; i < grad.length; i++) {
        grad[i] += chunk.grad[i] / recipe.batch();
      }
    }
    double norm = GradientNorm.clip(List.of(FloatBuffer.wrap(grad)), recipe.clip());
    double rate = recipe.rate(step);
    if (Double.isFinite(norm) && Double.isFinite(sums.loss)) {
      optimiser.step(FloatBuffer.wrap(weights.values()), FloatBuffer.wrap(grad), rate);
      average.update(FloatBuffer.wrap(weights.values()));
      step++;
    }
    return new Update(
        phase.name(),
        recipe.batch(),
        sums.loss / recipe.batch(),
        sums.halted,
        sums.exact,
        sums.cells,
        sums.steps,
        norm,
        rate);
  }

  static <T> List<T> all(ExecutorService threads, List<Callable<T>> work) {
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(work)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrainingFailed("Interrupted.");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public Map<String, Double> evaluate() {
    return test.exact(averaged());
  }

  private GraphWeights averaged() {
    GraphWeights copy = new GraphWeights(recipe.network());
    average.copyTo(FloatBuffer.wrap(copy.values()));
    return copy;
  }

  @Override
  public void writeWeights(Path file, boolean average, ObjectNode training) throws IOException {
    GraphCheckpoint.write(file, average ? averaged() : weights, training);
  }

  @Override
  public void writeState(Path file, ObjectNode position) throws IOException {
    state().write(file, new GraphState.Position(step, position));
  }

  @Override
  public ObjectNode readState(Path file) throws IOException {
    GraphState.Position read = state().read(file);
    step = read.step();
    return read.position();
  }

  private GraphState state() {
    List<Slot> slots = chunks.stream().flatMap(chunk -> chunk.slots.stream()).toList();
    return new GraphState(weights, optimiser, average, slots);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
