package io.consilium.api.host;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Named scalars that say something small about a result: texts, numbers (stored as doubles) and
 * truths. Pipeline conditions test them; they are payloads, never put into a record in clear.
 *
 * @param values name to String, Double or Boolean, in order
 */
public record Facts(Map<String, Object> values) {
  public static final Facts NONE = new Facts(Map.of());

  public Facts {
    Map<String, Object> copy = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (value instanceof Number number) {
            copy.put(name, number.doubleValue());
          } else if (value instanceof String || value instanceof Boolean) {
            copy.put(name, value);
          } else {
            throw new IllegalArgumentException(
                "A fact is a text, a number or a truth (" + name + "=" + value + ").");
          }
        });
    values = Collections.unmodifiableMap(copy);
  }

  public static Facts of(String name, Object value) {
    return new Facts(Map.of(name, value));
  }

  /** These facts and one more. */
  public Facts with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new Facts(more);
  }
}
