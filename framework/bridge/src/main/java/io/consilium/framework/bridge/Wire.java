package io.consilium.framework.bridge;

import io.consilium.json.Json;

/** Reads values that others have written, and says what is wrong with them in their own words. */
public final class Wire {
  private Wire() {}

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException if it does not fit; if the value's own class refuses it, with
   *     its words alone
   */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      return Json.read(json, type);
    } catch (IllegalArgumentException e) {
      Throwable root = e;
      while (root.getCause() != null && root.getCause() != root) {
        root = root.getCause();
      }
      if (root instanceof IllegalArgumentException && root != e) {
        throw new IllegalArgumentException(root.getMessage(), e);
      }
      throw e;
    }
  }
}
