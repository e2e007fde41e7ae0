package io.consilium.governance.auditor.internal;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;

/** Says on one line how far a long work is. */
final class Progress {
  private static final long EVERY_NANOS = 200_000_000;

  /** Says nothing. */
  static final Progress NONE = new Progress(new PrintWriter(Writer.nullWriter()), false);

  private final PrintWriter to;
  private final boolean shown;
  private long last = System.nanoTime();
  private boolean begun;

  /**
   * A line of progress.
   *
   * @param asked true to show it wherever it goes, false to show it on a terminal alone
   */
  Progress(PrintWriter to, boolean asked) {
    this.to = to;
    this.shown = asked || System.console() != null;
  }

  void at(long done, long all) {
    long now = System.nanoTime();
    if (shown && (now - last > EVERY_NANOS || done == all)) {
      last = now;
      begun = true;
      to.printf(Locale.ROOT, "\r%,d of %,d records", done, all);
      to.flush();
    }
  }

  void end() {
    if (begun) {
      to.println();
      to.flush();
    }
  }
}
