package io.consilium.framework.configuration.internal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a secret stands: {@code ${env:NAME}} or {@code ${file:PATH}}.
 *
 * @param kind {@code env} or {@code file}
 */
record Reference(String kind, String name) {
  private static final Pattern FORM =
      Pattern.compile("\\$\\{(?:(env):([\\w.-]+)|(file):([^{}\\s][^{}]*))\\}");
  private static final Pattern LIKE = Pattern.compile("\\$\\{[a-zA-Z]*:");

  /** The reference that a text is; empty if it is none. */
  static Optional<Reference> of(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean file = matcher.group(1) == null;
    return Optional.of(new Reference(matcher.group(file ? 3 : 1), matcher.group(file ? 4 : 2)));
  }

  /** Whether a text that is no reference was surely meant as one. */
  static boolean meant(String text) {
    return LIKE.matcher(text).find();
  }

  /** As the operator writes it. */
  @Override
  public String toString() {
    return "${" + kind + ":" + name + "}";
  }
}
