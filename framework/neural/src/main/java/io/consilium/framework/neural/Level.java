package io.consilium.framework.neural;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A reasoning module, fL or fH: the sum of its inputs goes through its blocks, without a last norm.
 */
final class Level {

  private final String name;
  private final List<Layer> layers;
  private final Kernels kernels = Kernels.best();

  /**
   * @param name as the observer and messages know it
   * @param layers its parts in order
   */
  Level(String name, List<Layer> layers) {
    this.name = name;
    this.layers = List.copyOf(layers);
  }

  /**
   * The module's next state. Its backward pass gives the gradient of the sum, which is that of each
   * of its terms.
   */
  Pass forward(Run run, INDArray state, INDArray... injected) {
    INDArray sum = run.scratch().take(state.shape()); // [B * S, D]
    Buffers.copy(state, sum);
    for (INDArray term : injected) {
      kernels.add(sum, term);
    }
    return run.training() ? kept(run, sum) : Pass.of(inPlace(run, sum), Level::noGradient);
  }

  /** The same without gradient: the state is replaced. */
  void update(Run run, INDArray state, INDArray... injected) {
    int[] mark = run.scratch().mark();
    Buffers.copy(forward(run.untrained(), state, injected).output(), state);
    run.scratch().release(mark);
  }

  private Pass kept(Run run, INDArray sum) {
    List<Pass> passes = new ArrayList<>();
    INDArray x = sum;
    for (int at = 0; at < layers.size(); at++) {
      run.check(name + " part " + at);
      Pass pass = layers.get(at).forward(x, run);
      passes.add(pass);
      x = pass.output();
    }
    run.observer().called(name, x);
    return Pass.of(x, g -> back(run, passes, g));
  }

  /** Through the parts from last to first; what each needs in between is given back at once. */
  private INDArray back(Run run, List<Pass> passes, INDArray upstream) {
    Scratch scratch = run.scratch();
    INDArray g = scratch.take(upstream.shape()); // [B * S, D]
    Buffers.copy(upstream, g);
    for (int at = passes.size() - 1; at >= 0; at--) {
      run.check("the gradient of " + name + " part " + at);
      int[] mark = scratch.mark();
      Buffers.copy(passes.get(at).backward(g), g);
      scratch.release(mark);
    }
    return g;
  }

  private INDArray inPlace(Run run, INDArray x) {
    for (int at = 0; at < layers.size(); at++) {
      run.check(name + " part " + at);
      int[] mark = run.scratch().mark();
      Buffers.copy(layers.get(at).forward(x, run).output(), x);
      run.scratch().release(mark);
    }
    run.observer().called(name, x);
    return x;
  }

  private static INDArray noGradient(INDArray g) {
    throw new IllegalStateException("A pass that was not for training has no way back");
  }
}
