package io.consilium.framework.neural;

import io.consilium.framework.runtimes.tensor.TensorMemoryExhausted;
import io.consilium.framework.runtimes.tensor.Tensors;
import java.util.Locale;

/**
 * What a network and its passes need, told before anything is allocated. Counted in floating point,
 * which no size overflows. Of a pass it is the least: what comes to more cannot fit.
 *
 * @param weights numbers that are stored
 * @param trained those of them that have a gradient
 * @param row numbers that a block keeps for each position of a pass, without attention's weights
 * @param bound bytes outside the heap
 */
record Footprint(NetworkConfig config, double weights, double trained, double row, double bound) {

  private static final double LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  static Footprint of(NetworkConfig config, FeedForward.Factory feedForward) {
    double d = config.hiddenSize();
    double s = config.positions();
    FeedForward.Size part = feedForward.size(config.hiddenSize());
    FeedForward.Size mixing = SwiGlu.size(config.positions(), config.expansion());
    boolean mixes = config.mixesTokens();
    double block = part.weights() + (mixes ? mixing.weights() : 4 * d * d);
    double places = config.posEncodings() == NetworkConfig.Positions.LEARNED ? s * d : 0;
    double heads = 2 * config.vocabSize() * d + 2 * d + 2;
    double trained = config.blocks() * block + places + heads;
    double puzzles = (double) config.numPuzzleIdentifiers() * config.puzzleEmbNdim();
    double row = part.kept() + (mixes ? d * mixing.kept() / s : 5 * d) + 2 * d;
    double bound = Tensors.health().boundBytes();
    return new Footprint(config, trained + 2 * d + puzzles, trained, row, bound);
  }

  /** Bytes that the weights and their gradients take outside the heap. */
  double weightBytes() {
    return Float.BYTES * (weights + trained);
  }

  /** Bytes that a pass takes outside the heap, at least. */
  double passBytes(int batch, boolean training) {
    double rows = (double) batch * config.positions();
    double attention =
        config.mixesTokens() ? 0 : (double) config.numHeads() * config.positions() * rows;
    double blocks = training ? config.trainedBlocks() : 1;
    return Float.BYTES * (blocks * (rows * row + attention) + rows * config.vocabSize());
  }

  /**
   * Refuses a network that cannot be.
   *
   * @throws IllegalArgumentException with what it needs and what there is
   */
  Footprint requireWeightsFit() {
    double longest =
        Math.max(
            (double) Math.max(config.vocabSize(), config.positions()) * config.hiddenSize(),
            (double) config.numPuzzleIdentifiers() * config.puzzleEmbNdim());
    require("its longest weight", 0, longest, LONGEST_ARRAY);
    require("its weights and gradients", 0, weightBytes() / Float.BYTES, bound / Float.BYTES);
    return requirePassFits(1, false);
  }

  /**
   * Refuses a network that others leave no room for.
   *
   * @throws TensorMemoryExhausted with what it needs and what is held; later it may fit
   */
  void requireLeft() {
    double needed = weightBytes() + passBytes(1, false);
    double used = Tensors.health().usedBytes();
    if (needed > bound - used) {
      throw new TensorMemoryExhausted(
          String.format(
              Locale.ROOT,
              "The network does not fit now: it would take %.0f MB, and others hold %.0f of %.0f MB."
                  + " Maybe use fewer networks at once, or raise consilium.tensor.memory.",
              needed / (1 << 20),
              used / (1 << 20),
              bound / (1 << 20)),
          null);
    }
  }

  /** Refuses a pass over some puzzles at once, as {@link #requireWeightsFit} does. */
  Footprint requirePassFits(int batch, boolean training) {
    double rows = (double) batch * config.positions();
    double wide = Math.max(3.0 * config.hiddenSize(), config.vocabSize());
    double attended = config.mixesTokens() ? 0 : (double) config.numHeads() * config.positions();
    require("a step's longest array", batch, rows * Math.max(wide, attended), LONGEST_ARRAY);
    double needed = weightBytes() + passBytes(batch, training);
    require("a step", batch, needed / Float.BYTES, bound / Float.BYTES);
    // Before and after, of both states; and the logits.
    double heap = rows * (4.0 * config.hiddenSize() + config.vocabSize());
    double heapBound = (double) Runtime.getRuntime().maxMemory() / Float.BYTES;
    require("a step's carry", batch, heap, heapBound);
    return this;
  }

  private void require(String what, int batch, double numbers, double most) {
    if (numbers > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The network does not fit into this process: %s would take %.0f MB, above %.0f MB"
                  + " (puzzles at once %d, hidden_size %d, positions %d, vocab_size %d, blocks %d,"
                  + " puzzle embeddings %d x %d). Maybe fewer puzzles at once, a smaller network,"
                  + " or more memory (consilium.tensor.memory, -Xmx).",
              what,
              numbers * Float.BYTES / (1 << 20),
              most * Float.BYTES / (1 << 20),
              batch,
              config.hiddenSize(),
              config.positions(),
              config.vocabSize(),
              config.blocks(),
              config.numPuzzleIdentifiers(),
              config.puzzleEmbNdim()));
    }
  }
}
