package io.consilium.verifier.summary.internal;

/** Compares words without regard to spaces and the shape of quotation marks and dashes. */
final class Words {
  private Words() {}

  static String plain(String text) {
    return text.replaceAll("[\\s\\u00a0]+", " ")
        .replaceAll("[\\u2018\\u2019]", "'")
        .replaceAll("[\\u201c\\u201d]", "\"")
        .replaceAll("[\\u2010-\\u2015]", "-")
        .strip();
  }
}
