package io.consilium.distribution.host;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output for results, standard error for everything else. Thread-safe. Where somebody
 * watches, progress rewrites one line; elsewhere each step is a line.
 */
final class Terminal {
  private static final int WIDTH = 100;

  private final PrintStream out;
  private final PrintStream err;
  private final boolean watched;
  private boolean lineOpen;

  private Terminal(PrintStream out, PrintStream err, boolean watched) {
    this.out = out;
    this.err = err;
    this.watched = watched;
  }

  /** One that nobody watches. */
  Terminal(PrintStream out, PrintStream err) {
    this(out, err, false);
  }

  /**
   * The process's own. From now on what libraries print goes to the log: others script against
   * standard output, and people read standard error.
   */
  static Terminal claim() {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    System.setOut(LoggedStream.named("stdout"));
    System.setErr(LoggedStream.named("stderr"));
    return new Terminal(out, err, "1".equals(System.getenv("CONSILIUM_TTY")));
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  /** A result. */
  synchronized void result(String text) {
    closeLine();
    out.println(text);
    out.flush();
  }

  /** Something to know. */
  synchronized void say(String line) {
    closeLine();
    err.println(line);
  }

  /** Something that passes. */
  synchronized void progress(String line) {
    if (watched) {
      String shown = line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line;
      err.print("\r\u001b[K" + shown);
      err.flush();
      lineOpen = true;
    } else {
      err.println(line);
    }
  }

  private void closeLine() {
    if (lineOpen) {
      err.print("\r\u001b[K");
      lineOpen = false;
    }
  }
}
