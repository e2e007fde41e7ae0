package io.consilium.framework.engine.internal;

/** A decision cannot be taken again; the message says why, in a sentence for a person. */
final class Unrepeatable extends Exception {
  private static final long serialVersionUID = 1L;

  Unrepeatable(String why) {
    super(why);
  }
}
