package io.consilium.distribution.benchmarks.neural;

import io.consilium.framework.neural.checkpoint.Tensor;
import java.io.IOException;
import java.util.Map;

/** One way to run a network on one batch, always from the same states. */
interface Side {
  /** What is run: without gradient, or with the gradient of the loss by every weight. */
  enum Work {
    FORWARD("inference"),
    TRAIN("training step");

    final String title;

    Work(String title) {
      this.title = title;
    }
  }

  /** Its name in tables. */
  String name();

  /** Whether it does this at all. */
  boolean does(Work work);

  /** Everything that came out, by name: states and logits, or loss and gradients. */
  Map<String, Tensor> results(Work work) throws IOException;

  /** Runs it some times in a row. */
  Spent run(Work work, int times) throws IOException;

  /** Nanoseconds on the clock and of the processor, for all runs together. */
  record Spent(long wall, long cpu) {}
}
