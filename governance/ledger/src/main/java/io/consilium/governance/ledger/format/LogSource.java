package io.consilium.governance.ledger.format;

import java.io.IOException;

/** Where the files of a log are read from. */
@FunctionalInterface
public interface LogSource {
  /**
   * The whole content of a file.
   *
   * @param path relative to the ledger's directory, with slashes
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  byte[] read(String path) throws IOException;
}
