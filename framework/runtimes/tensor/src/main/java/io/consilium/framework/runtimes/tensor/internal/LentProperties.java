package io.consilium.framework.runtimes.tensor.internal;

import java.util.HashMap;
import java.util.Map;

/** System properties that go back to what they were. */
final class LentProperties implements AutoCloseable {
  private final Map<String, String> before = new HashMap<>();

  void set(String name, String value) {
    before.put(name, System.getProperty(name));
    System.setProperty(name, value);
  }

  @Override
  public void close() {
    before.forEach(
        (name, value) -> {
          if (value == null) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
  }
}
