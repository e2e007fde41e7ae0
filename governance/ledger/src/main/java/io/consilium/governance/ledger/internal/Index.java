package io.consilium.governance.ledger.internal;

import io.consilium.api.task.TaskId;
import io.consilium.governance.ledger.format.Glance;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which records belong to which task; rebuilt at open. Guarded by its owner's lock. */
final class Index {
  private final Map<String, long[]> tasks = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final Set<String> open = new LinkedHashSet<>();

  Glance add(long sequence, byte[] record) {
    Glance glance = Glance.at(record);
    if (!glance.task().isEmpty()) {
      add(sequence, glance);
    }
    return glance;
  }

  private void add(long sequence, Glance glance) {
    int count = counts.merge(glance.task(), 1, Integer::sum);
    long[] sequences = tasks.computeIfAbsent(glance.task(), task -> new long[4]);
    if (sequences.length < count) {
      sequences = Arrays.copyOf(sequences, count * 2);
      tasks.put(glance.task(), sequences);
    }
    sequences[count - 1] = sequence;
    if (glance.type().equals("task-admitted")) {
      open.add(glance.task());
    } else if (glance.type().equals("answer-released")) {
      open.remove(glance.task());
    }
  }

  int count(String task) {
    return counts.getOrDefault(task, 0);
  }

  long last(String task) {
    int count = count(task);
    return count == 0 ? -1 : tasks.get(task)[count - 1];
  }

  boolean open(String task) {
    return open.contains(task);
  }

  long[] sequences(String task) {
    return Arrays.copyOf(tasks.getOrDefault(task, new long[0]), counts.getOrDefault(task, 0));
  }

  List<TaskId> unfinished() {
    return open.stream().map(TaskId::new).toList();
  }
}
