package io.consilium.framework.isolation.internal.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The file by which the host tells a child what to begin with: names of its lines. */
public final class Boot {
  /** Lines {@code bundle.0}, {@code bundle.1}, ...: locations of bundles to install. */
  public static final String BUNDLE = "bundle.";

  /** As {@link #BUNDLE}, of bundles to start as well, in this order. */
  public static final String START = "start.";

  /** Where a child writes its messages: standard output as it was given to the process. */
  public static final String MESSAGES = "/dev/fd/3";

  private Boot() {}

  /** The values of numbered lines. */
  public static List<String> list(Properties boot, String prefix) {
    List<String> values = new ArrayList<>();
    for (String value = boot.getProperty(prefix + 0);
        value != null;
        value = boot.getProperty(prefix + values.size())) {
      values.add(value);
    }
    return values;
  }

  /** Adds numbered lines. */
  public static void put(Properties boot, String prefix, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      boot.setProperty(prefix + i, values.get(i));
    }
  }
}
