package io.consilium.framework.planners.hrm.internal;

import io.consilium.api.data.Grid;
import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.neural.graph.ConstraintGraph;
import io.consilium.framework.neural.graph.FusedGraphNetwork;
import io.consilium.framework.neural.graph.GraphCarry;
import io.consilium.framework.neural.graph.GraphCheckpoint;
import io.consilium.framework.neural.graph.GraphNetwork;
import io.consilium.framework.neural.graph.GraphStep;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** A graph network that was trained on Sudoku of side 9. */
final class GraphProposer implements Network {
  private static final String KIND = "sudoku";
  private static final int SIDE = 9;
  private static final int BOX = 3;

  private final GraphNetwork network;

  GraphProposer(GraphNetwork network) {
    this.network = network;
  }

  /**
   * A network from a checkpoint among the resources.
   *
   * @throws IOException if it is cut off, altered, or of another architecture
   */
  static GraphProposer resource(String name) throws IOException {
    try (InputStream in = GraphProposer.class.getResourceAsStream(name)) {
      return of(Checkpoint.read(in, name));
    }
  }

  static GraphProposer of(Checkpoint checkpoint) throws IOException {
    return new GraphProposer(
        new FusedGraphNetwork(GraphCheckpoint.weights(checkpoint), checkpoint.digest()));
  }

  @Override
  public String digest() {
    return network.digest();
  }

  @Override
  public boolean suits(Grid grid) {
    return grid.kind().equals(KIND)
        && grid.cells().size() == SIDE
        && grid.cells().get(0).size() == SIDE;
  }

  @Override
  public Optional<String> contradiction(Grid grid) {
    return graph(grid).contradiction();
  }

  @Override
  public Optional<Step> step(Grid grid, Optional<byte[]> state, long seed, BooleanSupplier stop) {
    ConstraintGraph graph = graph(grid);
    StateForm form = new StateForm(network.digest(), network.config().width(), graph);
    GraphCarry carry = state.map(form::read).orElseGet(() -> network.start(graph, seed));
    try {
      GraphStep step = network.step(carry, stop);
      return Optional.of(
          new Step(
              step.chosen(),
              form.write(step.carry()),
              step.halt(),
              Optional.empty(),
              step.change(),
              network.config().flops(graph),
              List.of()));
    } catch (CancellationException e) {
      return Optional.empty();
    } catch (ArithmeticException e) {
      return Optional.of(
          new Step(
              new int[SIDE * SIDE], new byte[0], Double.NaN, Optional.empty(), 0, 0, List.of()));
    }
  }

  private static ConstraintGraph graph(Grid grid) {
    int[] cells = grid.cells().stream().flatMap(List::stream).mapToInt(cell -> cell).toArray();
    return ConstraintGraph.sudoku(cells, BOX, BOX);
  }
}
