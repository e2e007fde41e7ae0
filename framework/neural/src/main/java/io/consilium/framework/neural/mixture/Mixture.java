package io.consilium.framework.neural.mixture;

import io.consilium.framework.neural.FeedForward;
import io.consilium.framework.neural.Parameters;
import io.consilium.framework.neural.Pass;
import io.consilium.framework.neural.Scratch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One sparse mixture: y = sum over the chosen experts of weight times expert(x), token by token; a
 * token that was dropped gives 0, and lives on in the block's residual connection. Weights are
 * named {@code router.weight}, {@code router.bias} and {@code experts.N.} with the expert's own.
 * For one thread at a time.
 */
public final class Mixture implements FeedForward {
  private final String block;
  private final int width;
  private final MixtureConfig config;
  private final Router router;
  private final List<FeedForward> experts = new ArrayList<>();
  private final long routerSize;
  private final long expertSize;

  private final Load load;
  private final long[] wanted;

  Mixture(Parameters parameters, String prefix, int width, MixtureConfig config) {
    this.block = prefix.replaceFirst("^model\\.inner\\.", "").replaceFirst("\\.(mlp\\.)?$", "");
    this.width = width;
    this.config = config;
    long before = parameters.count();
    this.router = new Router(parameters, prefix, width, config);
    this.routerSize = parameters.count() - before;
    FeedForward.Factory expert = FeedForward.Factory.swiGlu(config.expansion());
    for (int e = 0; e < config.experts(); e++) {
      experts.add(expert.create(parameters, prefix + "experts." + e + ".", width));
    }
    this.expertSize = (parameters.count() - before - routerSize) / config.experts();
    this.load = new Load(config.experts());
    this.wanted = new long[config.experts()];
  }

  @Override
  public Pass forward(INDArray x, Scratch scratch, boolean training) {
    int count = (int) x.size(0);
    float[] tokens = Rows.read(x); // [tokens * width]
    float[] logits = router.logits(tokens); // [tokens * experts]
    float[] p = router.probabilities(logits);
    int chosen = config.gating().chosen();
    int[] choices = router.choose(p, chosen);
    int capacity = training ? config.capacity(count) : count;
    Assignment assignment = Assignment.of(choices, chosen, config.experts(), capacity);
    note(assignment, training);
    Gates gates = new Gates(config, logits, p, choices);
    float[] sum = new float[tokens.length];
    List<Called> called = new ArrayList<>();
    for (int e = 0; e < config.experts(); e++) {
      if (assignment.size(e) > 0) {
        called.add(call(e, assignment, gates, tokens, sum, scratch, training));
      }
    }
    INDArray y = scratch.take(count, width);
    Rows.write(sum, y);
    return Pass.of(y, g -> backward(g, tokens, assignment, gates, called, scratch));
  }

  /** One expert's pass over what it took, kept for the way back. */
  private record Called(int expert, Pass pass, float[] output) {}

  private Called call(
      int expert,
      Assignment assignment,
      Gates gates,
      float[] tokens,
      float[] sum,
      Scratch scratch,
      boolean training) {
    int size = assignment.size(expert);
    int[] mark = scratch.mark();
    INDArray in = scratch.take(Rows.padded(size, assignment.tokens()), width);
    Rows.gather(tokens, assignment, expert, choice -> 1f, width, in);
    Pass pass = experts.get(expert).forward(in, scratch, training);
    float[] output = Rows.read(pass.output(), size * width);
    for (int i = 0; i < size; i++) {
      int choice = assignment.choice(expert, i);
      float weight = gates.weight(choice);
      int to = choice / assignment.chosen() * width;
      for (int j = 0; j < width; j++) {
        sum[to + j] += weight * output[i * width + j];
      }
    }
    if (!training) {
      scratch.release(mark);
    }
    return new Called(expert, pass, output);
  }

  private INDArray backward(
      INDArray upstream,
      float[] tokens,
      Assignment assignment,
      Gates gates,
      List<Called> called,
      Scratch scratch) {
    float[] g = Rows.read(upstream);
    float[] gTokens = new float[tokens.length];
    float[] gWeights = new float[assignment.tokens() * assignment.chosen()];
    for (Called call : called) {
      int size = assignment.size(call.expert);
      INDArray gOut = scratch.take(Rows.padded(size, assignment.tokens()), width);
      Rows.gather(g, assignment, call.expert, gates::weight, width, gOut);
      float[] gIn = Rows.read(call.pass.backward(gOut), size * width);
      for (int i = 0; i < size; i++) {
        int choice = assignment.choice(call.expert, i);
        int to = choice / assignment.chosen() * width;
        float dot = 0;
        for (int j = 0; j < width; j++) {
          gTokens[to + j] += gIn[i * width + j];
          dot += g[to + j] * call.output[i * width + j];
        }
        gWeights[choice] = dot;
      }
    }
    router.backward(tokens, gates.backward(gWeights, assignment), gTokens);
    INDArray back = scratch.take(assignment.tokens(), width);
    Rows.write(gTokens, back);
    return back;
  }

  private void note(Assignment assignment, boolean training) {
    load.add(assignment);
    for (int e = 0; training && e < wanted.length; e++) {
      wanted[e] += assignment.wanted(e);
    }
  }

  /**
   * After each step of the optimiser: moves the bias by the choices of that step's gradient passes.
   */
  void balance() {
    if (config.balance() instanceof Balance.Bias bias) {
      router.shift(wanted, bias.speed());
    }
    Arrays.fill(wanted, 0);
  }

  /** What happened since it was last asked. */
  RoutingSummary takeSummary() {
    return load.take(block);
  }

  /** Weights in all. */
  long weights() {
    return routerSize + config.experts() * expertSize;
  }

  /** Weights that one token meets: the router's and its experts'. */
  long activeWeights() {
    return routerSize + config.gating().chosen() * expertSize;
  }
}
