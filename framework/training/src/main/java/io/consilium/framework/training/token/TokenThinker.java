package io.consilium.framework.training.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.framework.neural.Act;
import io.consilium.framework.neural.Batch;
import io.consilium.framework.neural.Carry;
import io.consilium.framework.neural.HrmConfig;
import io.consilium.framework.neural.NetworkConfig;
import io.consilium.framework.neural.Observer;
import io.consilium.framework.neural.Outputs;
import io.consilium.framework.neural.ReasoningNetwork;
import io.consilium.framework.neural.Step;
import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.neural.token.TokenNetwork;
import io.consilium.framework.training.inspect.Thinker;
import io.consilium.framework.training.run.Draws;
import io.consilium.framework.training.task.Puzzle;
import io.consilium.framework.training.task.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** HRM or TRM at work. */
public final class TokenThinker implements Thinker {
  private final Checkpoint checkpoint;
  private final Task task;
  private final TokenNetwork made;
  private final ReasoningNetwork network;
  private Carry carry;

  /**
   * Builds the network of a checkpoint.
   *
   * @throws IOException if its configuration makes no network, or the weights are not its
   */
  public TokenThinker(Checkpoint checkpoint) throws IOException {
    this.checkpoint = checkpoint;
    ObjectNode config = checkpoint.config();
    this.task = Task.of(config.path("task").asText(), config.path("side").asInt());
    this.made = TokenNetwork.of(checkpoint);
    this.network = made.network();
  }

  @Override
  public Checkpoint checkpoint() {
    return checkpoint;
  }

  @Override
  public Task task() {
    return task;
  }

  @Override
  public int maxSteps() {
    return network.config().haltMaxSteps();
  }

  @Override
  public double flops(Puzzle puzzle) {
    return made.flops();
  }

  @Override
  public void begin(List<Puzzle> puzzles, int attempt) {
    Batch batch = TokenBatches.batch(task, puzzles);
    carry =
        attempt == 0
            ? network.initialCarry(batch)
            : network.randomCarry(batch, 1, Draws.at(attempt, Arrays.hashCode(batch.inputs()), 0));
  }

  @Override
  public Moment step(Watcher watcher) {
    int size = carry.data().size();
    boolean first = carry.halted()[0];
    float[] before = carry.high();
    Observer observer = watcher == Watcher.NONE ? Observer.NONE : observer(watcher, size);
    Step step =
        network.step(
            carry,
            carry.data(),
            new Act(false, new int[0], Integer.MAX_VALUE, () -> false, observer));
    carry = step.carry();
    Outputs outputs = step.outputs();
    double[] halt = new double[size];
    double[] change = new double[size];
    for (int b = 0; b < size; b++) {
      boolean learns = network.config().learnsToContinue();
      halt[b] = outputs.halt()[b] - (learns ? outputs.proceed()[b] : 0);
      change[b] = first ? Double.NaN : change(before, carry.high(), b, size);
    }
    return new Moment(answers(outputs.answers(), size), halt, change);
  }

  private List<byte[]> answers(int[] tokens, int size) {
    int length = tokens.length / size;
    List<byte[]> answers = new ArrayList<>();
    for (int b = 0; b < size; b++) {
      byte[] cells = new byte[length];
      for (int i = 0; i < length; i++) {
        cells[i] = task.cell(tokens[b * length + i]);
      }
      answers.add(cells);
    }
    return answers;
  }

  private static double change(float[] before, float[] after, int b, int size) {
    int width = before.length / size;
    double moved = 0;
    double length = 0;
    for (int i = b * width; i < (b + 1) * width; i++) {
      double step = after[i] - before[i];
      moved += step * step;
      length += (double) before[i] * before[i];
    }
    return Math.sqrt(moved / length);
  }

  /** TRM's only module makes z so many times, then y. */
  private Observer observer(Watcher watcher, int size) {
    NetworkConfig config = network.config();
    boolean hrm = config instanceof HrmConfig;
    int[] calls = {0};
    return (module, state) -> {
      boolean answer =
          hrm ? module.startsWith("H") : calls[0] % (config.lCycles() + 1) == config.lCycles();
      calls[0]++;
      float[] all = state.dup().data().asFloat();
      int each = all.length / size;
      for (int b = 0; b < size; b++) {
        float[] states = Arrays.copyOfRange(all, b * each, (b + 1) * each);
        watcher.made(answer ? "H" : "L", states, config.hiddenSize(), b);
      }
    };
  }

  @Override
  public void close() {
    made.close();
  }
}
