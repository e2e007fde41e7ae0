package io.consilium.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.consilium.json.internal.CanonicalGenerator;
import io.consilium.json.internal.ContractModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Writes and reads contract values as JSON. Thread-safe; all methods are static and pure. */
public final class Json {
  /** Jackson says where something began in a source that it does not name. */
  private static final Pattern STARTED = Pattern.compile(" \\(start marker at \\[Source: .*?]\\)");

  private static final ObjectMapper MAPPER = ContractModule.mapper();

  /** Properties mostly in the order that they have in canonical form. */
  private static final ObjectMapper SORTED = ContractModule.sorted();

  private Json() {}

  /**
   * A value as canonical JSON (RFC 8785) in UTF-8.
   *
   * @throws IllegalArgumentException if it cannot be written, such as a number that is not finite
   */
  public static byte[] canonical(Object value) {
    try (CanonicalGenerator out = new CanonicalGenerator(SORTED)) {
      SORTED.writeValue(out, value);
      return out.bytes();
    } catch (IOException e) {
      throw new IllegalArgumentException("Cannot be written as JSON: " + e.getMessage(), e);
    }
  }

  /** A value as canonical JSON text. */
  public static String text(Object value) {
    return new String(canonical(value), StandardCharsets.UTF_8);
  }

  /** A value as indented JSON for people. */
  public static String pretty(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException if the bytes are not JSON or do not fit; the message says
   *     where
   */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw new IllegalArgumentException("Expected " + type.getSimpleName() + ", got null.");
      }
      return value;
    } catch (IOException e) {
      throw unfit(type.getSimpleName(), e);
    }
  }

  /** Reads a value of a generic type; fails as {@link #read(byte[], Class)} does. */
  public static <T> T read(byte[] json, TypeReference<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw unfit(type.getType().getTypeName(), e);
    }
  }

  /** Reads any JSON as a tree; fails as {@link #read(byte[], Class)} does. */
  public static JsonNode tree(byte[] json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw unfit("JSON", e);
    }
  }

  /** A value as a tree. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  private static IllegalArgumentException unfit(String what, IOException e) {
    String why =
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    String where =
        e instanceof JsonProcessingException json && json.getLocation() != null
            ? " at line "
                + json.getLocation().getLineNr()
                + ", column "
                + json.getLocation().getColumnNr()
            : "";
    return new IllegalArgumentException(
        "Not a valid " + what + where + ": " + STARTED.matcher(why).replaceAll(""), e);
  }
}
