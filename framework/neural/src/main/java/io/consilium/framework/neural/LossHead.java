package io.consilium.framework.neural;

/** Deep supervision of one step: the loss of every sequence, halted or not, and its gradient. */
final class LossHead {

  private final CrossEntropy crossEntropy;

  LossHead(CrossEntropy crossEntropy) {
    this.crossEntropy = crossEntropy;
  }

  /**
   * A loss with d (scale * total) / d outputs.
   *
   * @param logits [B, T, V]
   * @param halt [B]
   * @param proceed [B]
   */
  record Judged(Loss loss, float[] logits, float[] halt, float[] proceed) {}

  Judged judge(Carry carry, Outputs outputs, double scale) {
    Batch data = carry.data();
    int size = data.size();
    int length = data.length();
    Judged judged =
        new Judged(null, new float[outputs.logits().length], new float[size], new float[size]);
    int[] answers = outputs.answers();
    Sums sums = new Sums();
    for (int b = 0; b < size; b++) {
      int labels = 0;
      int right = 0;
      for (int at = b * length; at < (b + 1) * length; at++) {
        labels += data.labels()[at] != Batch.IGNORED ? 1 : 0;
        right += data.labels()[at] != Batch.IGNORED && answers[at] == data.labels()[at] ? 1 : 0;
      }
      double each = 1.0 / Math.max(1, labels);
      for (int at = b * length; at < (b + 1) * length; at++) {
        if (data.labels()[at] != Batch.IGNORED) {
          sums.language += each * token(outputs, at, data.labels()[at], each * scale, judged);
        }
      }
      boolean exact = right == labels;
      sums.halt += binary(outputs.halt()[b], exact ? 1 : 0);
      judged.halt[b] = (float) (scale * binarySlope(outputs.halt()[b], exact ? 1 : 0) / 2);
      if (outputs.target().length > 0) {
        float target = outputs.target()[b];
        sums.proceed += binary(outputs.proceed()[b], target);
        judged.proceed[b] = (float) (scale * binarySlope(outputs.proceed()[b], target) / 2);
      }
      if (carry.halted()[b] && labels > 0) {
        sums.count++;
        sums.accuracy += each * right;
        sums.exact += exact ? 1 : 0;
        sums.haltRight += outputs.halt()[b] >= 0 == exact ? 1 : 0;
        sums.steps += carry.steps()[b];
      }
    }
    return new Judged(sums.loss(), judged.logits, judged.halt, judged.proceed);
  }

  private double token(Outputs outputs, int at, int label, double weight, Judged judged) {
    int vocabulary = outputs.vocabulary();
    if (label < 0 || label >= vocabulary) {
      throw new IllegalArgumentException(
          "Label %d at %d is no token of a vocabulary of %d".formatted(label, at, vocabulary));
    }
    double[] x = new double[vocabulary];
    double[] gradient = new double[vocabulary];
    for (int v = 0; v < vocabulary; v++) {
      x[v] = outputs.logits()[at * vocabulary + v];
    }
    double loss = crossEntropy.of(x, label, gradient);
    for (int v = 0; v < vocabulary; v++) {
      judged.logits[at * vocabulary + v] = (float) (weight * gradient[v]);
    }
    return loss;
  }

  /** -log of the probability that sigmoid(x) gives a target in [0, 1]. */
  static double binary(double x, double target) {
    return Math.max(x, 0) - x * target + Math.log1p(Math.exp(-Math.abs(x)));
  }

  static double binarySlope(double x, double target) {
    return 1 / (1 + Math.exp(-x)) - target;
  }

  private static final class Sums {
    private double language;
    private double halt;
    private double proceed;
    private int count;
    private double accuracy;
    private int exact;
    private int haltRight;
    private int steps;

    private Loss loss() {
      double total = language + 0.5 * (halt + proceed);
      return new Loss(language, halt, proceed, total, count, accuracy, exact, haltRight, steps);
    }
  }
}
