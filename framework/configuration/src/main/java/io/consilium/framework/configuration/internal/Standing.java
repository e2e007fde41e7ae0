package io.consilium.framework.configuration.internal;

import java.util.List;
import java.util.Optional;

/**
 * How the configuration of one pid stands.
 *
 * @param file what was last set for it, be it good or bad
 * @param holding what is in force; empty before a plugin of that name was made
 * @param revision of what is in force
 * @param stamp where the files of its secrets stood in time when they were read
 * @param problems why the file is not in force; empty if it is, or nobody is there to take it
 * @param mendable whether looking again may help: a secret may come
 */
record Standing(
    String file,
    Optional<ConfigFile> holding,
    Optional<String> revision,
    String stamp,
    List<String> problems,
    boolean mendable) {
  Standing {
    problems = List.copyOf(problems);
  }

  static final Standing NONE =
      new Standing("", Optional.empty(), Optional.empty(), "", List.of(), false);

  Standing seen(String text) {
    return new Standing(text, holding, revision, stamp, problems, mendable);
  }

  Standing refused(List<String> why, boolean again) {
    return new Standing(file, holding, revision, stamp, why, again);
  }

  Standing held(ConfigFile now, Optional<String> as, String at) {
    return new Standing(file, Optional.of(now), as, at, List.of(), false);
  }

  /** Nobody is there to have it. */
  Standing let() {
    return new Standing(file, Optional.empty(), Optional.empty(), "", List.of(), false);
  }
}
