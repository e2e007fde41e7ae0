package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.governance.ledger.format.Glance;
import io.consilium.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which erasure unit the payloads of a task are under, and which units are erased: a fold of the
 * log. A subject that comes back after its erasure gets the next unit, {@code subject-….1}. Guarded
 * by its owner.
 */
final class UnitNames {
  /** The unit of what belongs to no task. */
  static final String HOST = "host";

  private final Map<String, String> units = new HashMap<>();
  private final Map<String, List<String>> tasks = new HashMap<>();
  private final Map<String, Integer> erasures = new HashMap<>();
  private final Set<String> erased = new HashSet<>();

  /** Takes a record of the log. */
  void add(Glance glance, byte[] record) {
    if (glance.type().equals("task-admitted")) {
      if (new String(record, StandardCharsets.UTF_8).contains("\"subject\":\"")) {
        Body body = Json.read(record, DecisionRecord.class).body();
        admit(glance.task(), ((Body.TaskAdmitted) body).principal().subject());
      }
    } else if (glance.type().equals("erased")) {
      erase(((Body.Erased) Json.read(record, DecisionRecord.class).body()).unit());
    }
  }

  /** A task is admitted; its unit is that of its subject, if it names one. */
  void admit(String task, Optional<String> subject) {
    if (subject.isPresent()) {
      String unit = current(subject.get());
      units.put(task, unit);
      tasks.computeIfAbsent(unit, key -> new ArrayList<>()).add(task);
    }
  }

  /** The unit that a subject's next task is under. */
  String current(String subject) {
    int count = erasures.getOrDefault(subject, 0);
    return count == 0 ? subject : subject + "." + count;
  }

  void erase(String unit) {
    if (erased.add(unit)) {
      int dot = unit.lastIndexOf('.');
      String subject = dot < 0 ? unit : unit.substring(0, dot);
      if (Pseudonyms.SUBJECT.matcher(subject).matches()) {
        erasures.merge(subject, 1, Integer::sum);
      }
    }
  }

  /** The unit of a task; of the host for an empty id. */
  String of(String task) {
    return task.isEmpty() ? HOST : units.getOrDefault(task, task);
  }

  boolean erased(String unit) {
    return erased.contains(unit);
  }

  Set<String> erased() {
    return Set.copyOf(erased);
  }

  /** The tasks under a unit; a task's own unit has its name. */
  List<String> tasks(String unit) {
    return List.copyOf(tasks.getOrDefault(unit, List.of(unit)));
  }

  /** True if some task was admitted for a data subject. */
  boolean anybody() {
    return !tasks.isEmpty();
  }

  /** True if some task was admitted under this subject's unit. */
  boolean known(String unit) {
    return tasks.containsKey(unit);
  }
}
