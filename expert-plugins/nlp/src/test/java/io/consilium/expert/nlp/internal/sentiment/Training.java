package io.consilium.expert.nlp.internal.sentiment;

import io.consilium.api.data.Sentiment.Label;
import io.consilium.expert.nlp.internal.embedding.MiniLm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Trains the head on {@code examples.txt}: full-batch gradient descent on the regularised
 * cross-entropy, classes weighted alike, started at zero, so that every run gives the same weights.
 * Run {@code main} with the path of {@code head.txt} after changing the examples or the rules.
 */
final class Training {
  private static final int STEPS = 1500;
  private static final double RATE = 0.2;

  /** Most of what reports and news say merely states something: positive, neutral, negative. */
  private static final double[] PRIOR = {0.25, 0.5, 0.25};

  private static final double RULE_PENALTY = 0.002;
  private static final double VECTOR_PENALTY = 0.01;

  private Training() {}

  public static void main(String[] args) throws IOException {
    try (MiniLm model = new MiniLm()) {
      Head head =
          head(features(Examples.written().sentences(), model), Examples.written().labels());
      String rows =
          java.util.Arrays.stream(head.weights())
              .map(Training::row)
              .collect(Collectors.joining("\n", "", "\n"));
      Files.writeString(
          Path.of(args[0]), "# Trained on examples.txt by Training: bias, rules, vector.\n" + rows);
    }
  }

  private static String row(double[] weights) {
    return DoubleStream.of(weights)
        .mapToObj(weight -> String.format(Locale.ROOT, "%.5f", weight))
        .collect(Collectors.joining(" "));
  }

  static List<double[]> features(List<String> sentences, MiniLm model) {
    Rules rules = new Rules(Lexicon.shipped());
    List<double[]> out = new ArrayList<>();
    for (String sentence : sentences) {
      out.add(Features.of(rules.of(sentence), model.of(sentence)));
    }
    return out;
  }

  static Head head(List<double[]> features, List<Label> labels) {
    int width = features.get(0).length;
    double[][] weights = new double[Label.values().length][width + 1];
    double[] share = new double[weights.length];
    labels.forEach(label -> share[label.ordinal()]++);
    for (int step = 0; step < STEPS; step++) {
      double[][] gradient = new double[weights.length][width + 1];
      Head head = new Head(weights);
      for (int n = 0; n < features.size(); n++) {
        accumulate(head, features.get(n), labels.get(n).ordinal(), share, gradient);
      }
      descend(weights, gradient);
    }
    return new Head(weights);
  }

  private static void accumulate(
      Head head, double[] x, int truth, double[] share, double[][] gradient) {
    double[] p = head.probabilities(x);
    double weight = PRIOR[truth] / share[truth];
    for (int label = 0; label < p.length; label++) {
      double error = weight * (p[label] - (label == truth ? 1 : 0));
      gradient[label][0] += error;
      for (int i = 0; i < x.length; i++) {
        gradient[label][i + 1] += error * x[i];
      }
    }
  }

  private static void descend(double[][] weights, double[][] gradient) {
    for (int label = 0; label < weights.length; label++) {
      for (int i = 0; i < weights[label].length; i++) {
        double penalty = i == 0 ? 0 : i <= Features.RULES ? RULE_PENALTY : VECTOR_PENALTY;
        weights[label][i] -= RATE * (gradient[label][i] + penalty * weights[label][i]);
      }
    }
  }
}
