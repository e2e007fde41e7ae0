package io.consilium.framework.bridge.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads what a process says on standard error to its end, whatever it is, and passes on so much of
 * it as a log can bear.
 */
final class ErrorLog implements Runnable {
  private static final int LINE = 2_000;
  private static final int LINES = 100;
  private static final long WINDOW = 10_000_000_000L;

  private final InputStream in;
  private final Consumer<String> log;
  private volatile byte[] last = {};
  private long windowStart = System.nanoTime();
  private int inWindow;
  private long left;

  ErrorLog(InputStream in, Consumer<String> log) {
    this.in = in;
    this.log = log;
  }

  /** The last line that is not blank. */
  String last() {
    return text(last);
  }

  @Override
  public void run() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        for (int i = 0; i < n; i++) {
          if (buffer[i] == '\n') {
            said(line);
          } else if (line.size() < LINE) {
            line.write(buffer[i]);
          }
        }
      }
      said(line);
    } catch (IOException e) {
      // The process is gone, and its words with it.
    }
    tellLeft();
  }

  private void said(ByteArrayOutputStream line) {
    byte[] bytes = line.toByteArray();
    line.reset();
    if (blank(bytes)) {
      return;
    }
    last = bytes;
    if (System.nanoTime() - windowStart > WINDOW) {
      tellLeft();
      windowStart = System.nanoTime();
      inWindow = 0;
    }
    if (++inWindow <= LINES) {
      log.accept(text(bytes));
    } else {
      left++;
    }
  }

  private static boolean blank(byte[] line) {
    for (byte one : line) {
      if (one < 0 || one > ' ') {
        return false;
      }
    }
    return true;
  }

  private static String text(byte[] line) {
    return Words.said(new String(line, StandardCharsets.UTF_8)).strip();
  }

  private void tellLeft() {
    if (left > 0) {
      log.accept("(" + left + " more lines are left out)");
      left = 0;
    }
  }
}
