package io.consilium.distribution.evaluation;

import io.consilium.distribution.evaluation.suites.Suite;
import io.consilium.json.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Tells on standard error what goes on, and keeps details in a file where asked. */
final class Progress implements Suite.Watch, AutoCloseable {
  private final PrintWriter err;
  private final BufferedWriter details;

  private Progress(PrintWriter err, BufferedWriter details) {
    this.err = err;
    this.details = details;
  }

  /**
   * Tells of items.
   *
   * @param details file for one line an item; null for none
   */
  static Progress to(PrintWriter err, Path details) throws IOException {
    return new Progress(err, details == null ? null : Files.newBufferedWriter(details));
  }

  @Override
  public synchronized void progress(String line) {
    err.println(line);
    err.flush();
  }

  @Override
  public synchronized void item(Map<String, Object> fields) {
    if (details == null) {
      return;
    }
    try {
      details.write(Json.tree((Object) fields).toString());
      details.newLine();
      details.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (details != null) {
      details.close();
    }
  }
}
