package io.consilium.api.task;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A media type without parameters, lower case, such as {@code image/png} (RFC 6838). Declared types
 * may use {@code *} as the whole subtype, or {@code *}{@code /*}, to accept a family.
 */
public record MediaType(String value) {
  private static final Pattern SYNTAX =
      Pattern.compile("(\\*/\\*|[a-z0-9][a-z0-9!#$&^_.+-]*/(\\*|[a-z0-9][a-z0-9!#$&^_.+-]*))");

  public static final MediaType PNG = new MediaType("image/png");
  public static final MediaType JPEG = new MediaType("image/jpeg");
  public static final MediaType TEXT = new MediaType("text/plain");
  public static final MediaType JSON = new MediaType("application/json");
  public static final MediaType BYTES = new MediaType("application/octet-stream");
  public static final MediaType ANY = new MediaType("*/*");

  public MediaType {
    value = Objects.requireNonNull(value, "value").toLowerCase(Locale.ROOT);
    if (!SYNTAX.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "Not a media type (" + value + "). Maybe write it as type/subtype, without parameters.");
    }
  }

  /** True if this declared type accepts the given concrete one. */
  public boolean accepts(MediaType concrete) {
    return value.equals("*/*")
        || value.equals(concrete.value)
        || (value.endsWith("/*")
            && concrete.value.startsWith(value.substring(0, value.length() - 1)));
  }

  @Override
  public String toString() {
    return value;
  }
}
