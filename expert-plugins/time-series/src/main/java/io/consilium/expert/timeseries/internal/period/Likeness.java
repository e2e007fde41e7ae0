package io.consilium.expert.timeseries.internal.period;

import java.util.List;

/**
 * How far a recognised text is from the printed one: the edit distance (Levenshtein 1966) in which
 * characters of like shape cost less. Stateless.
 */
final class Likeness {
  private static final double ALIKE = 0.35;
  private static final double LOST = 0.7;
  private static final List<String> SHAPES =
      List.of("q0o29gad", "1il|!7jt", "5s26", "8b36", "2z7", "69gb", "4a1", "nmrv", "uv", "ecao");

  private Likeness() {}

  static double distance(String read, String printed) {
    double[] before = new double[printed.length() + 1];
    for (int j = 0; j < before.length; j++) {
      before[j] = j * LOST;
    }
    for (int i = 1; i <= read.length(); i++) {
      double[] now = new double[before.length];
      now[0] = i * LOST;
      for (int j = 1; j < now.length; j++) {
        double other = before[j - 1] + cost(read.charAt(i - 1), printed.charAt(j - 1));
        now[j] = Math.min(other, Math.min(before[j], now[j - 1]) + LOST);
      }
      before = now;
    }
    return before[printed.length()];
  }

  private static double cost(char read, char printed) {
    if (read == printed) {
      return 0;
    }
    boolean alike = SHAPES.stream().anyMatch(s -> s.indexOf(read) >= 0 && s.indexOf(printed) >= 0);
    return alike ? ALIKE : 1;
  }
}
