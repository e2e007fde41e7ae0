package io.consilium.verifier.constraints.internal;

import io.consilium.api.data.Grid;
import io.consilium.api.verifier.Finding;
import java.util.List;

/** A well-formed puzzle, whatever its kind: what it asks of a solution, and how many it has. */
interface Question {
  /** What is wrong with a solution, most telling first; empty if it holds. */
  List<Finding> breaches(Grid solution);

  /** How many rules a solution is held to. */
  int rules();

  /** What holds of a solution without a breach, for a person. */
  String kept();

  /** Counts solutions by a search of its own, up to two. */
  Census census(Alarm alarm);

  /** Whether a puzzle of this kind may have several solutions, each as good as another. */
  boolean anyWillDo();

  /** What a solution is, for a person: "solution", "shortest path". */
  String noun();
}
