package io.consilium.governance.policy.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.task.TaskId;
import io.consilium.governance.policy.PolicyError;
import io.consilium.governance.policy.PolicyError.Problem;
import io.consilium.governance.policy.RuleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where rules were in force when the host last ran, kept in a file, so that a start tells the empty
 * point of a mount from the wish to have no rules. Without that file the ledger is asked whether
 * its last task was under rules. Used by one thread.
 */
final class RulesBefore {
  private static final Logger LOG = LoggerFactory.getLogger(RulesBefore.class);
  private static final String COMMENT = "#";
  private static final String HEAD =
      COMMENT + " Where rules were in force when this host last ran. The host writes this file.";
  private static final String FIX =
      "Maybe mount it, or put its files back. If no rules are to hold there, write a file there"
          + " that says \"rules: []\".";

  /** Not every task has a ruling on record: one may have been broken off before. */
  private static final int TASKS = 20;

  private final Path file;
  private final Map<String, Path> directories;
  private final Supplier<Ledger> ledger;

  /**
   * Reads nothing yet.
   *
   * @param directories by names that stay when the host is installed elsewhere
   * @param ledger gives null while there is none
   */
  RulesBefore(Path file, Map<String, Path> directories, Supplier<Ledger> ledger) {
    this.file = file;
    this.directories = Map.copyOf(directories);
    this.ledger = ledger;
  }

  /**
   * Compares with what there is now.
   *
   * @throws PolicyError if a directory that held rules then has no file of rules now
   */
  void refuseLoss(RuleFiles now) {
    List<Problem> lost = new ArrayList<>();
    if (Files.exists(file)) {
      for (String name : noted()) {
        Path directory = directories.get(name);
        if (directory != null && RuleFiles.revision(List.of(directory)).isEmpty()) {
          lost.add(problem(directory, "It held rules when this host last ran, and no file now."));
        }
      }
    } else if (now.revision().isEmpty()) {
      lastRevision()
          .map(revision -> "The last task on record was under rules (" + revision + ").")
          .ifPresent(why -> directories.values().forEach(one -> lost.add(problem(one, why))));
    }
    if (!lost.isEmpty()) {
      throw new PolicyError(lost);
    }
  }

  private static Problem problem(Path at, String why) {
    return new Problem(at.toString(), 0, 0, why, FIX);
  }

  private List<String> noted() {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> !line.isBlank() && !line.startsWith(COMMENT))
          .toList();
    } catch (IOException e) {
      throw new PolicyError(
          List.of(
              new Problem(
                  file.toString(),
                  0,
                  0,
                  "It cannot be read (" + e.getMessage() + ").",
                  "Maybe mend its permissions: it says where rules were in force.")));
    }
  }

  /** The revision that the last ruling on record was made under; empty if that was of no rules. */
  private Optional<String> lastRevision() {
    Ledger now = ledger.get();
    for (TaskId task : now == null ? List.<TaskId>of() : now.recent(TASKS)) {
      String last = null;
      for (DecisionRecord record : now.records(task)) {
        last = record.body() instanceof Body.PolicyEvaluated b ? b.revision() : last;
      }
      if (last != null) {
        return Optional.of(last).filter(revision -> !revision.isEmpty());
      }
    }
    return Optional.empty();
  }

  /** Notes those of the directories whose rules are in force from now on. */
  void remember(Set<Path> holding) {
    List<String> lines = new ArrayList<>(List.of(HEAD));
    directories.keySet().stream()
        .filter(name -> holding.contains(directories.get(name)))
        .sorted()
        .forEach(lines::add);
    try {
      boolean none = lines.size() == 1 && !Files.exists(file);
      if (!none && !(Files.exists(file) && Files.readAllLines(file).equals(lines))) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path next = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(next, lines);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      LOG.error(
          "Where rules are in force cannot be noted in {} ({}): a start without their files would"
              + " not notice. Maybe mend its permissions.",
          file,
          e.getMessage());
    }
  }
}
