package io.consilium.expert.vision.internal.image;

import io.consilium.api.data.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Which pixels belong to something. */
@SuppressWarnings("ArrayRecordComponent") // pixels are handed over, never compared
public record Mask(boolean[] set, int width, int height) {

  public boolean at(int x, int y) {
    return set[y * width + x];
  }

  /** A connected group of set pixels. */
  public record Blob(Box box, int area) {
    /** Share of its box that it covers. */
    public double fill() {
      return (double) area / Boxes.area(box);
    }
  }

  /** Connected groups (eight neighbours) of at least so many pixels. */
  public List<Blob> blobs(int leastArea) {
    List<Blob> found = new ArrayList<>();
    visit(
        (blob, pixels) -> {
          if (blob.area() >= leastArea) {
            found.add(blob);
          }
        });
    return found;
  }

  /** The pixels of those groups only that are wanted. */
  public Mask only(Predicate<Blob> wanted) {
    boolean[] out = new boolean[set.length];
    visit(
        (blob, pixels) -> {
          if (wanted.test(blob)) {
            for (int k = 0; k < blob.area(); k++) {
              out[pixels[k]] = true;
            }
          }
        });
    return new Mask(out, width, height);
  }

  // Flood fill whose queue, when it is done, lists the group's pixels.
  private void visit(BiConsumer<Blob, int[]> visitor) {
    boolean[] seen = new boolean[set.length];
    int[] queue = new int[set.length];
    for (int start = 0; start < set.length; start++) {
      if (set[start] && !seen[start]) {
        visitor.accept(flood(start, seen, queue), queue);
      }
    }
  }

  private Blob flood(int start, boolean[] seen, int[] queue) {
    int size = 1;
    queue[0] = start;
    seen[start] = true;
    int left = width;
    int right = 0;
    int top = height;
    int bottom = 0;
    for (int next = 0; next < size; next++) {
      int x = queue[next] % width;
      int y = queue[next] / width;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          int n = ny * width + nx;
          if (set[n] && !seen[n]) {
            seen[n] = true;
            queue[size++] = n;
          }
        }
      }
    }
    return new Blob(Boxes.of(left, top, right + 1, bottom + 1), size);
  }

  /** Runs of set pixels along rows that are at least so long: {y, from, to (exclusive)}. */
  public List<int[]> rowRuns(int least) {
    List<int[]> runs = new ArrayList<>();
    for (int y = 0; y < height; y++) {
      int from = -1;
      for (int x = 0; x <= width; x++) {
        boolean on = x < width && set[y * width + x];
        if (on && from < 0) {
          from = x;
        } else if (!on && from >= 0) {
          if (x - from >= least) {
            runs.add(new int[] {y, from, x});
          }
          from = -1;
        }
      }
    }
    return runs;
  }

  public Mask transposed() {
    boolean[] out = new boolean[set.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        out[x * height + y] = set[y * width + x];
      }
    }
    return new Mask(out, height, width);
  }

  /** Without what is thinner than three pixels (an opening by a square of three). */
  public Mask opened() {
    Mask thick = shrunk().transposed().shrunk().transposed();
    return thick.swollen().transposed().swollen().transposed();
  }

  private Mask shrunk() {
    boolean[] out = new boolean[set.length];
    for (int y = 0; y < height; y++) {
      for (int i = y * width + 1; i < (y + 1) * width - 1; i++) {
        out[i] = set[i - 1] && set[i] && set[i + 1];
      }
    }
    return new Mask(out, width, height);
  }

  private Mask swollen() {
    boolean[] out = new boolean[set.length];
    for (int y = 0; y < height; y++) {
      int last = (y + 1) * width - 1;
      for (int i = y * width; i <= last; i++) {
        out[i] = set[i] || (i > y * width && set[i - 1]) || (i < last && set[i + 1]);
      }
    }
    return new Mask(out, width, height);
  }
}
