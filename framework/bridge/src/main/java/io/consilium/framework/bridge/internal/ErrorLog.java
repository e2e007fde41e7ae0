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
  private volatile String last = "";
  private long windowStart = System.nanoTime();
  private int inWindow;
  private long left;

  ErrorLog(InputStream in, Consumer<String> log) {
    this.in = in;
    this.log = log;
  }

  /** The last line that is not blank. */
  String last() {
    return last;
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
    String text = Words.said(line.toString(StandardCharsets.UTF_8)).strip();
    line.reset();
    if (text.isEmpty()) {
      return;
    }
    last = text;
    if (System.nanoTime() - windowStart > WINDOW) {
      tellLeft();
      windowStart = System.nanoTime();
      inWindow = 0;
    }
    if (++inWindow <= LINES) {
      log.accept(text);
    } else {
      left++;
    }
  }

  private void tellLeft() {
    if (left > 0) {
      log.accept("(" + left + " more lines are left out)");
      left = 0;
    }
  }
}
