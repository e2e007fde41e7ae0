package io.consilium.expert.nlp.internal.sentiment;

import io.consilium.expert.nlp.internal.sentiment.Evidence.Kind;
import java.util.List;
import java.util.function.Predicate;

/** What the head sees of a sentence: its vector and seven numbers about the evidence in it. */
final class Features {
  /** Numbers about the evidence. */
  static final int RULES = 7;

  /** Brings the parts of a vector of length 1 to the size of the other features. */
  private static final double VECTOR_SCALE = 6;

  private Features() {}

  /** [rules, vector], as long as {@link Head} wants it. */
  static double[] of(List<Evidence> evidence, float[] vector) {
    double[] out = new double[RULES + vector.length];
    double good = sum(evidence, e -> e.weight() > 0);
    double bad = -sum(evidence, e -> e.weight() < 0);
    double hard = sum(evidence, e -> e.kind() != Kind.WORD);
    out[0] = Math.min(2, good);
    out[1] = Math.min(2, bad);
    out[2] = Math.tanh(good - bad);
    out[3] = Math.tanh(2 * hard);
    out[4] = evidence.isEmpty() ? 0 : evidence.get(0).weight();
    out[5] = hard == 0 ? 0 : 1;
    out[6] = evidence.isEmpty() ? 1 : 0;
    for (int i = 0; i < vector.length; i++) {
      out[RULES + i] = VECTOR_SCALE * vector[i];
    }
    return out;
  }

  private static double sum(List<Evidence> evidence, Predicate<Evidence> which) {
    return evidence.stream().filter(which).mapToDouble(Evidence::weight).sum();
  }
}
