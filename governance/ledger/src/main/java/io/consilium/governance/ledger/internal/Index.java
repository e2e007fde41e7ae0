package io.consilium.governance.ledger.internal;

import io.consilium.governance.ledger.format.Glance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which records belong to which task; rebuilt at open. Guarded by its owner's lock. */
final class Index {
  private final Map<String, Places> tasks = new HashMap<>();
  private final Set<String> open = new LinkedHashSet<>();
  private final List<String> admitted = new ArrayList<>();
  private final Ages ages = new Ages();

  /** Where the records of one task stand. */
  private static final class Places {
    private static final Places NONE = new Places();

    private long[] sequences = new long[4];
    private int count;

    void add(long sequence) {
      if (count == sequences.length) {
        sequences = Arrays.copyOf(sequences, count * 2);
      }
      sequences[count++] = sequence;
    }

    long last() {
      return count == 0 ? -1 : sequences[count - 1];
    }
  }

  Glance add(long sequence, byte[] record) {
    Glance glance = Glance.at(record);
    add(sequence, record, glance);
    return glance;
  }

  /** Takes a record that somebody glanced at. */
  void add(long sequence, byte[] record, Glance glance) {
    ages.add(sequence, record);
    if (glance.task().isEmpty()) {
      return;
    }
    tasks.computeIfAbsent(glance.task(), task -> new Places()).add(sequence);
    if (glance.type().equals("task-admitted")) {
      open.add(glance.task());
      admitted.add(glance.task());
    } else if (glance.type().equals("answer-released")) {
      open.remove(glance.task());
    }
  }

  private Places of(String task) {
    return tasks.getOrDefault(task, Places.NONE);
  }

  int count(String task) {
    return of(task).count;
  }

  long last(String task) {
    return of(task).last();
  }

  boolean open(String task) {
    return open.contains(task);
  }

  /** The newest time in a full tile span, in {@link Ages#digits}. */
  long newest(long span) {
    return ages.newest(span);
  }

  /** The tasks whose last record is one of a range. */
  List<String> ended(long from, long to) {
    return tasks.entrySet().stream()
        .filter(task -> task.getValue().last() >= from && task.getValue().last() < to)
        .map(Map.Entry::getKey)
        .toList();
  }

  long[] sequences(String task) {
    return Arrays.copyOf(of(task).sequences, count(task));
  }

  /** The tasks admitted last, the newest at the end. */
  List<String> recent(int most) {
    int size = admitted.size();
    return List.copyOf(admitted.subList(size - Math.min(size, Math.max(0, most)), size));
  }

  List<String> unfinished() {
    return List.copyOf(open);
  }
}
