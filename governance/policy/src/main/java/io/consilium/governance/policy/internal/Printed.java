package io.consilium.governance.policy.internal;

import java.util.List;
import java.util.Map;

/** Values as texts. A list may hold another many times over, and be far longer than it is large. */
final class Printed {
  private final StringBuilder text = new StringBuilder();
  private final int most;

  private Printed(int most) {
    this.most = most;
  }

  /** As {@code String.valueOf}, but cut soon after so many characters. */
  static String of(Object value, int most) {
    Printed printed = new Printed(most);
    printed.add(value);
    return printed.text.toString();
  }

  private boolean full() {
    return text.length() > most;
  }

  private void add(Object value) {
    if (value instanceof List<?> list) {
      text.append('[');
      String comma = "";
      for (Object item : list) {
        if (full()) {
          return;
        }
        text.append(comma);
        add(item);
        comma = ", ";
      }
      text.append(']');
    } else if (value instanceof Map<?, ?> map) {
      text.append('{');
      String comma = "";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (full()) {
          return;
        }
        text.append(comma);
        add(entry.getKey());
        text.append('=');
        add(entry.getValue());
        comma = ", ";
      }
      text.append('}');
    } else {
      String plain = String.valueOf(value);
      text.append(plain, 0, Math.min(plain.length(), most + 1));
    }
  }
}
