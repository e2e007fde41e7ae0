package io.consilium.expert.nlp.internal.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MiniLmTest {
  @Test
  void putsNearMeaningsNearOneAnother() {
    try (MiniLm model = new MiniLm()) {
      float[] profit = model.of("Operating profit increased strongly.");
      float[] earnings = model.of("Earnings were much higher than before.");
      float[] cat = model.of("The cat sleeps on the sofa.");

      assertThat(Embeddings.cosine(profit, profit)).isCloseTo(1, within(1e-5));
      assertThat(Embeddings.cosine(profit, earnings))
          .isGreaterThan(0.5)
          .isGreaterThan(Embeddings.cosine(profit, cat) + 0.3);
    }
  }

  @Test
  void givesEqualVectorsWhoeverAsksBesideIt() {
    try (MiniLm model = new MiniLm()) {
      List<String> sentences =
          List.of("Sales fell.", "Orders rose.", "", "\u0000", "🚀".repeat(300));
      List<float[]> alone = sentences.stream().map(model::of).toList();
      List<float[]> together =
          IntStream.range(0, 40).parallel().mapToObj(i -> model.of(sentences.get(i % 5))).toList();

      for (int i = 0; i < together.size(); i++) {
        assertThat(together.get(i)).isEqualTo(alone.get(i % 5));
      }
    }
  }

  @Test
  void worksNoMoreOnceClosedAndBearsASecondClose() {
    MiniLm model = new MiniLm();
    model.load();
    model.close();
    model.close();

    assertThatThrownBy(() -> model.of("Sales fell."))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void givesTheSameAfterAReload() {
    float[] before;
    try (MiniLm model = new MiniLm()) {
      before = model.of("Sales fell.");
    }
    try (MiniLm model = new MiniLm()) {
      assertThat(model.of("Sales fell.")).isEqualTo(before);
    }
  }
}
