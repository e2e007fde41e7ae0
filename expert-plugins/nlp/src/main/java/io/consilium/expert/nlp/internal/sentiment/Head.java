package io.consilium.expert.nlp.internal.sentiment;

import io.consilium.api.data.Sentiment.Label;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * A regularised multinomial logistic regression over {@link Features}. Its weights were trained on
 * {@code examples.txt} alone and stand in {@code head.txt}, both beside this class. Immutable.
 *
 * @param weights one row a label in the order of {@link Label}: first the bias, then the features
 */
record Head(double[][] weights) {

  /** Reads the shipped weights. */
  static Head shipped() {
    try (InputStream in = Head.class.getResourceAsStream("head.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<double[]> rows =
          lines.lines().filter(line -> line.charAt(0) != '#').map(Head::row).toList();
      return new Head(rows.toArray(double[][]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] row(String line) {
    return Stream.of(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  /** One probability a label, in the order of {@link Label}. */
  double[] probabilities(double[] features) {
    double[] out = new double[weights.length];
    double sum = 0;
    for (int label = 0; label < weights.length; label++) {
      double logit = weights[label][0];
      for (int i = 0; i < features.length; i++) {
        logit += weights[label][i + 1] * features[i];
      }
      out[label] = Math.exp(Math.min(logit, 500));
      sum += out[label];
    }
    for (int label = 0; label < out.length; label++) {
      out[label] /= sum;
    }
    return out;
  }
}
