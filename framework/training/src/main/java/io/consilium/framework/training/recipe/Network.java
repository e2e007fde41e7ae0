package io.consilium.framework.training.recipe;

/** The network that a recipe trains. */
public sealed interface Network {

  /** Its kind, as recipes and checkpoints name it. */
  String kind();

  /**
   * HRM or TRM on tokens.
   *
   * @param kind {@code hrm} or {@code trm}
   * @param hidden width of every position
   * @param heads of attention; divides {@code hidden}
   * @param hLayers blocks of the slow level; TRM has none and uses the fast level's for both
   * @param lLayers blocks of the fast level
   * @param hCycles slow updates a step
   * @param lCycles fast updates before each slow one
   * @param expansion inner width of the feed-forward part, before it is rounded
   * @param mixer {@code attention}, or {@code mlp} along the sequence (TRM only)
   * @param positions {@code rope}, {@code learned} or {@code none}
   * @param mixture experts in the feed-forward part; null if it is dense
   */
  record Tokens(
      String kind,
      int hidden,
      int heads,
      int hLayers,
      int lLayers,
      int hCycles,
      int lCycles,
      double expansion,
      String mixer,
      String positions,
      Mixture mixture)
      implements Network {}

  /**
   * A sparse mixture in place of a dense feed-forward part.
   *
   * @param experts of each block
   * @param active experts that each position uses: 1 (Switch) or 2 (Mixtral)
   * @param expansion inner width of each expert, as for {@link Tokens}
   * @param balance {@code loss} (auxiliary) or {@code bias} (loss-free)
   */
  record Mixture(int experts, int active, double expansion, String balance) {}

  /**
   * The symbol-equivariant graph network.
   *
   * @param width of a node's state
   * @param message that a node sends into a group
   * @param hidden inner width of the update
   * @param updates of the latent state a step
   */
  record Graph(int width, int message, int hidden, int updates) implements Network {
    @Override
    public String kind() {
      return "graph";
    }
  }
}
