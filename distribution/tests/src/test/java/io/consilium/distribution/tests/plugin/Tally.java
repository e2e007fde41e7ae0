package io.consilium.distribution.tests.plugin;

import io.consilium.api.host.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where who decides notes what he decides: a file that the pipeline's settings name. */
final class Tally {
  private Tally() {}

  /** Notes it before it is given, so that a host that dies has noted no less than it was given. */
  static void note(Settings settings, String line) {
    try {
      Files.writeString(
          Path.of(settings.text("tally", "")),
          line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
