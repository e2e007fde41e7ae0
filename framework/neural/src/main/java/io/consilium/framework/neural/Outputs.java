package io.consilium.framework.neural;

/**
 * What a step says.
 *
 * @param vocabulary V
 * @param logits for each position the score of each token, [B, T, V]
 * @param halt q_halt: the logit of "the answer is right", [B]
 * @param proceed q_continue, [B]; without meaning where a network halts by one logit
 * @param target what q_continue should have been, in (0, 1), [B]; empty where it isn't trained
 */
public record Outputs(
    int vocabulary, float[] logits, float[] halt, float[] proceed, float[] target) {

  /** The best token of each position, the first of equals, [B, T]. */
  public int[] answers() {
    int[] best = new int[logits.length / vocabulary];
    for (int at = 0; at < best.length; at++) {
      int row = at * vocabulary;
      for (int v = 1; v < vocabulary; v++) {
        if (logits[row + v] > logits[row + best[at]]) {
          best[at] = v;
        }
      }
    }
    return best;
  }

  /** The same with a target for q_continue. */
  Outputs withTarget(float[] bootstrapped) {
    return new Outputs(vocabulary, logits, halt, proceed, bootstrapped);
  }
}
