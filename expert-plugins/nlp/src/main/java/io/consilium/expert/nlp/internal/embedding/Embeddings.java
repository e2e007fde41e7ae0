package io.consilium.expert.nlp.internal.embedding;

import com.google.inject.ImplementedBy;

/** Turns a sentence into a vector of length 1; near meanings have near vectors. Thread-safe. */
@ImplementedBy(MiniLm.class)
public interface Embeddings extends AutoCloseable {

  /** Loads what the first call would have to wait for. */
  void load();

  /** The vector of one sentence; text beyond the model's window is not seen. */
  float[] of(String sentence);

  /** Lets the model go; may be called again. */
  @Override
  void close();

  /** The cosine of two vectors of length 1. */
  static double cosine(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
