package io.consilium.api.host;

import java.util.Objects;

/**
 * A setting that nobody is to read: a password, a key, a token. The operator writes where it stands
 * ({@code ${env:NAME}} or {@code ${file:PATH}}), and the host puts it in for the plugin alone.
 *
 * <p>It shows itself nowhere: {@link #toString} is always the same, two secrets are equal only if
 * they are one, and it cannot be serialised. Whoever reveals it keeps it out of outcomes, messages
 * and logs. Immutable.
 */
public final class Secret {
  /** What is shown in its place. */
  public static final String MASK = "********";

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** A secret of this text; for the host, and for tests of plugins. */
  public static Secret of(String value) {
    return new Secret(Objects.requireNonNull(value, "value"));
  }

  /** The text itself. */
  public String reveal() {
    return value;
  }

  /** Never the text. */
  @Override
  public String toString() {
    return MASK;
  }
}
