package io.consilium.expert.vision.internal.image;

import io.consilium.api.data.Box;
import java.util.ArrayList;
import java.util.List;

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
    boolean[] seen = new boolean[set.length];
    int[] stack = new int[1024];
    List<Blob> found = new ArrayList<>();
    for (int start = 0; start < set.length; start++) {
      if (!set[start] || seen[start]) {
        continue;
      }
      int size = 0;
      stack[size++] = start;
      seen[start] = true;
      int left = width;
      int right = 0;
      int top = height;
      int bottom = 0;
      int area = 0;
      while (size > 0) {
        int i = stack[--size];
        int x = i % width;
        int y = i / width;
        area++;
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
        for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
          for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
            int n = ny * width + nx;
            if (set[n] && !seen[n]) {
              seen[n] = true;
              if (size == stack.length) {
                stack = java.util.Arrays.copyOf(stack, size * 2);
              }
              stack[size++] = n;
            }
          }
        }
      }
      if (area >= leastArea) {
        found.add(new Blob(Boxes.of(left, top, right + 1, bottom + 1), area));
      }
    }
    return found;
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
}
