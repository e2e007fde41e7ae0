package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.DecisionRecord;
import io.consilium.governance.ledger.format.DamagedException;
import io.consilium.governance.ledger.format.Glance;
import io.consilium.governance.ledger.format.TilePath;
import io.consilium.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads records of a snapshot; those that are looked for alone are read in full. */
final class History {
  private final Snapshot snapshot;

  History(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  DecisionRecord at(long sequence) throws IOException {
    if (sequence < 0 || sequence >= snapshot.size()) {
      throw AuditFailure.usage(
          "There is no record (" + sequence + "): the ledger has " + snapshot.size() + ".");
    }
    return read(sequence, snapshot.record(sequence));
  }

  private static DecisionRecord read(long sequence, byte[] bytes) throws DamagedException {
    try {
      return Json.read(bytes, DecisionRecord.class);
    } catch (IllegalArgumentException e) {
      throw new DamagedException("record " + sequence, "cannot be read: " + e.getMessage());
    }
  }

  /** Goes through all records that pass a glance, in order; several are read at once. */
  void each(Predicate<Glance> wanted, Parallel.Then<DecisionRecord> to) throws IOException {
    each(0, snapshot.size(), wanted, record -> record, to);
  }

  /**
   * Goes through records in order, and makes something of each; several are read at once.
   *
   * @param from the first
   * @param end the first after them
   */
  <T> void each(
      long from,
      long end,
      Predicate<Glance> wanted,
      Function<DecisionRecord, T> make,
      Parallel.Then<T> to)
      throws IOException {
    Parallel.inOrder(
        from / TilePath.FULL,
        (end + TilePath.FULL - 1) / TilePath.FULL,
        bundle -> {
          List<T> made = new ArrayList<>();
          long sequence = bundle * TilePath.FULL;
          for (byte[] bytes : snapshot.bundle(bundle)) {
            if (sequence >= from && sequence < end && wanted.test(glance(sequence, bytes))) {
              made.add(make.apply(read(sequence, bytes)));
            }
            sequence++;
          }
          return made;
        },
        made -> {
          for (T one : made) {
            to.take(one);
          }
        });
  }

  private static Glance glance(long sequence, byte[] bytes) throws DamagedException {
    try {
      return Glance.at(bytes);
    } catch (IllegalArgumentException e) {
      throw new DamagedException("record " + sequence, "is not a decision record");
    }
  }

  /** The records of a task in order. */
  List<DecisionRecord> task(String task) throws IOException {
    List<DecisionRecord> records = new ArrayList<>();
    each(glance -> glance.task().equals(task), records::add);
    if (records.isEmpty()) {
      throw AuditFailure.usage(
          "There is no task (" + task + ") in the ledger. Maybe see: " + typed().of("list"));
    }
    return records;
  }

  /** A record by its sequence or its id. */
  DecisionRecord find(String name) throws IOException {
    if (name.matches("[0-9]{1,18}")) {
      return at(Long.parseLong(name));
    }
    Optional<DecisionRecord> found = Optional.empty();
    for (long sequence = 0; sequence < snapshot.size() && found.isEmpty(); sequence++) {
      String text = new String(snapshot.record(sequence), java.nio.charset.StandardCharsets.UTF_8);
      if (text.contains("\"id\":\"" + name + "\"")) {
        found = Optional.of(at(sequence)).filter(record -> record.id().equals(name));
      }
    }
    if (found.isEmpty()) {
      expectNoTask(name);
    }
    return found.orElseThrow(
        () ->
            AuditFailure.usage(
                "There is no record ("
                    + name
                    + "). Maybe name it by its sequence or its id, as it stands in: "
                    + typed().of("show", "TASK")));
  }

  private void expectNoTask(String name) throws IOException {
    List<String> tasks = new ArrayList<>();
    each(0, snapshot.size(), glance -> glance.task().equals(name), one -> name, tasks::add);
    if (!tasks.isEmpty()) {
      throw AuditFailure.usage(
          "("
              + name
              + ") is a task, not one decision. Maybe choose one of: "
              + typed().of("show", name));
    }
  }

  /** How the auditor's commands are typed about this ledger. */
  Typed typed() {
    return snapshot.directory().typed();
  }
}
