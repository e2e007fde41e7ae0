package io.consilium.api.data;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one segment of a recurrent reasoning network did: the evidence on which the loop halts.
 *
 * @param network digest of the checkpoint's bytes, {@code sha256:...}
 * @param restart which start from fresh noise, from 0
 * @param step which segment since that start, from 1
 * @param halt logit of halting now
 * @param proceed logit of another segment, for networks that estimate it
 * @param change root mean square of the state's change over this segment
 * @param routing one entry for each sparse mixture inside the network; empty if it has none
 */
public record Segment(
    String network,
    int restart,
    int step,
    double halt,
    Optional<Double> proceed,
    double change,
    List<Routing> routing) {

  /**
   * How the tokens of one mixture were routed over this segment.
   *
   * @param block where the mixture stands, such as {@code L_level.layers.0}
   * @param load share of the tokens that each expert block took, from 0 to 1
   * @param dropped share of the tokens that no expert block had room for
   * @param entropy of the load, divided by its maximum
   * @param gini of the load, from 0 (even) to 1
   */
  public record Routing(
      String block, List<Double> load, double dropped, double entropy, double gini) {
    public Routing {
      Objects.requireNonNull(block, "block");
      load = List.copyOf(load);
    }
  }

  public Segment {
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(proceed, "proceed");
    routing = List.copyOf(routing);
  }
}
