package io.consilium.expert.nlp.internal.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.expert.nlp.internal.embedding.MiniLm;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingTest {
  /** Processors round the quantised model differently, so a few labels may differ, not many. */
  @Test
  void headIsWhatTrainingOnTheExamplesGives() throws Exception {
    Examples examples = Examples.written();
    try (MiniLm model = new MiniLm()) {
      List<double[]> features = Training.features(examples.sentences(), model);
      Head trained = Training.head(features, examples.labels());
      Head shipped = Head.shipped();

      long same = features.stream().filter(x -> label(trained, x) == label(shipped, x)).count();
      assertThat(same).isGreaterThan((long) (0.98 * features.size()));
    }
  }

  private static int label(Head head, double[] features) {
    double[] p = head.probabilities(features);
    return IntStream.range(0, p.length)
        .boxed()
        .max(Comparator.comparingDouble(i -> p[i]))
        .orElseThrow();
  }
}
