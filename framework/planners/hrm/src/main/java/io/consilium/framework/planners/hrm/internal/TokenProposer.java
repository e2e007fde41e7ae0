package io.consilium.framework.planners.hrm.internal;

import io.consilium.api.data.Grid;
import io.consilium.api.data.Segment;
import io.consilium.framework.neural.Act;
import io.consilium.framework.neural.Batch;
import io.consilium.framework.neural.Carry;
import io.consilium.framework.neural.Outputs;
import io.consilium.framework.neural.ReasoningNetwork;
import io.consilium.framework.neural.StoppedException;
import io.consilium.framework.neural.checkpoint.BadCheckpoint;
import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.neural.graph.ConstraintGraph;
import io.consilium.framework.neural.mixture.MixtureFactory;
import io.consilium.framework.neural.mixture.RoutingSummary;
import io.consilium.framework.neural.token.GridTokens;
import io.consilium.framework.neural.token.TokenNetwork;
import io.consilium.framework.neural.token.TokenTask;
import io.consilium.framework.runtimes.tensor.TensorUnavailable;
import io.consilium.framework.runtimes.tensor.Tensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * HRM or TRM on tokens, with or without mixtures. Its network bears one call at a time, so that
 * others wait; what its mixtures routed over a segment goes with the segment.
 */
final class TokenProposer implements Network {
  private static final int LOOK_MILLIS = 20;
  private static final double NOISE = 1;

  /** Of the bound, for the least that a pass takes: it may come to three times that. */
  private static final double SHARE = 0.25;

  private final TokenTask task;
  private final String digest;
  private final ReentrantLock lock = new ReentrantLock();

  /** Until the network is made. */
  private Checkpoint checkpoint;

  private TokenNetwork made;

  /** Why it cannot be made, however often it is asked; null if nothing is known against it. */
  private IOException trouble;

  private boolean closed;

  private TokenProposer(Checkpoint checkpoint, TokenTask task) {
    this.checkpoint = checkpoint;
    this.task = task;
    this.digest = checkpoint.digest();
  }

  /**
   * A network from a checkpoint. It is made when it is first asked: natives may have to be unpacked
   * then, which takes longer than a planner may, and many are never asked.
   *
   * @throws IOException if it is of another architecture than it says, or a pass of it would take
   *     more than {@link #SHARE} of the bound on native memory
   */
  static TokenProposer of(Checkpoint checkpoint) throws IOException {
    return of(checkpoint, Tensors.health().boundBytes());
  }

  static TokenProposer of(Checkpoint checkpoint, double bound) throws IOException {
    TokenTask task = TokenTask.of(checkpoint);
    double most = SHARE * bound;
    if (task.passBytes() > most) {
      throw new BadCheckpoint(
          checkpoint.source(),
          String.format(
              Locale.ROOT,
              "A pass of its network takes %.0f MB at least, above the %.0f MB that one may.",
              task.passBytes() / (1 << 20),
              most / (1 << 20)),
          "Maybe fewer heads or a smaller side, or raise consilium.tensor.memory.");
    }
    return new TokenProposer(checkpoint, task);
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public boolean suits(Grid grid) {
    GridTokens tokens = task.tokens();
    return grid.kind().equals(tokens.kind())
        && Cells.square(grid, task.side())
        && Arrays.stream(Cells.of(grid)).allMatch(tokens::knows);
  }

  @Override
  public Optional<String> contradiction(Grid grid) {
    int rows = boxRows(task.side());
    return grid.kind().equals(Cells.SUDOKU)
        ? ConstraintGraph.sudoku(Cells.of(grid), rows, task.side() / rows).contradiction()
        : Optional.empty();
  }

  /** Boxes are as square as the side allows, and not higher than wide. */
  private static int boxRows(int side) {
    int rows = (int) Math.sqrt(side);
    while (side % rows != 0) {
      rows--;
    }
    return rows;
  }

  @Override
  public Optional<Step> step(Grid grid, Optional<byte[]> state, Start start, BooleanSupplier stop) {
    try {
      while (!lock.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        if (stop.getAsBoolean()) {
          return Optional.empty();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      make();
      made.mixtures().ifPresent(MixtureFactory::takeSummaries);
      return Optional.of(alone(grid, state, start, stop));
    } catch (StoppedException e) {
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private void make() {
    if (closed) {
      throw new IllegalStateException("The network (" + digest + ") is closed.");
    }
    if (made == null && trouble == null) {
      try {
        made = TokenNetwork.of(checkpoint);
        checkpoint = null;
      } catch (IOException e) {
        trouble = e;
      } catch (TensorUnavailable e) {
        trouble = new IOException(e.getMessage(), e);
      } catch (LinkageError | OutOfMemoryError e) {
        trouble = new IOException(unmade(e), e);
      }
    }
    if (trouble != null) {
      checkpoint = null;
      throw new UncheckedIOException(trouble);
    }
  }

  private String unmade(Error e) {
    return "The network ("
        + digest
        + ") cannot be made: "
        + (e instanceof OutOfMemoryError
            ? Networks.NO_HEAP
            : e + ". Maybe this Java or machine is none that the host runs on.");
  }

  private Step alone(Grid grid, Optional<byte[]> state, Start start, BooleanSupplier stop) {
    int[] given = Cells.of(grid);
    ReasoningNetwork network = made.network();
    Batch batch = Batch.of(1, task.tokens().tokens(given));
    int numbers = network.config().positions() * network.config().hiddenSize();
    StateForm form = new StateForm(digest, given, numbers);
    Carry carry =
        state
            .map(form::read)
            .map(read -> carry(read, batch))
            .orElseGet(() -> start(network, batch, start));
    io.consilium.framework.neural.Step step =
        network.step(carry, batch, Act.evaluate().upTo(Integer.MAX_VALUE).stoppedBy(stop));
    Carry next = step.carry();
    Outputs said = step.outputs();
    boolean proceeds = network.config().learnsToContinue();
    double change = change(carry.high(), next.high());
    return Double.isFinite(change)
        ? new Step(
            proposed(given, said.answers()),
            form.write(new StateForm.State(next.high(), next.low(), next.steps()[0])),
            said.halt()[0],
            proceeds ? Optional.of((double) said.proceed()[0]) : Optional.empty(),
            change,
            made.flops(),
            made.mixtures().map(TokenProposer::routing).orElse(List.of()),
            made.mixtures().map(MixtureFactory::activeShare).orElse(1.0))
        : Step.broken();
  }

  private static Carry start(ReasoningNetwork network, Batch batch, Start start) {
    return start.restart() == 0
        ? network.initialCarry(batch)
        : network.randomCarry(batch, NOISE, new SplittableRandom(start.seed()));
  }

  private static Carry carry(StateForm.State read, Batch batch) {
    return new Carry(read.answer(), read.latent(), new int[] {read.step()}, new boolean[1], batch);
  }

  /** What is given stands, whatever the network makes of it. */
  private int[] proposed(int[] given, int[] answer) {
    int[] cells = task.tokens().cells(answer);
    for (int at = 0; at < given.length; at++) {
      cells[at] = given[at] == 0 ? cells[at] : given[at];
    }
    return cells;
  }

  /** Root mean square. */
  private static double change(float[] before, float[] after) {
    double sum = 0;
    for (int at = 0; at < after.length; at++) {
      double moved = (double) after[at] - before[at];
      sum += moved * moved;
    }
    return Math.sqrt(sum / after.length);
  }

  private static List<Segment.Routing> routing(MixtureFactory mixtures) {
    return mixtures.takeSummaries().stream().map(TokenProposer::routing).toList();
  }

  private static Segment.Routing routing(RoutingSummary one) {
    return new Segment.Routing(one.block(), one.load(), one.dropped(), one.entropy(), one.gini());
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (made != null && !closed) {
        made.close();
      }
      closed = true;
    } finally {
      lock.unlock();
    }
  }
}
