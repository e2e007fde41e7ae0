package io.consilium.expert.vision.internal.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GlyphNetTest {
  @Test
  void theShippedNetworkIsWhatItWritesOfItself() throws IOException {
    GlyphNet net = GlyphNet.shipped();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    net.write(out);
    GlyphNet again = GlyphNet.read(new ByteArrayInputStream(out.toByteArray()));
    for (int layer = 0; layer < GlyphNet.SHAPES.length; layer++) {
      assertThat(again.weights[layer]).containsExactly(net.weights[layer], within(1e-5f));
    }
  }

  @Test
  void cutOffWeightsAreNotRead() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    GlyphNet.shipped().write(out);
    byte[] part = Arrays.copyOf(out.toByteArray(), 1000);
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> GlyphNet.read(new ByteArrayInputStream(part))))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void probabilitiesAddUpToOne() {
    float[] ink = new float[Glyph.SIDE * Glyph.SIDE];
    Random random = new Random(4);
    for (int i = 0; i < ink.length; i++) {
      ink[i] = random.nextFloat();
    }
    float sum = 0;
    for (float p : GlyphNet.shipped().classify(new Glyph(ink, 10, 20))) {
      assertThat(p).isBetween(0f, 1f);
      sum += p;
    }
    assertThat(sum).isEqualTo(1, within(1e-5f));
  }
}
