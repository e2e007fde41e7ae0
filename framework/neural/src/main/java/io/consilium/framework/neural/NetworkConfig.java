package io.consilium.framework.neural;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What HRM's and TRM's configurations have in common. Names in JSON are the references'. */
public sealed interface NetworkConfig permits HrmConfig, TrmConfig {

  /** Blocks of a module at most: many times what anybody trains. */
  int MOST_LAYERS = 1024;

  /** Tokens of an input at most, and of a puzzle. */
  int MOST_TOKENS = 1 << 20;

  /** Cycles at most. */
  int MOST_CYCLES = 1024;

  /** Inner width of SwiGLU at most, before the two thirds. */
  int MOST_EXPANSION = 64;

  /** Tokens of an input, T, without those of its puzzle. */
  int seqLen();

  /** Different tokens, V. */
  int vocabSize();

  /** Width of a state at a position, D. */
  int hiddenSize();

  /** Heads of attention. */
  int numHeads();

  /** Of SwiGLU, before the two thirds and the rounding up to 256. */
  double expansion();

  /** Slow updates of an ACT step, N. */
  int hCycles();

  /** Fast updates for each slow one, T. */
  int lCycles();

  /** Numbers of a puzzle's embedding, 0 for none. */
  int puzzleEmbNdim();

  /** Rows of the puzzle embedding. */
  int numPuzzleIdentifiers();

  /** How positions are told apart. */
  Positions posEncodings();

  /** Within the root of RMSNorm. */
  double rmsNormEps();

  /** Base of the rotary angles. */
  double ropeTheta();

  /** ACT steps after which a sequence halts at the latest. */
  int haltMaxSteps();

  /** The share of sequences that training keeps from halting early. */
  double haltExplorationProb();

  /** Tokens put in front of each input. */
  @JsonIgnore
  int puzzleTokens();

  /** Whether halting compares q_halt with a learned q_continue, instead of with 0. */
  @JsonIgnore
  boolean learnsToContinue();

  /** Blocks that have weights of their own. */
  @JsonIgnore
  int blocks();

  /** Blocks that a training step keeps for its gradient, each as often as it is called. */
  @JsonIgnore
  int trainedBlocks();

  /** Whether blocks mix positions by SwiGLU instead of attention. */
  @JsonIgnore
  default boolean mixesTokens() {
    return false;
  }

  /** Positions of the states, S: T and the puzzle's. */
  @JsonIgnore
  default int positions() {
    return seqLen() + puzzleTokens();
  }

  /**
   * Refuses what no network can be made of.
   *
   * @throws IllegalArgumentException naming the setting and its value
   */
  static void check(NetworkConfig config) {
    within("seq_len", config.seqLen(), 1, MOST_TOKENS);
    within("vocab_size", config.vocabSize(), 1, 1 << 24);
    within("hidden_size", config.hiddenSize(), 1, 1 << 16);
    within("num_heads", config.numHeads(), 1, config.hiddenSize());
    within("H_cycles", config.hCycles(), 1, MOST_CYCLES);
    within("L_cycles", config.lCycles(), 1, MOST_CYCLES);
    within("halt_max_steps", config.haltMaxSteps(), 1, 1 << 20);
    within("puzzle_emb_ndim", config.puzzleEmbNdim(), 0, 1 << 20);
    within("num_puzzle_identifiers", config.numPuzzleIdentifiers(), 0, 1 << 28);
    if (!(config.expansion() > 0 && config.expansion() <= MOST_EXPANSION)) {
      throw new IllegalArgumentException(
          "expansion is %s, not in (0, %d]. Maybe 4?"
              .formatted(config.expansion(), MOST_EXPANSION));
    }
    if (config.hiddenSize() % config.numHeads() != 0) {
      throw new IllegalArgumentException(
          "hidden_size %d is no multiple of num_heads %d"
              .formatted(config.hiddenSize(), config.numHeads()));
    }
    if (config.posEncodings() == Positions.ROPE
        && config.hiddenSize() / config.numHeads() % 2 != 0) {
      throw new IllegalArgumentException(
          "Rotary positions need heads of even width, not %d. Maybe another num_heads?"
              .formatted(config.hiddenSize() / config.numHeads()));
    }
  }

  /** How positions are told apart. */
  enum Positions {
    /** Rotary angles within attention. */
    @JsonProperty("rope")
    ROPE,
    /** An embedding added to the input. */
    @JsonProperty("learned")
    LEARNED,
    /** Not at all. */
    @JsonProperty("none")
    NONE
  }

  /** Tokens that a puzzle's embedding fills. */
  static int tokens(int numbers, int width) {
    return (int) (((long) numbers + width - 1) / width);
  }

  /** Refuses a setting that is too small, or so large that it can only be a mistake. */
  static void within(String name, int value, int least, int most) {
    if (value < least) {
      throw new IllegalArgumentException("%s is %d, not at least %d".formatted(name, value, least));
    }
    if (value > most) {
      throw new IllegalArgumentException(
          "%s is %d, above %d. Maybe the configuration was altered?".formatted(name, value, most));
    }
  }
}
