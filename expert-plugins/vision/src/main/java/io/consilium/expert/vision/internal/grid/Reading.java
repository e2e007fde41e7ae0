package io.consilium.expert.vision.internal.grid;

/**
 * What a cell was read as.
 *
 * @param value 1..n, 0 for blank, -1 if it could not be read
 * @param confidence 0 to 1
 * @param seen what was seen, for a person
 */
record Reading(int value, double confidence, String seen) {
  static final int UNREAD = -1;

  static Reading blank(double confidence) {
    return new Reading(0, confidence, "blank");
  }

  static Reading unread(String seen) {
    return new Reading(UNREAD, 0, seen);
  }

  boolean isRead() {
    return value != UNREAD;
  }
}
