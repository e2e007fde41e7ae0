package io.consilium.framework.planners.hrm.internal;

import com.google.inject.Inject;
import io.consilium.api.data.Grid;
import io.consilium.api.data.GridSolution;
import io.consilium.api.data.Segment;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Determinism;
import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.framework.runtimes.tensor.TensorMemoryExhausted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one segment: a grid and the state of the segment before in, a proposal, what the network
 * says of it and the next state out. Keeps nothing between calls.
 */
public final class ProposeExpert implements Expert, AutoCloseable {
  static final String NETWORK = "network";
  static final String RESTART = "restart";
  static final String STEP = "step";
  static final String SEED = "seed";

  /** The carry of a recurrent network; its form is this bundle's own. */
  static final MediaType STATE = new MediaType("application/vnd.consilium.network-state");

  private static final long MOST_STATE = 64L << 20;
  private static final double MOST_CONFIDENT = 0.99;
  private static final ExpertDescriptor DESCRIPTOR =
      new ExpertDescriptor(
          "hrm.propose",
          "Proposes a solution of a grid by one segment of a recurrent network.",
          List.of(
              new Capability(
                  Outline.PROPOSE,
                  Map.of(Outline.GRID, Vocabulary.mediaType(Grid.class)),
                  Map.of(Outline.STATE, STATE),
                  Map.of(
                      Outline.SOLUTION,
                      Vocabulary.mediaType(GridSolution.class),
                      "segment",
                      Vocabulary.mediaType(Segment.class),
                      Outline.STATE,
                      STATE))),
          Effect.PURE,
          // Vector sums differ in their last bits between interpreted and compiled code.
          Determinism.VARYING,
          0.02,
          Duration.ofSeconds(60),
          Math.max(2, Runtime.getRuntime().availableProcessors()));

  private final Networks networks;

  @Inject
  ProposeExpert(Networks networks) {
    this.networks = networks;
  }

  @Override
  public ExpertDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public void warmUp() {
    networks.load();
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) {
    String name = assignment.parameters().text(NETWORK, Networks.SUDOKU);
    Optional<Network> network = networks.named(name);
    if (network.isEmpty()) {
      return new ExpertOutcome.Failed("no-network", networks.trouble(name));
    }
    try {
      Artifact given = assignment.input(Outline.GRID);
      Grid grid = context.artifacts().read(given, Grid.class);
      return propose(network.get(), grid, assignment, context);
    } catch (UncheckedIOException e) {
      return new ExpertOutcome.Failed("no-network", e.getCause().getMessage());
    } catch (TensorMemoryExhausted e) {
      return new ExpertOutcome.Failed("no-memory", e.getMessage());
    } catch (IOException | IllegalArgumentException e) {
      return ExpertOutcome.badInput(
          "The network cannot take this: "
              + e.getMessage()
              + " Maybe make the grid or state anew.");
    }
  }

  private static ExpertOutcome propose(
      Network network, Grid grid, Assignment assignment, CallContext context) throws IOException {
    if (!network.suits(grid)) {
      return new ExpertOutcome.Declined(
          ExpertOutcome.Declined.UNSUITED,
          "The network was not trained for a "
              + grid.kind()
              + " of "
              + grid.cells().size()
              + " rows. Maybe leave it to the exact solver.");
    }
    if (Cells.tooFewClues(grid)) {
      return new ExpertOutcome.Declined(
          "few-clues",
          "A Sudoku of side 9 with fewer than "
              + Cells.FEWEST_CLUES
              + " clues never has one solution. Maybe let the exact solver show two, or that there is"
              + " none.");
    }
    Optional<String> contradiction = network.contradiction(grid);
    if (contradiction.isPresent()) {
      return new ExpertOutcome.Declined(
          "contradiction",
          contradiction.get() + " Maybe let the exact solver prove that there is no solution.");
    }
    Optional<Artifact> before = assignment.optionalInput(Outline.STATE);
    Optional<byte[]> state =
        before.isPresent()
            ? Optional.of(context.artifacts().bytes(before.get(), MOST_STATE))
            : Optional.empty();
    int restart = (int) assignment.parameters().number(RESTART, 0);
    Network.Start start = new Network.Start(restart, seed(assignment.parameters(), context));
    return network
        .step(grid, state, start, context::cancelled)
        .map(step -> proposed(network, grid, step, assignment.parameters(), context))
        .orElseGet(
            () ->
                new ExpertOutcome.Failed(
                    "stopped", "The segment was stopped on its way. Maybe allow more time."));
  }

  private static ExpertOutcome proposed(
      Network network, Grid grid, Network.Step step, Settings parameters, CallContext context) {
    if (!Double.isFinite(step.halt())
        || !Double.isFinite(step.change())
        || !Double.isFinite(step.proceed().orElse(0.0))) {
      return new ExpertOutcome.Failed(
          "not-finite",
          "The network's state is no number any more. Maybe its checkpoint is broken; train or"
              + " install it anew.");
    }
    int number = (int) parameters.number(STEP, 1);
    GridSolution solution =
        new GridSolution(
            GridSolution.Status.PROPOSED,
            List.of(new Grid(grid.kind(), Cells.rows(step.cells(), grid.cells().get(0).size()))),
            "network",
            number);
    Segment segment =
        new Segment(
            network.digest(),
            (int) parameters.number(RESTART, 0),
            number,
            step.halt(),
            step.proceed(),
            step.change(),
            step.routing());
    return new ExpertOutcome.Solved(
        Map.of(
            Outline.SOLUTION,
            context.artifacts().of(solution),
            "segment",
            context.artifacts().of(segment),
            Outline.STATE,
            context.artifacts().of(STATE, step.state())),
        Math.min(MOST_CONFIDENT, 1 / (1 + Math.exp(-step.halt()))),
        Proposals.facts(step));
  }

  private static long seed(Settings parameters, CallContext context) {
    String given = parameters.text(SEED, "");
    return given.isEmpty() ? context.seed() : Long.parseLong(given);
  }

  /** Called by the host when the bundle stops. */
  @Override
  public void close() {
    networks.close();
  }
}
