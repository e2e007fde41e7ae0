package io.consilium.distribution.host;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each line that is written to it. Thread-safe. */
final class LoggedStream extends OutputStream {
  private static final int LONGEST = 8 << 10;

  private final Logger log;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private LoggedStream(Logger log) {
    this.log = log;
  }

  static PrintStream named(String name) {
    return new PrintStream(
        new LoggedStream(LoggerFactory.getLogger(name)), true, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void write(int one) {
    if (one == '\n' || line.size() >= LONGEST) {
      log.info("{}", line.toString(StandardCharsets.UTF_8));
      line.reset();
    } else if (one != '\r') {
      line.write(one);
    }
  }
}
