package io.consilium.framework.neural;

import io.consilium.framework.neural.checkpoint.BadCheckpoint;
import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.neural.checkpoint.Tensor;
import io.consilium.framework.runtimes.tensor.TensorMemoryExhausted;
import io.consilium.framework.runtimes.tensor.Tensors;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network that thinks in steps: {@code (carry, batch) -> (carry, outputs)}. It keeps weights and
 * working memory outside the Java heap, both freed by {@link #close}; everything it hands out is an
 * ordinary value. For one thread at a time.
 */
public abstract sealed class ReasoningNetwork implements AutoCloseable permits Hrm, Trm {

  private final NetworkConfig config;
  private final Footprint footprint;
  private final Parameters parameters;
  private final Scratch scratch = new Scratch();
  private final Parameter initialHigh; // [D]
  private final Parameter initialLow; // [D]
  private final InputEmbedding embedding;
  private final OutputHeads heads;

  ReasoningNetwork(NetworkConfig config, Footprint footprint, Parameters parameters) {
    this.config = config;
    this.footprint = footprint;
    this.parameters = parameters;
    this.initialHigh = parameters.fixed("model.inner.H_init", 1, config.hiddenSize());
    this.initialLow = parameters.fixed("model.inner.L_init", 1, config.hiddenSize());
    this.embedding = new InputEmbedding(parameters, config);
    this.heads = new OutputHeads(parameters, config);
  }

  /**
   * How many numbers a network of this size would store; nothing is allocated.
   *
   * @throws IllegalArgumentException if it is none, or could not fit into this process
   */
  public static long weights(NetworkConfig config, FeedForward.Factory feedForward) {
    return (long) fitting(config, feedForward).weights();
  }

  /** Bytes outside the heap that a pass over one puzzle takes at least; nothing is allocated. */
  public static double passBytes(NetworkConfig config, FeedForward.Factory feedForward) {
    NetworkConfig.check(config);
    return Footprint.of(config, feedForward).passBytes(1, false);
  }

  /**
   * Refuses a checkpoint that holds fewer weights than a network of this size: asked first, no
   * altered configuration makes anybody allocate more weights than its file holds. Of a pass it
   * says nothing: heads and positions cost memory without weights, see {@link #passBytes}.
   *
   * @throws BadCheckpoint with both numbers
   * @throws IllegalArgumentException if the configuration makes no network
   */
  public static void requireHeld(
      NetworkConfig config, FeedForward.Factory feedForward, Checkpoint checkpoint)
      throws BadCheckpoint {
    NetworkConfig.check(config);
    double wanted = Footprint.of(config, feedForward).weights();
    long held = checkpoint.weightCount();
    if (wanted > held) {
      throw new BadCheckpoint(
          checkpoint.source(),
          "It holds (%d) weights; its configuration needs (%.0f).".formatted(held, wanted),
          "Maybe it belongs to another configuration than (%s).".formatted(Configs.write(config)));
    }
  }

  /**
   * Takes over the weights of a checkpoint.
   *
   * @throws BadCheckpoint with every tensor that is missing, unknown or of another shape; no weight
   *     was then changed
   */
  public void load(Checkpoint checkpoint) throws BadCheckpoint {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    for (Parameter one : parameters.all()) {
      shapes.put(one.name(), shape(one));
    }
    checkpoint.requireWeights(shapes);
    Map<String, FloatBuffer> numbers = new LinkedHashMap<>();
    shapes
        .keySet()
        .forEach(name -> numbers.put(name, FloatBuffer.wrap(checkpoint.tensor(name).floats())));
    parameters.load(numbers);
  }

  /** Copies of its weights, as {@link #load} takes them from a checkpoint. */
  public List<Tensor> tensors() {
    List<Tensor> tensors = new ArrayList<>();
    for (Parameter one : parameters.all()) {
      float[] values = new float[one.values().limit()];
      one.values().get(0, values);
      tensors.add(Tensor.of(one.name(), shape(one), values));
    }
    return tensors;
  }

  private static int[] shape(Parameter one) {
    return Arrays.stream(one.shape()).mapToInt(Math::toIntExact).toArray();
  }

  static Footprint fitting(NetworkConfig config, FeedForward.Factory feedForward) {
    NetworkConfig.check(config);
    return Footprint.of(config, feedForward).requireWeightsFit();
  }

  /** Makes one; what it took goes if that fails on the way. */
  static <N> N made(Footprint footprint, long seed, Function<Parameters, N> network) {
    return Tensors.bounded(
        () -> {
          footprint.requireLeft();
          Parameters parameters = new Parameters(seed);
          try {
            return network.apply(parameters);
          } catch (RuntimeException | Error e) {
            parameters.close();
            throw e;
          }
        });
  }

  /** The cycles of one step; may overwrite the states it is given, never the embedding. */
  abstract Thought reason(Run run, INDArray high, INDArray low, INDArray embedded);

  /** Its size. */
  public NetworkConfig config() {
    return config;
  }

  /** Its weights. */
  public Parameters parameters() {
    return parameters;
  }

  /** Bytes of working memory held outside the heap, without the weights. */
  public long scratchBytes() {
    return scratch.bytes();
  }

  /**
   * A carry in which every sequence begins with the batch that the first step offers.
   *
   * @throws IllegalArgumentException if the batch is of another shape, or too large for this
   *     process
   */
  public Carry initialCarry(Batch first) {
    fits(first);
    footprint.requirePassFits(first.size(), false);
    return Carry.empty(first, first.size() * config.positions() * config.hiddenSize());
  }

  /**
   * A carry that has begun on its puzzles already, from random states: another attempt after a
   * wrong answer. The states are those of the initial carry plus normal noise.
   *
   * @param std the deviation of the noise
   */
  public Carry randomCarry(Batch puzzles, double std, RandomGenerator random) {
    Carry begun = restart(initialCarry(puzzles), puzzles);
    for (float[] states : new float[][] {begun.high(), begun.low()}) {
      for (int at = 0; at < states.length; at++) {
        states[at] += (float) (std * random.nextGaussian());
      }
    }
    return begun;
  }

  /**
   * One ACT step without gradient.
   *
   * @param offered taken up by the sequences that have halted; ignored by the others
   * @throws StoppedException when asked to stop
   * @throws IllegalArgumentException if the batch is of another shape, too large for this process,
   *     or has unknown tokens
   * @throws io.consilium.framework.runtimes.tensor.TensorMemoryExhausted if too little is left; a
   *     later step may succeed
   */
  public Step step(Carry carry, Batch offered, Act act) {
    return bounded(() -> stepped(carry, offered, act));
  }

  /** A pass that found too little memory lets go of what it took, so that another may fit. */
  private <T> T bounded(Supplier<T> pass) {
    try {
      return Tensors.bounded(pass);
    } catch (TensorMemoryExhausted e) {
      scratch.close();
      throw e;
    }
  }

  private Step stepped(Carry carry, Batch offered, Act act) {
    scratch.reset();
    Carry begun = restart(carry, offered);
    Run run = run(begun, act, false);
    Thought thought = think(begun, run);
    Outputs outputs = heads.forward(thought.high(), offered.size(), scratch);
    return finish(begun, thought, outputs, act, run);
  }

  /**
   * One ACT step, its loss, and d (scale * total loss) / d weights added to their gradients.
   *
   * @param scale 1 / batch in the references' recipes
   * @throws StoppedException when asked to stop; the gradients are then incomplete
   * @throws IllegalArgumentException if the batch is of another shape, too large for this process,
   *     or has unknown tokens
   * @throws io.consilium.framework.runtimes.tensor.TensorMemoryExhausted if too little is left; a
   *     later step may succeed
   */
  public TrainingStep train(
      Carry carry, Batch offered, Act act, CrossEntropy crossEntropy, double scale) {
    return bounded(() -> trained(carry, offered, act, crossEntropy, scale));
  }

  private TrainingStep trained(
      Carry carry, Batch offered, Act act, CrossEntropy crossEntropy, double scale) {
    scratch.reset();
    Carry begun = restart(carry, offered);
    Run run = run(begun, act, true);
    Thought thought = think(begun, run);
    Outputs said = heads.forward(thought.high(), offered.size(), scratch);
    Step step = finish(begun, thought, said, act, run);
    LossHead.Judged judged = new LossHead(crossEntropy).judge(step.carry(), step.outputs(), scale);
    float[][] gQ = {judged.halt(), judged.proceed()};
    INDArray gHigh = heads.backward(thought.high(), judged.logits(), gQ, scratch);
    INDArray gEmbedded = thought.back().apply(gHigh);
    float[] gPuzzles = embedding.backward(begun.data(), gEmbedded);
    int[] ids = gPuzzles.length > 0 ? begun.data().puzzles() : new int[0];
    return new TrainingStep(step.carry(), step.outputs(), judged.loss(), ids, gPuzzles);
  }

  /** The loss of a step that was taken without gradient. */
  public static Loss loss(Step step, CrossEntropy crossEntropy) {
    return new LossHead(crossEntropy).judge(step.carry(), step.outputs(), 1).loss();
  }

  /** Frees weights and working memory. */
  @Override
  public void close() {
    scratch.close();
    parameters.close();
  }

  private Thought think(Carry carry, Run run) {
    INDArray embedded = embedding.forward(carry.data(), scratch);
    run.observer().embedded(embedded);
    return reason(run, states(carry.high()), states(carry.low()), embedded);
  }

  private Step finish(Carry begun, Thought thought, Outputs outputs, Act act, Run run) {
    int[] steps = begun.steps().clone();
    for (int b = 0; b < steps.length; b++) {
      steps[b]++;
    }
    boolean[] halted = act.halts(steps, outputs.halt(), outputs.proceed(), config);
    Carry next =
        new Carry(
            Buffers.array(thought.high()),
            Buffers.array(thought.low()),
            steps,
            halted,
            begun.data());
    boolean bootstrap = act.training() && config.learnsToContinue();
    return new Step(next, bootstrap ? outputs.withTarget(target(next, act, run)) : outputs);
  }

  /** Section 2, "Q-learning": what the best choice of the next step promises. */
  private float[] target(Carry next, Act act, Run run) {
    int[] mark = scratch.mark();
    Thought ahead = think(next, run.untrained().unobserved());
    Outputs outputs = heads.forward(ahead.high(), next.steps().length, scratch);
    scratch.release(mark);
    float[] target = new float[next.steps().length];
    for (int b = 0; b < target.length; b++) {
      float halt = outputs.halt()[b];
      boolean last = next.steps()[b] >= act.lastStep(config);
      float best = last ? halt : Math.max(halt, outputs.proceed()[b]);
      target[b] = (float) (1 / (1 + Math.exp(-best)));
    }
    return target;
  }

  private Carry restart(Carry carry, Batch offered) {
    fits(offered);
    return carry.restarted(
        offered, Buffers.array(initialHigh.value()), Buffers.array(initialLow.value()));
  }

  private Run run(Carry carry, Act act, boolean gradient) {
    footprint.requirePassFits(carry.data().size(), gradient);
    return new Run(
        scratch, carry.data().size(), config.positions(), gradient, act.stop(), act.observer());
  }

  private INDArray states(float[] numbers) {
    INDArray array =
        scratch.take(numbers.length / config.hiddenSize(), config.hiddenSize()); // [B * S, D]
    FloatBuffer into = Buffers.of(array);
    into.put(0, numbers);
    return array;
  }

  private void fits(Batch batch) {
    if (batch.length() != config.seqLen()) {
      throw new IllegalArgumentException(
          "This network reads %d tokens, not %d. Maybe the puzzle is of another size?"
              .formatted(config.seqLen(), batch.length()));
    }
  }
}
