package io.consilium.distribution.evaluation.measure;

import java.util.Locale;

/** How alike two labels are. */
public final class Words {
  private Words() {}

  /** 0 for equal, 1 for nothing in common: edit distance over length, cases and spaces apart. */
  public static double distance(String one, String other) {
    String a = plain(one);
    String b = plain(other);
    int longer = Math.max(a.length(), b.length());
    return longer == 0 ? 0 : (double) edits(a, b) / longer;
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
