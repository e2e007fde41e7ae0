package io.consilium.framework.neural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The size of a Tiny Recursive Model; see {@link NetworkConfig}. Zero for {@code expansion}, {@code
 * rmsNormEps} and {@code ropeTheta} stands for the references' 4, 1e-5 and 10000.
 *
 * @param lLayers blocks of the only module
 * @param puzzleEmbLen tokens put in front of each input, 0: as many as the puzzle embedding fills
 * @param mlpT mixes positions by SwiGLU instead of attention
 * @param noActContinue halts by q_halt alone
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TrmConfig(
    @JsonProperty("seq_len") int seqLen,
    @JsonProperty("vocab_size") int vocabSize,
    @JsonProperty("hidden_size") int hiddenSize,
    @JsonProperty("num_heads") int numHeads,
    @JsonProperty("expansion") double expansion,
    @JsonProperty("H_cycles") int hCycles,
    @JsonProperty("L_cycles") int lCycles,
    @JsonProperty("L_layers") int lLayers,
    @JsonProperty("puzzle_emb_ndim") int puzzleEmbNdim,
    @JsonProperty("puzzle_emb_len") int puzzleEmbLen,
    @JsonProperty("num_puzzle_identifiers") int numPuzzleIdentifiers,
    @JsonProperty("pos_encodings") Positions posEncodings,
    @JsonProperty("mlp_t") boolean mlpT,
    @JsonProperty("no_ACT_continue") Boolean noActContinue,
    @JsonProperty("rms_norm_eps") double rmsNormEps,
    @JsonProperty("rope_theta") double ropeTheta,
    @JsonProperty("halt_max_steps") int haltMaxSteps,
    @JsonProperty("halt_exploration_prob") double haltExplorationProb)
    implements NetworkConfig {

  /** Puts in what was left out, and refuses what makes no network. */
  public TrmConfig {
    expansion = expansion == 0 ? 4 : expansion;
    rmsNormEps = rmsNormEps == 0 ? 1e-5 : rmsNormEps;
    ropeTheta = ropeTheta == 0 ? 10000 : ropeTheta;
    posEncodings = posEncodings == null ? Positions.ROPE : posEncodings;
    noActContinue = noActContinue == null || noActContinue;
    NetworkConfig.within("L_layers", lLayers, 1, NetworkConfig.MOST_LAYERS);
    NetworkConfig.within("puzzle_emb_len", puzzleEmbLen, 0, NetworkConfig.MOST_TOKENS);
    if (puzzleEmbLen != 0 && (long) puzzleEmbLen * hiddenSize < puzzleEmbNdim) {
      throw new IllegalArgumentException(
          "puzzle_emb_len %d x hidden_size %d is less than puzzle_emb_ndim %d"
              .formatted(puzzleEmbLen, hiddenSize, puzzleEmbNdim));
    }
  }

  /** The attention network of the paper, 7 million weights (arXiv 2510.04871, section 5). */
  public static TrmConfig paper(int seqLen, int vocabSize, boolean mlpT) {
    return new TrmConfig(
        seqLen,
        vocabSize,
        512,
        8,
        4,
        3,
        6,
        2,
        512,
        16,
        1,
        mlpT ? Positions.NONE : Positions.ROPE,
        mlpT,
        true,
        1e-5,
        10000,
        16,
        0.1);
  }

  @Override
  public int puzzleTokens() {
    boolean told = puzzleEmbNdim > 0 && puzzleEmbLen > 0;
    return told ? puzzleEmbLen : NetworkConfig.tokens(puzzleEmbNdim, hiddenSize);
  }

  @Override
  public int blocks() {
    return lLayers;
  }

  @Override
  public int trainedBlocks() {
    return lLayers * (lCycles + 1);
  }

  @Override
  public boolean mixesTokens() {
    return mlpT;
  }

  @Override
  public boolean learnsToContinue() {
    return !noActContinue;
  }
}
