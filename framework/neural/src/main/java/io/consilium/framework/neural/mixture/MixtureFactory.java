package io.consilium.framework.neural.mixture;

import io.consilium.framework.neural.FeedForward;
import io.consilium.framework.neural.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the mixtures of one network and speaks for them all afterwards. Give each network its own.
 *
 * <pre>{@code
 * var mixtures = new MixtureFactory(
 *     new MixtureConfig(4, Gating.SWITCH, 4, 1.25, new Balance.Bias(0.001)));
 * Trm network = Trm.create(config, seed, mixtures);
 * // after each step of the optimiser:
 * mixtures.balance();
 * // as evidence of a segment:
 * List<RoutingSummary> routing = mixtures.takeSummaries();
 * }</pre>
 */
public final class MixtureFactory implements FeedForward.Factory {
  private final MixtureConfig config;
  private final List<Mixture> mixtures = new ArrayList<>();

  /** Prepares for one network. */
  public MixtureFactory(MixtureConfig config) {
    this.config = config;
  }

  @Override
  public FeedForward.Size size(int width) {
    FeedForward.Size expert = FeedForward.Factory.swiGlu(config.expansion()).size(width);
    double router =
        (double) config.experts() * (width + (config.balance() instanceof Balance.Bias ? 1 : 0));
    return new FeedForward.Size(
        router + config.experts() * expert.weights(), config.gating().chosen() * expert.kept());
  }

  @Override
  public FeedForward create(Parameters parameters, String prefix, int width) {
    Mixture mixture = new Mixture(parameters, prefix, width, config);
    mixtures.add(mixture);
    return mixture;
  }

  /** After each step of the optimiser: evens the load, if a bias is what does it. */
  public void balance() {
    mixtures.forEach(Mixture::balance);
  }

  /**
   * How tokens were routed since this was last asked, for each mixture in the order of the layers.
   */
  public List<RoutingSummary> takeSummaries() {
    return mixtures.stream().map(Mixture::takeSummary).toList();
  }

  /** Weights of all mixtures that one token meets, divided by all their weights. */
  public double activeShare() {
    long active = mixtures.stream().mapToLong(Mixture::activeWeights).sum();
    long all = mixtures.stream().mapToLong(Mixture::weights).sum();
    return all == 0 ? 1 : (double) active / all;
  }
}
