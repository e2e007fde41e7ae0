package io.consilium.expert.vision.internal.text;

import io.consilium.api.data.Box;
import io.consilium.expert.vision.internal.image.Boxes;
import io.consilium.expert.vision.internal.image.Gray;
import io.consilium.expert.vision.internal.image.Mask;
import java.util.ArrayList;
import java.util.List;

/** Takes ruled lines out of a picture and turns light text on dark bands into dark on light. */
public final class RuleEraser {
  private final PageScan scan;

  public RuleEraser(PageScan scan) {
    this.scan = scan;
  }

  public Gray clean() {
    return bandsInverted(scan.gray().without(rules()));
  }

  private List<Box> rules() {
    int unit = scan.textHeight();
    List<Box> rules = new ArrayList<>();
    for (int[] run : scan.ink().rowRuns(6 * unit)) {
      if (isThin(scan.ink(), run, unit)) {
        rules.add(new Box(run[1], run[0], run[2] - run[1], 1));
      }
    }
    Mask sideways = scan.ink().transposed();
    for (int[] run : sideways.rowRuns(5 * unit / 2)) {
      if (isThin(sideways, run, unit)) {
        rules.add(new Box(run[0], run[1], 1, run[2] - run[1]));
      }
    }
    return rules;
  }

  /** Most of the run has paper close by on both sides. */
  private static boolean isThin(Mask ink, int[] run, int unit) {
    int reach = Math.max(2, unit / 3);
    int y = run[0];
    int thin = 0;
    int probes = 0;
    for (int x = run[1]; x < run[2]; x += 3) {
      probes++;
      boolean above = y - reach < 0 || !ink.at(x, y - reach);
      boolean below = y + reach >= ink.height() || !ink.at(x, y + reach);
      if (above && below) {
        thin++;
      }
    }
    return thin > 0.7 * probes;
  }

  private Gray bandsInverted(Gray gray) {
    int unit = scan.textHeight();
    byte[] out = gray.pixels().clone();
    for (Mask.Blob blob : scan.blobs()) {
      Box box = blob.box();
      boolean band = box.width() > 5 * unit && box.height() > unit && box.height() < 6 * unit;
      if (band && blob.fill() > 0.6) {
        Box inside = Boxes.clip(Boxes.grown(box, 1), gray.width(), gray.height());
        for (int y = inside.y(); y < inside.bottom(); y++) {
          for (int x = inside.x(); x < inside.right(); x++) {
            int i = y * gray.width() + x;
            out[i] = (byte) (255 - (out[i] & 255));
          }
        }
      }
    }
    return new Gray(out, gray.width(), gray.height());
  }
}
