package io.consilium.framework.bridge;

import java.nio.file.Path;
import java.util.Optional;

/** Says why a process ended, by what it left. Called once a process, before its files go. */
@FunctionalInterface
public interface Epitaph {
  /** Knows no more than the exit status. */
  Epitaph NONE = (status, temporary) -> Optional.empty();

  /**
   * @param status as Java tells it: 128 and more for a signal
   * @param temporary the process's directory for temporary files
   * @return for a person, in place of the status and of what the process said last
   */
  Optional<String> of(int status, Path temporary);
}
