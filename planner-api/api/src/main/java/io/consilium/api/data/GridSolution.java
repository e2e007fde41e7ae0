package io.consilium.api.data;

import java.util.List;
import java.util.Objects;

/**
 * What somebody says of the solutions of a {@link Grid}.
 *
 * @param status how many solutions there are, as far as this source knows
 * @param solutions complete grids: one if {@code PROPOSED} or {@code UNIQUE}, two different ones as
 *     witnesses if {@code SEVERAL}, none if {@code NONE}
 * @param method how it was found, such as {@code network} or {@code search}
 * @param effort search nodes or network steps spent, from 0
 */
public record GridSolution(Status status, List<Grid> solutions, String method, long effort) {

  /** How many solutions there are. */
  public enum Status {
    /** A proposal: it may be wrong, and others were not looked for. */
    PROPOSED,
    /** Exactly one; the search for another was exhausted. */
    UNIQUE,
    /** At least two. */
    SEVERAL,
    /** None; the search was exhausted. */
    NONE
  }

  public GridSolution {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(method, "method");
    solutions = List.copyOf(solutions);
    int expected =
        switch (status) {
          case PROPOSED, UNIQUE -> 1;
          case SEVERAL -> 2;
          case NONE -> 0;
        };
    if (solutions.size() != expected) {
      throw new IllegalArgumentException(
          status + " comes with " + expected + " solutions, not " + solutions.size() + ".");
    }
  }
}
