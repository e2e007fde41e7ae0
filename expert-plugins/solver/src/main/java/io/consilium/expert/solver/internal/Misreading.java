package io.consilium.expert.solver.internal;

import java.util.Locale;
import java.util.Set;

/** How likely one printed figure was misread as another: 0 likely, 1 not at all. */
final class Misreading {
  private static final Set<String> ALIKE =
      Set.of(
          "08", "06", "09", "17", "14", "27", "38", "35", "39", "49", "56", "58", "68", "89", "16",
          "59", "23", "69");

  private Misreading() {}

  /**
   * Compares what was read with what it may have been.
   *
   * @param text as read
   * @param value as read
   * @param other what it may have been
   */
  static double implausibility(String text, double value, double other) {
    if (value == other) {
      return 0;
    }
    if (value == -other) {
      return 0.15;
    }
    double ratio = Math.log10(Math.abs(other / value));
    if (value != 0 && other != 0 && Math.abs(ratio - Math.rint(ratio)) < 1e-9) {
      return 0.1;
    }
    int decimals = Decimals.of(text);
    String read = digits(value, decimals);
    String meant = digits(other, decimals);
    if (Math.abs(other - Double.parseDouble(plain(other, decimals))) > 1e-6 * Math.abs(other)) {
      return 1;
    }
    double signs = Math.signum(value) == Math.signum(other) ? 0 : 0.3;
    return Math.min(
        1, signs + (read.length() == meant.length() ? swapped(read, meant) : lost(read, meant)));
  }

  private static double swapped(String read, String meant) {
    double cost = 0;
    for (int i = 0; i < read.length(); i++) {
      char a = read.charAt(i);
      char b = meant.charAt(i);
      if (a != b) {
        String pair = a < b ? "" + a + b : "" + b + a;
        cost += ALIKE.contains(pair) ? 0.1 : 0.3;
      }
    }
    return Math.min(1, cost);
  }

  /** One digit lost or doubled; more is no misreading. */
  private static double lost(String read, String meant) {
    String longer = read.length() > meant.length() ? read : meant;
    String shorter = read.length() > meant.length() ? meant : read;
    if (longer.length() - shorter.length() != 1) {
      return 1;
    }
    for (int i = 0; i < longer.length(); i++) {
      if ((longer.substring(0, i) + longer.substring(i + 1)).equals(shorter)) {
        return 0.2;
      }
    }
    return 1;
  }

  private static String digits(double value, int decimals) {
    return plain(Math.abs(value), decimals).replace(".", "");
  }

  private static String plain(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
