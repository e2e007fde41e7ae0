package io.consilium.framework.planners.hrm.internal;

import io.consilium.api.data.Grid;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.planner.Carry;
import io.consilium.api.task.Artifact;
import io.consilium.json.JsonArtifacts;
import java.io.IOException;
import java.util.Optional;

/**
 * Whether the pipeline's network can take a task, as far as that shows before it is asked: a grid
 * that is yet to be read may suit it.
 */
record Suitability(Optional<Network> network) {
  boolean installed() {
    return network.isPresent();
  }

  boolean suits(Carry carry) {
    Artifact given = carry.task().inputs().get(0).artifact();
    if (!Outline.isGrid(given)) {
      return true;
    }
    if (!given.mediaType().equals(Vocabulary.mediaType(Grid.class))) {
      return false;
    }
    try {
      Grid grid = new JsonArtifacts().read(given, Grid.class);
      return network.filter(one -> one.suits(grid)).isPresent();
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
