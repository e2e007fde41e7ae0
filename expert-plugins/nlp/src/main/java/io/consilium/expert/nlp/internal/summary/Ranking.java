package io.consilium.expert.nlp.internal.summary;

import io.consilium.expert.nlp.internal.embedding.Embeddings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Ranks sentences by how central they are to the others (LexRank, Erkan and Radev 2004, over
 * sentence vectors), how early they stand and how long they are, and picks some that repeat one
 * another little (maximal marginal relevance, Carbonell and Goldstein 1998). Stateless.
 */
final class Ranking {
  private static final double UNRELATED = 0.15;
  private static final double DAMPING = 0.85;
  private static final int ROUNDS = 30;
  private static final double RELEVANCE = 0.7;
  private static final int SHORT = 7;
  private static final int LONG = 45;

  private Ranking() {}

  /** Indices of the picked sentences, in the order of the text. */
  static List<Integer> pick(List<String> sentences, List<float[]> vectors, int wanted) {
    double[][] similar = similarities(vectors);
    double[] score = central(similar);
    for (int i = 0; i < score.length; i++) {
      score[i] *= early(i, score.length) * length(sentences.get(i));
    }
    normalise(score);
    List<Integer> picked = new ArrayList<>();
    while (picked.size() < Math.min(wanted, score.length)) {
      picked.add(next(score, similar, picked));
    }
    picked.sort(null);
    return picked;
  }

  private static double[][] similarities(List<float[]> vectors) {
    int n = vectors.size();
    double[][] similar = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double cosine = Embeddings.cosine(vectors.get(i), vectors.get(j));
        similar[i][j] = Math.max(0, cosine - UNRELATED);
        similar[j][i] = similar[i][j];
      }
    }
    return similar;
  }

  /** The stationary visits of a walk that prefers similar sentences. */
  private static double[] central(double[][] similar) {
    int n = similar.length;
    double[] out = new double[n];
    Arrays.setAll(out, i -> Arrays.stream(similar[i]).sum());
    double[] rank = new double[n];
    Arrays.fill(rank, 1.0 / n);
    for (int round = 0; round < ROUNDS; round++) {
      double[] next = new double[n];
      Arrays.fill(next, (1 - DAMPING) / n);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n && out[i] > 0; j++) {
          next[j] += DAMPING * rank[i] * similar[i][j] / out[i];
        }
      }
      rank = next;
    }
    return rank;
  }

  private static double early(int index, int count) {
    return 1 + 0.5 * Math.exp(-index / (0.1 * count + 1));
  }

  private static double length(String sentence) {
    int words = sentence.split(" ", -1).length;
    if (words < SHORT) {
      return 0.3 + 0.1 * words;
    }
    return words <= LONG ? 1 : Math.max(0.4, (double) LONG / words);
  }

  private static void normalise(double[] score) {
    double most = Arrays.stream(score).max().orElse(1);
    for (int i = 0; i < score.length; i++) {
      score[i] /= Math.max(most, 1e-12);
    }
  }

  private static int next(double[] score, double[][] similar, List<Integer> picked) {
    int best = -1;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < score.length; i++) {
      if (!picked.contains(i)) {
        int candidate = i;
        double repeats = picked.stream().mapToDouble(p -> similar[candidate][p]).max().orElse(0);
        double value = RELEVANCE * score[i] - (1 - RELEVANCE) * repeats;
        if (value > most) {
          most = value;
          best = i;
        }
      }
    }
    return best;
  }
}
