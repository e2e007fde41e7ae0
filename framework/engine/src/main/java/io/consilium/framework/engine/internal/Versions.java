package io.consilium.framework.engine.internal;

import java.util.Comparator;

/** Orders bundle versions, {@code major.minor.micro.qualifier}, without needing the framework. */
final class Versions {
  static final Comparator<String> ORDER = Versions::compare;

  private Versions() {}

  private static int compare(String a, String b) {
    String[] left = a.split("\\.", 4);
    String[] right = b.split("\\.", 4);
    for (int i = 0; i < 3; i++) {
      int order = Integer.compare(number(left, i), number(right, i));
      if (order != 0) {
        return order;
      }
    }
    return (left.length > 3 ? left[3] : "").compareTo(right.length > 3 ? right[3] : "");
  }

  private static int number(String[] parts, int i) {
    try {
      return i < parts.length ? Integer.parseInt(parts[i]) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
