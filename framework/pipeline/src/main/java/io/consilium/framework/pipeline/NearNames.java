package io.consilium.framework.pipeline;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Finds what somebody may have meant. All methods are static and pure. */
public final class NearNames {
  private NearNames() {}

  /** The known name nearest to a wrong one, if any is near. */
  public static Optional<String> of(String wrong, Collection<String> known) {
    int most = Math.max(1, wrong.length() / 3);
    return known.stream()
        .filter(name -> distance(wrong, name) <= most || name.startsWith(wrong + "-"))
        .min(Comparator.comparingInt((String name) -> distance(wrong, name)).thenComparing(n -> n));
  }

  /** A sentence that helps: the nearest name, else all of them. */
  public static String advice(String wrong, Collection<String> known) {
    return of(wrong, known)
        .map(name -> "Maybe \"" + name + "\" is meant.")
        .orElseGet(
            () ->
                known.isEmpty()
                    ? "There is none yet."
                    : "Known: " + String.join(", ", List.copyOf(new TreeSet<>(known))) + ".");
  }

  /** Edits from one to the other, a swap of neighbours counting once (optimal string alignment). */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 ? j : j == 0 ? i : step(a, b, d, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int step(String a, String b, int[][] d, int i, int j) {
    int change = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }
}
