package io.consilium.governance.auditor.internal;

import java.nio.file.Path;

/**
 * How far a signature reaches into the records that were asked for. What lies above it is told
 * apart from what is proved: an honest tail of the write-ahead log and a forged one look the same.
 *
 * @param from the first record
 * @param covered the first record that no checkpoint covers
 * @param to the first record that was not asked for, or is not there
 */
record Reach(long from, long covered, long to) {
  static final Reach NOWHERE = new Reach(0, 0, 0);

  /** Where what is proved ends, among what was asked for. */
  long end() {
    return Math.min(to, Math.max(from, covered));
  }

  /** Records that were asked for and that no checkpoint covers. */
  long unproved() {
    return to - end();
  }

  /** Says which records are not proved, if some are not. */
  void tell(Findings findings, boolean leftOut) {
    if (unproved() > 0) {
      String which =
          unproved() == 1
              ? "The record " + end() + " is under no checkpoint yet: "
              : "The records " + end() + " to " + (to - 1) + " are under no checkpoint yet: ";
      findings.note(
          which
              + "nothing but checksums protects them, and whoever may write the files may have"
              + " written them anew."
              + (leftOut ? " They were left out." : "")
              + " A host that runs signs within a second: maybe take another copy.");
    }
  }

  /** The last line about a ledger in which nothing fails. */
  String verdict(Path ledger) {
    if (covered == 0 || end() == from && unproved() > 0) {
      return "Nothing fails, and nothing is proved: " + ledger + " (no checkpoint reaches there)";
    }
    if (unproved() == 0) {
      return "The ledger holds: " + ledger;
    }
    String rest =
        unproved() == 1
            ? "the record after it that was asked for is"
            : "the " + unproved() + " records after it that were asked for are";
    return "The ledger holds up to record "
        + (end() - 1)
        + ": "
        + ledger
        + " ("
        + rest
        + " unproved)";
  }
}
