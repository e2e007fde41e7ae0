package io.consilium.distribution.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Notices that a project was saved: by name, size and time of its sources. Looks, since file events
 * are lost on some file systems and editors write in several steps.
 */
final class SourceWatch {
  private static final long LOOK_MILLIS = 250;

  private final DevProject project;
  private String seen;

  /** Takes the project as it is now as seen. */
  SourceWatch(DevProject project) {
    this.project = project;
    this.seen = stamp();
  }

  /** Waits until something is another than when it last returned, and has been so for one look. */
  void awaitSave() throws InterruptedException {
    String before;
    String now = stamp();
    do {
      before = now;
      Thread.sleep(LOOK_MILLIS);
      now = stamp();
    } while (now.equals(seen) || !now.equals(before));
    seen = now;
  }

  private String stamp() {
    try {
      StringBuilder all = new StringBuilder();
      project.sources().stream()
          .filter(Files::isRegularFile)
          .sorted()
          .forEach(file -> all.append(describe(file)));
      return all.toString();
    } catch (IOException | UncheckedIOException e) {
      return "unread";
    }
  }

  /** What goes while it is looked at is gone. */
  private static String describe(Path file) {
    try {
      return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file) + "\n";
    } catch (IOException e) {
      return "";
    }
  }
}
