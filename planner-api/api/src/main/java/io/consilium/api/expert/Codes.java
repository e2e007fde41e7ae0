package io.consilium.api.expert;

import java.util.regex.Pattern;

/** Reason codes stand in records in clear, so they are words of a closed form, never free text. */
final class Codes {
  private static final Pattern SYNTAX = Pattern.compile("[a-z][a-z0-9-]{0,47}");

  private Codes() {}

  static void check(String code) {
    if (!SYNTAX.matcher(code).matches()) {
      throw new IllegalArgumentException(
          "Not a reason code (" + code + "). Maybe use a short lower-case word.");
    }
  }
}
