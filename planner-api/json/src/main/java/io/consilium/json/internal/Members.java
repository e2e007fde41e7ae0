package io.consilium.json.internal;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The members of an object that is being written: their names, and where each begins. */
final class Members {
  /** Up to so many, inserting one after the other is the shortest way. */
  private static final int FEW = 32;

  private String[] names = new String[8];
  private int[] starts = new int[8];
  private int count;
  private boolean ordered;

  /** Begins another object. */
  void begin() {
    count = 0;
    ordered = true;
  }

  boolean any() {
    return count > 0;
  }

  void add(String name, int start) {
    if (count == names.length) {
      names = Arrays.copyOf(names, 2 * count);
      starts = Arrays.copyOf(starts, 2 * count);
    }
    // Java compares by UTF-16 code units, as RFC 8785, section 3.2.3, asks.
    ordered = ordered && (count == 0 || names[count - 1].compareTo(name) < 0);
    names[count] = name;
    starts[count++] = start;
  }

  /** Puts the members in the order of their names. */
  void order(CanonicalText out) throws IOException {
    if (ordered) {
      return;
    }
    int[] order = count > FEW ? sorted() : inserted();
    for (int i = 1; i < count; i++) {
      if (names[order[i]].equals(names[order[i - 1]])) {
        throw new IOException("the name (" + names[order[i]] + ") stands twice in an object");
      }
    }
    out.arrange(starts, order);
  }

  private int[] inserted() {
    int[] order = new int[count];
    for (int i = 1; i < count; i++) {
      int at = i;
      for (; at > 0 && names[order[at - 1]].compareTo(names[i]) > 0; at--) {
        order[at] = order[at - 1];
      }
      order[at] = i;
    }
    return order;
  }

  private int[] sorted() {
    return IntStream.range(0, count)
        .boxed()
        .sorted((a, b) -> names[a].compareTo(names[b]))
        .mapToInt(i -> i)
        .toArray();
  }
}
