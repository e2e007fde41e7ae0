package io.consilium.expert.solver.internal;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Values that a figure may have been before one digit of it was misread. */
final class Mending {
  private static final int MOST_DECIMALS = 6;

  private Mending() {}

  /** Decimals that the shortest writing of a value needs. */
  static int decimals(double value) {
    for (int d = 0; d < MOST_DECIMALS; d++) {
      double scaled = value * Math.pow(10, d);
      if (Math.abs(scaled - Math.rint(scaled)) < 1e-6 * Math.max(1, Math.abs(scaled))) {
        return d;
      }
    }
    return MOST_DECIMALS;
  }

  /**
   * The likeliest one-digit correction of a figure that comes within reach of another source.
   *
   * @return NaN if no likely one does
   */
  static double nearest(double read, int decimals, double other, double reach) {
    String text = String.format(Locale.ROOT, "%." + decimals + "f", read);
    double best = Double.NaN;
    double least = Double.MAX_VALUE;
    for (double value : corrections(text)) {
      double strange = Misreading.implausibility(text, read, value);
      double distance = Math.abs(value - other);
      double cost = strange + distance / reach;
      if (distance <= reach && SeriesMerge.likely(strange) && cost < least) {
        best = value;
        least = cost;
      }
    }
    return best;
  }

  private static double[] corrections(String text) {
    return IntStream.range(0, text.length())
        .boxed()
        .flatMap(i -> at(text, i))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  private static Stream<String> at(String text, int i) {
    if (!Character.isDigit(text.charAt(i))) {
      return Stream.empty();
    }
    String before = text.substring(0, i);
    String after = text.substring(i + 1);
    Stream.Builder<String> all = Stream.builder();
    for (char digit = '0'; digit <= '9'; digit++) {
      all.add(before + digit + after);
      all.add(before + digit + text.substring(i));
    }
    if ((before + after).matches("-?\\d+(\\.\\d+)?")) {
      all.add(before + after);
    }
    double value = Double.parseDouble(text);
    for (double power : new double[] {0.001, 0.01, 0.1, 10, 100, 1000}) {
      all.add(BigDecimal.valueOf(value * power).toPlainString());
    }
    return all.build();
  }
}
