package io.consilium.framework.training.graph;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.framework.neural.checkpoint.Safetensors;
import io.consilium.framework.neural.checkpoint.Tensor;
import io.consilium.framework.neural.graph.ConstraintGraph;
import io.consilium.framework.neural.graph.GraphCarry;
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
import io.consilium.framework.training.puzzle.Sudoku;
import io.consilium.framework.training.run.Learner;
import io.consilium.framework.training.run.TrainingFailed;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
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
  private static final ObjectMapper JSON = new ObjectMapper();

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
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("position", JSON.writeValueAsString(position));
    metadata.put("recipe", JSON.writeValueAsString(recipe.network()));
    metadata.put("step", Long.toString(step));
    metadata.put("optimiser.steps", Long.toString(optimiser.steps()));
    metadata.put("average.steps", Long.toString(average.steps()));
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(vector("weights", weights.values()));
    optimiser.state().forEach((name, values) -> tensors.add(vector("optimiser." + name, values)));
    average.state().forEach((name, values) -> tensors.add(vector("average." + name, values)));
    for (Slot slot : slots()) {
      String name = "slot." + slots().indexOf(slot) + ".";
      if (slot.sudoku != null) {
        metadata.put(name + "clues", Sudoku.text(slot.sudoku.clues()));
        metadata.put(name + "solution", Sudoku.text(slot.sudoku.solution()));
        metadata.put(
            name + "at", slot.drawn + " " + slot.segments + " " + slot.lingers + " " + slot.over);
        tensors.add(vector(name + "answer", slot.carry.answer()));
        tensors.add(vector(name + "latent", slot.carry.latent()));
      }
    }
    Safetensors.write(file, metadata, tensors);
  }

  private List<Slot> slots() {
    return chunks.stream().flatMap(chunk -> chunk.slots.stream()).toList();
  }

  private static Tensor vector(String name, float[] values) {
    return Tensor.of(name, new int[] {values.length}, values);
  }

  @Override
  public ObjectNode readState(Path file) throws IOException {
    Safetensors state = Safetensors.read(file);
    Map<String, String> metadata = state.metadata();
    if (!JSON.writeValueAsString(recipe.network()).equals(metadata.get("recipe"))) {
      throw new IOException(
          "The state in ("
              + file
              + ") is of another network ("
              + metadata.get("recipe")
              + "). Maybe it belongs to another recipe.");
    }
    step = Long.parseLong(metadata.get("step"));
    float[] values = state.tensors().get("weights").floats();
    System.arraycopy(values, 0, weights.values(), 0, values.length);
    optimiser.restore(Long.parseLong(metadata.get("optimiser.steps")), part(state, "optimiser."));
    average.restore(Long.parseLong(metadata.get("average.steps")), part(state, "average."));
    List<Slot> slots = slots();
    for (int i = 0; i < slots.size(); i++) {
      restore(slots.get(i), "slot." + i + ".", state);
    }
    return (ObjectNode) JSON.readTree(metadata.get("position"));
  }

  private static Map<String, float[]> part(Safetensors state, String prefix) {
    Map<String, float[]> part = new LinkedHashMap<>();
    state
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), tensor.floats());
              }
            });
    return part;
  }

  private static void restore(Slot slot, String name, Safetensors state) {
    String clues = state.metadata().get(name + "clues");
    if (clues == null) {
      return;
    }
    slot.take(
        new Sudoku(Sudoku.cells(clues), Sudoku.cells(state.metadata().get(name + "solution"))));
    String[] at = state.metadata().get(name + "at").split(" ");
    slot.drawn = Long.parseLong(at[0]);
    slot.segments = Integer.parseInt(at[1]);
    slot.lingers = Boolean.parseBoolean(at[2]);
    slot.over = Boolean.parseBoolean(at[3]);
    slot.carry =
        new GraphCarry(
            ConstraintGraph.sudoku(Slot.ints(slot.sudoku.clues()), 3, 3),
            state.tensors().get(name + "answer").floats(),
            state.tensors().get(name + "latent").floats(),
            slot.segments);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
