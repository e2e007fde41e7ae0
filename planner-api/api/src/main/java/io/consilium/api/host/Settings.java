package io.consilium.api.host;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A read-only tree of settings, such as the section a pipeline gives to one plugin: maps, lists,
 * strings, numbers and booleans, as in JSON. What the host injects for a bundle may hold {@link
 * Secret}s as well: those are had by {@link #secret} alone.
 *
 * @param values the root of the tree
 */
public record Settings(Map<String, Object> values) {
  public static final Settings EMPTY = new Settings(Map.of());

  public Settings {
    values = Map.copyOf(values);
  }

  /**
   * The text under a key, or the default.
   *
   * @throws IllegalArgumentException if a secret stands there
   */
  public String text(String key, String otherwise) {
    Object value = open(key);
    return value == null ? otherwise : value.toString();
  }

  /**
   * The number under a key, or the default.
   *
   * @throws IllegalArgumentException if something else stands there
   */
  public double number(String key, double otherwise) {
    Object value = open(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    try {
      return Double.parseDouble(value.toString());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "The setting \"" + key + "\" must be a number (" + value + ").", e);
    }
  }

  /**
   * The truth under a key, or the default.
   *
   * @throws IllegalArgumentException if a secret stands there
   */
  public boolean flag(String key, boolean otherwise) {
    Object value = open(key);
    return value == null ? otherwise : Boolean.parseBoolean(value.toString());
  }

  /**
   * The list under a key; empty if there is none; a single value counts as a list of one.
   *
   * @throws IllegalArgumentException if a secret stands there
   */
  public List<?> list(String key) {
    Object value = open(key);
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list ? list : List.of(value);
  }

  /** The subtree under a key; empty if there is none. */
  public Settings section(String key) {
    return values.get(key) instanceof Map<?, ?> map ? of(map) : EMPTY;
  }

  /**
   * The secret under a key, if there is one; a text that stands there counts as one.
   *
   * @throws IllegalArgumentException if something else stands there
   */
  public Optional<Secret> secret(String key) {
    Object value = values.get(key);
    if (value == null || value instanceof Secret) {
      return Optional.ofNullable((Secret) value);
    }
    if (value instanceof String text) {
      return Optional.of(Secret.of(text));
    }
    throw new IllegalArgumentException(
        "The setting \"" + key + "\" must be a secret. Maybe write ${env:NAME} or ${file:PATH}.");
  }

  private Object open(String key) {
    Object value = values.get(key);
    if (value instanceof Secret) {
      throw new IllegalArgumentException(
          "The setting \"" + key + "\" is a secret. Maybe ask for it by secret(\"" + key + "\").");
    }
    return value;
  }

  /** Settings over a map with text keys. */
  public static Settings of(Map<?, ?> map) {
    Map<String, Object> copy = new java.util.LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(Objects.toString(key), value));
    return new Settings(copy);
  }
}
