package io.consilium.framework.neural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The size of a Hierarchical Reasoning Model; see {@link NetworkConfig}. Zero for {@code
 * expansion}, {@code rmsNormEps} and {@code ropeTheta} stands for the references' 4, 1e-5 and
 * 10000.
 *
 * @param hLayers blocks of the slow module
 * @param lLayers blocks of the fast module
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record HrmConfig(
    @JsonProperty("seq_len") int seqLen,
    @JsonProperty("vocab_size") int vocabSize,
    @JsonProperty("hidden_size") int hiddenSize,
    @JsonProperty("num_heads") int numHeads,
    @JsonProperty("expansion") double expansion,
    @JsonProperty("H_cycles") int hCycles,
    @JsonProperty("L_cycles") int lCycles,
    @JsonProperty("H_layers") int hLayers,
    @JsonProperty("L_layers") int lLayers,
    @JsonProperty("puzzle_emb_ndim") int puzzleEmbNdim,
    @JsonProperty("num_puzzle_identifiers") int numPuzzleIdentifiers,
    @JsonProperty("pos_encodings") Positions posEncodings,
    @JsonProperty("rms_norm_eps") double rmsNormEps,
    @JsonProperty("rope_theta") double ropeTheta,
    @JsonProperty("halt_max_steps") int haltMaxSteps,
    @JsonProperty("halt_exploration_prob") double haltExplorationProb)
    implements NetworkConfig {

  /** Puts in what was left out, and refuses what makes no network. */
  public HrmConfig {
    expansion = expansion == 0 ? 4 : expansion;
    rmsNormEps = rmsNormEps == 0 ? 1e-5 : rmsNormEps;
    ropeTheta = ropeTheta == 0 ? 10000 : ropeTheta;
    posEncodings = posEncodings == null ? Positions.ROPE : posEncodings;
    if (hLayers < 1 || lLayers < 1) {
      throw new IllegalArgumentException(
          "H_layers %d, L_layers %d: each is at least 1".formatted(hLayers, lLayers));
    }
    NetworkConfig.within("H_layers", hLayers, 1, NetworkConfig.MOST_LAYERS);
    NetworkConfig.within("L_layers", lLayers, 1, NetworkConfig.MOST_LAYERS);
  }

  /** The 27-million network of the paper (arXiv 2506.21734, section 3). */
  public static HrmConfig paper(int seqLen, int vocabSize) {
    return new HrmConfig(
        seqLen, vocabSize, 512, 8, 4, 2, 2, 4, 4, 512, 1, Positions.ROPE, 1e-5, 10000, 16, 0.1);
  }

  @Override
  public int puzzleTokens() {
    return NetworkConfig.tokens(puzzleEmbNdim, hiddenSize);
  }

  @Override
  public int blocks() {
    return hLayers + lLayers;
  }

  @Override
  public int trainedBlocks() {
    return hLayers + lLayers;
  }

  @Override
  public boolean learnsToContinue() {
    return true;
  }
}
