package io.consilium.framework.planners.hrm.internal;

import io.consilium.api.data.Grid;
import io.consilium.framework.neural.checkpoint.BadCheckpoint;
import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.neural.graph.ConstraintGraph;
import io.consilium.framework.neural.graph.FusedGraphNetwork;
import io.consilium.framework.neural.graph.GraphCarry;
import io.consilium.framework.neural.graph.GraphCheckpoint;
import io.consilium.framework.neural.graph.GraphNetwork;
import io.consilium.framework.neural.graph.GraphStep;
import io.consilium.framework.neural.graph.GraphWeights;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** A graph network that was trained on Sudoku of side 9. */
final class GraphProposer implements Network {
  private static final int SIDE = 9;
  private static final int BOX = 3;

  private final GraphNetwork network;

  GraphProposer(GraphNetwork network) {
    this.network = network;
  }

  /**
   * A network from a checkpoint.
   *
   * @throws IOException if it is of another architecture, or pools over other groups than a Sudoku
   */
  static GraphProposer of(Checkpoint checkpoint) throws IOException {
    GraphWeights weights = GraphCheckpoint.weights(checkpoint);
    if (!weights.config().poolings().equals(ConstraintGraph.SUDOKU)) {
      throw new BadCheckpoint(
          checkpoint.source(),
          "It pools over "
              + weights.config().poolings()
              + ", a Sudoku over "
              + ConstraintGraph.SUDOKU
              + ".",
          "Maybe it is a checkpoint for other problems.");
    }
    return new GraphProposer(new FusedGraphNetwork(weights, checkpoint.digest()));
  }

  @Override
  public String digest() {
    return network.digest();
  }

  @Override
  public boolean suits(Grid grid) {
    return grid.kind().equals(Cells.SUDOKU) && Cells.square(grid, SIDE);
  }

  @Override
  public Optional<String> contradiction(Grid grid) {
    return graph(grid).contradiction();
  }

  @Override
  public Optional<Step> step(Grid grid, Optional<byte[]> state, Start start, BooleanSupplier stop) {
    ConstraintGraph graph = graph(grid);
    int numbers = graph.nodes() * network.config().width();
    StateForm form = new StateForm(network.digest(), Cells.of(grid), numbers);
    GraphCarry carry =
        state
            .map(form::read)
            .map(read -> new GraphCarry(graph, read.answer(), read.latent(), read.step()))
            .orElseGet(() -> network.start(graph, start.seed()));
    try {
      GraphStep step = network.step(carry, stop);
      GraphCarry next = step.carry();
      return Optional.of(
          new Step(
              step.chosen(),
              form.write(new StateForm.State(next.answer(), next.latent(), next.step())),
              step.halt(),
              Optional.empty(),
              step.change(),
              network.config().flops(graph),
              List.of(),
              1));
    } catch (CancellationException e) {
      return Optional.empty();
    } catch (ArithmeticException e) {
      return Optional.of(Step.broken());
    }
  }

  private static ConstraintGraph graph(Grid grid) {
    return ConstraintGraph.sudoku(Cells.of(grid), BOX, BOX);
  }
}
