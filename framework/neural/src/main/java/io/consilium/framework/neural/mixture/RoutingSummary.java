package io.consilium.framework.neural.mixture;

import java.util.List;

/**
 * How the tokens of one mixture were routed over some passes.
 *
 * @param block where the mixture stands, such as {@code L_level.layers.0}
 * @param tokens how many there were, over all passes
 * @param load share of the tokens that each expert took; with two experts a token they sum up to 2
 * @param dropped share of the tokens that no expert had room for
 * @param refused share of the choices that the chosen expert had no room for
 * @param entropy of the load, divided by its maximum: 1 is even
 * @param gini of the load: 0 is even, towards 1 one expert takes all
 */
public record RoutingSummary(
    String block,
    long tokens,
    List<Double> load,
    double dropped,
    double refused,
    double entropy,
    double gini) {

  public RoutingSummary {
    load = List.copyOf(load);
  }
}
