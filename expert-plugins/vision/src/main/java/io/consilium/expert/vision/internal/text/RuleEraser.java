package io.consilium.expert.vision.internal.text;

import io.consilium.api.data.Box;
import io.consilium.expert.vision.internal.image.Boxes;
import io.consilium.expert.vision.internal.image.Gray;
import io.consilium.expert.vision.internal.image.Mask;
import java.util.ArrayList;
import java.util.List;

/** Takes ruled lines out of a picture and turns light text on dark bands into dark on light. */
public final class RuleEraser {
  private static final long HALO = 236;

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
        int above = halo(run, -1, true);
        int below = halo(run, 1, true);
        rules.add(new Box(run[1], run[0] - above, run[2] - run[1], 1 + above + below));
      }
    }
    Mask sideways = scan.ink().transposed();
    for (int[] run : sideways.rowRuns(5 * unit / 2)) {
      if (isThin(sideways, run, unit)) {
        int before = halo(run, -1, false);
        int after = halo(run, 1, false);
        rules.add(new Box(run[0] - before, run[1], 1 + before + after, run[2] - run[1]));
      }
    }
    return rules;
  }

  /** Rows beside a rule that are still gray from it. */
  private int halo(int[] run, int direction, boolean level) {
    Gray gray = scan.gray();
    int rows = 0;
    while (rows < 2) {
      int across = run[0] + direction * (rows + 1);
      if (across < 0 || across >= (level ? gray.height() : gray.width())) {
        break;
      }
      long sum = 0;
      for (int along = run[1]; along < run[2]; along++) {
        sum += level ? gray.at(along, across) : gray.at(across, along);
      }
      if (sum > HALO * (run[2] - run[1])) {
        break;
      }
      rows++;
    }
    return rows;
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
