package io.consilium.governance.policy.internal;

import io.consilium.governance.policy.PolicyError;
import io.consilium.governance.policy.RuleFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a look at the rule files finds.
 *
 * @param revision of the files; that of no files is empty, that of unreadable ones a dash
 * @param why why the rules in force cannot be followed to there, for a person; else empty
 */
record FilesFound(String revision, String why) {
  private static final String UNREADABLE = "-";

  /**
   * Looks.
   *
   * @param holding those of the directories that hold rules in force
   */
  static FilesFound at(List<Path> directories, Set<Path> holding) {
    try {
      Set<Path> gone = new TreeSet<>();
      for (Path directory : holding) {
        if (RuleFiles.revision(List.of(directory)).isEmpty()) {
          gone.add(directory);
        }
      }
      return new FilesFound(
          RuleFiles.revision(directories),
          gone.isEmpty() ? "" : "There are no rule files any more in " + gone + ".");
    } catch (PolicyError e) {
      return new FilesFound(UNREADABLE, e.getMessage());
    }
  }
}
