package io.consilium.verifier.constraints.internal;

/**
 * How many solutions a search found.
 *
 * @param solutions found; the search may stop at two
 * @param ended false if time was up or the call was cancelled before the search was through
 * @param nodes visited; 0 if no search was needed to see that there is none
 * @param how the search went, for a person: "a depth-first search over 17 nodes"; or, without
 *     nodes, why there is none
 */
record Census(long solutions, boolean ended, long nodes, String how) {
  /** What a depth-first search found. */
  static Census depthFirst(long solutions, boolean ended, long nodes) {
    String how = "a depth-first search over " + nodes + (nodes == 1 ? " node" : " nodes");
    return new Census(solutions, ended, nodes, how);
  }
}
