package io.consilium.expert.vision.internal.grid;

import io.consilium.expert.vision.internal.grid.GlyphSamples.Sample;
import java.awt.Font;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Trains {@link GlyphNet} on fonts, by Adam (Kingma and Ba 2015) on cross-entropy: {@code
 * GlyphTraining FONTS OUT STEPS}. A tenth of the font families is kept out to see how new fonts
 * fare. Keep the fonts that the evaluation draws with (Liberation, DejaVu) out of FONTS.
 */
public final class GlyphTraining {
  private static final int BATCH = 32;

  private final GlyphNet net;
  private final float[][] gradient = new float[GlyphNet.SHAPES.length][];
  private final float[][] mean = new float[GlyphNet.SHAPES.length][];
  private final float[][] square = new float[GlyphNet.SHAPES.length][];
  private int step;

  private GlyphTraining(Random random) {
    float[][] weights = new float[GlyphNet.SHAPES.length][];
    for (int layer = 0; layer < weights.length; layer++) {
      int rows = GlyphNet.SHAPES[layer][0];
      int columns = GlyphNet.SHAPES[layer][1];
      weights[layer] = new float[rows * columns];
      gradient[layer] = new float[rows * columns];
      mean[layer] = new float[rows * columns];
      square[layer] = new float[rows * columns];
      for (int i = 0; i < weights[layer].length; i++) {
        boolean bias = i % columns == columns - 1;
        weights[layer][i] = bias ? 0 : (float) (random.nextGaussian() * Math.sqrt(2.0 / columns));
      }
    }
    net = new GlyphNet(weights);
  }

  public static void main(String[] args) throws Exception {
    List<Font> seen = new ArrayList<>();
    List<Font> unseen = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
      for (Path file : files.filter(GlyphTraining::isFont).sorted().toList()) {
        Font font = Font.createFont(Font.TRUETYPE_FONT, file.toFile());
        boolean kept = Math.floorMod(font.getFamily(Locale.ROOT).hashCode(), 10) == 3;
        (kept ? unseen : seen).add(font);
      }
    }
    seen = GlyphSamples.usable(seen);
    unseen = GlyphSamples.usable(unseen);
    System.out.println(seen.size() + " fonts, " + unseen.size() + " kept out");
    GlyphTraining training = new GlyphTraining(new Random(1));
    training.run(seen, unseen, Integer.parseInt(args[2]), Path.of(args[1]));
  }

  private static boolean isFont(Path file) {
    String name = file.toString();
    return (name.endsWith(".ttf") || name.endsWith(".otf"))
        && !name.matches(".*(Liberation|DejaVu|Hack|Symbols|D050000L|_K|Beta|Thin|Hairline).*");
  }

  private void run(List<Font> seen, List<Font> unseen, int steps, Path out) throws Exception {
    GlyphSamples samples = new GlyphSamples(seen, 2);
    double loss = 0;
    while (step < steps) {
      double rate = 1.5e-3 * Math.pow(0.02, (double) step / steps);
      for (int i = 0; i < BATCH; i++) {
        loss += learn(samples.next());
      }
      adam(rate);
      if (step % 1000 == 0) {
        System.out.printf(
            Locale.ROOT, "%d loss %.4f kept out %s%n", step, loss / 1000 / BATCH, check(unseen));
        loss = 0;
        try (OutputStream stream = Files.newOutputStream(out)) {
          net.write(stream);
        }
      }
    }
    try (OutputStream stream = Files.newOutputStream(out)) {
      net.write(stream);
    }
    System.out.println(step + " steps, kept out " + check(unseen));
  }

  private String check(List<Font> fonts) {
    GlyphSamples samples = new GlyphSamples(fonts, 3);
    int wrong = 0;
    int sure = 0;
    int all = 3000;
    for (int i = 0; i < all; i++) {
      Sample sample = samples.next();
      float[] p = GlyphNet.softmax(net.layers(sample.ink())[4]);
      int best = 0;
      for (int c = 1; c < p.length; c++) {
        best = p[c] > p[best] ? c : best;
      }
      wrong += best != sample.label() ? 1 : 0;
      sure += best != sample.label() && p[best] > 0.95 ? 1 : 0;
    }
    return wrong + " wrong, " + sure + " of them sure, of " + all;
  }

  private double learn(Sample sample) {
    float[][] values = net.layers(sample.ink());
    float[] p = GlyphNet.softmax(values[4]);
    float[] slope = p.clone();
    slope[sample.label()] -= 1;
    slope = denseBack(values[3], slope, 3);
    rectify(slope, values[3]);
    slope = denseBack(values[2], slope, 2);
    rectify(slope, values[2]);
    slope = convolvedBack(values[1], slope, GlyphNet.MIDDLE, GlyphNet.FIRST, 1);
    rectify(slope, values[1]);
    convolvedBack(values[0], slope, Glyph.SIDE, 1, 0);
    return -Math.log(Math.max(1e-12, p[sample.label()]));
  }

  private static void rectify(float[] slope, float[] values) {
    for (int i = 0; i < slope.length; i++) {
      slope[i] = values[i] > 0 ? slope[i] : 0;
    }
  }

  private float[] denseBack(float[] in, float[] slope, int layer) {
    int columns = in.length + 1;
    float[] back = new float[in.length];
    float[] w = net.weights[layer];
    float[] g = gradient[layer];
    for (int r = 0; r < slope.length; r++) {
      float s = slope[r];
      if (s == 0) {
        continue;
      }
      for (int i = 0; i < in.length; i++) {
        back[i] += s * w[r * columns + i];
        g[r * columns + i] += s * in[i];
      }
      g[(r + 1) * columns - 1] += s;
    }
    return back;
  }

  private float[] convolvedBack(float[] in, float[] slope, int side, int channels, int layer) {
    int half = side / 2;
    int filters = GlyphNet.SHAPES[layer][0];
    int columns = GlyphNet.SHAPES[layer][1];
    float[] back = new float[in.length];
    float[] w = net.weights[layer];
    float[] g = gradient[layer];
    for (int o = 0; o < slope.length; o++) {
      float s = slope[o];
      if (s == 0) {
        continue;
      }
      int f = o % filters;
      int x = o / filters % half;
      int y = o / filters / half;
      g[(f + 1) * columns - 1] += s;
      for (int ky = 0; ky < GlyphNet.KERNEL; ky++) {
        int sy = 2 * y + ky - 1;
        if (sy < 0 || sy >= side) {
          continue;
        }
        int from = Math.max(0, 1 - 2 * x);
        int to = Math.min(GlyphNet.KERNEL, side + 1 - 2 * x);
        int i = (sy * side + 2 * x + from - 1) * channels;
        int k = f * columns + (ky * GlyphNet.KERNEL + from) * channels;
        for (int end = i + (to - from) * channels; i < end; i++, k++) {
          back[i] += s * w[k];
          g[k] += s * in[i];
        }
      }
    }
    return back;
  }

  private void adam(double rate) {
    step++;
    double first = 1 - Math.pow(0.9, step);
    double second = 1 - Math.pow(0.999, step);
    for (int layer = 0; layer < gradient.length; layer++) {
      float[] w = net.weights[layer];
      for (int i = 0; i < w.length; i++) {
        float g = gradient[layer][i] / BATCH;
        gradient[layer][i] = 0;
        mean[layer][i] = 0.9f * mean[layer][i] + 0.1f * g;
        square[layer][i] = 0.999f * square[layer][i] + 0.001f * g * g;
        w[i] -=
            (float)
                (rate
                    * (mean[layer][i] / first / (Math.sqrt(square[layer][i] / second) + 1e-8)
                        + 1e-4 * w[i]));
      }
    }
  }
}
