package io.consilium.governance.ledger.internal;

import io.consilium.governance.ledger.format.UnitKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Keys and salts of erasure units, one file each, and who is under which. Thread-safe. */
final class Units {
  private static final int KEPT = 512;

  private final Disk disk;
  private final Path ledger;
  private final SecureRandom random;
  private final UnitNames names;
  private final Map<String, Unit> units = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Integer> inUse = new HashMap<>();

  Units(Disk disk, Path ledger, SecureRandom random, UnitNames names) {
    this.disk = disk;
    this.ledger = ledger;
    this.random = random;
    this.names = names;
  }

  /** What an append does with units; until it is closed, none of them can be erased. */
  final class Use implements AutoCloseable {
    private final Set<String> held = new LinkedHashSet<>();
    private final Set<Unit> touched = new LinkedHashSet<>();

    /** A task is admitted. */
    void admit(String task, Optional<String> subject) {
      synchronized (Units.this) {
        names.admit(task, subject);
        hold(names.of(task));
      }
    }

    /**
     * The unit for a payload of a task; made if it does not exist. Its key is on disk only after
     * {@link Units#save}.
     *
     * @throws IllegalArgumentException if it is erased
     */
    Unit of(String task) throws IOException {
      synchronized (Units.this) {
        String name = names.of(task);
        if (names.erased(name)) {
          throw new IllegalArgumentException(
              "The payloads of task (" + task + ") were erased; it takes no more of them.");
        }
        hold(name);
        Unit unit = find(name).orElse(null);
        if (unit == null) {
          unit = new Unit(UnitKey.generate(name, random), false);
          units.put(name, unit);
          forgetSaved();
        }
        touched.add(unit);
        return unit;
      }
    }

    private void hold(String name) {
      if (held.add(name)) {
        inUse.merge(name, 1, Integer::sum);
      }
    }

    /** The units whose keys must be on disk before the records. */
    Set<Unit> touched() {
      return touched;
    }

    @Override
    public void close() {
      synchronized (Units.this) {
        held.forEach(name -> inUse.merge(name, -1, (count, less) -> count == 1 ? null : count - 1));
      }
    }
  }

  Use use() {
    return new Use();
  }

  /** The unit, unless its key is gone or it is erased. */
  synchronized Optional<Unit> find(String name) throws IOException {
    if (names.erased(name)) {
      return Optional.empty();
    }
    Unit known = units.get(name);
    if (known == null) {
      try {
        known = new Unit(UnitKey.parse(name, disk.read(ledger.resolve(UnitKey.path(name)))), true);
        units.put(name, known);
        forgetSaved();
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
    }
    return Optional.of(known);
  }

  private void forgetSaved() {
    Iterator<Unit> eldest = units.values().iterator();
    while (units.size() > KEPT && eldest.hasNext()) {
      if (eldest.next().saved()) {
        eldest.remove();
      }
    }
  }

  /** Returns when the unit's key is on disk. */
  void save(Unit unit) throws IOException {
    if (!unit.saved()) {
      Path file = ledger.resolve(UnitKey.path(unit.key().unit()));
      disk.makeDirectory(file.getParent(), Disk.Access.SECRET);
      byte[] content = unit.key().file().getBytes(StandardCharsets.UTF_8);
      disk.replace(file, content, Disk.Access.SECRET);
      unit.markSaved();
    }
  }

  /** Asks something of the names; nobody changes them meanwhile. */
  synchronized <T> T names(Function<UnitNames, T> question) {
    return question.apply(names);
  }

  /**
   * Nothing is opened or sealed under the unit from here on.
   *
   * @param busy true for a task that forbids it; asked while nobody can begin another
   * @return false if it is forbidden, or if an append is using the unit
   */
  synchronized boolean bar(String name, Predicate<String> busy) {
    if (inUse.containsKey(name) || names.tasks(name).stream().anyMatch(busy)) {
      return false;
    }
    units.remove(name);
    names.erase(name);
    return true;
  }

  /** True if the unit's key file is there. */
  boolean keyExists(String name) {
    return disk.exists(ledger.resolve(UnitKey.path(name)));
  }

  /** Writes zeros over the key: from here on nothing opens the unit's payloads. */
  void blank(String name) throws IOException {
    try {
      disk.blank(ledger.resolve(UnitKey.path(name)));
    } catch (NoSuchFileException e) {
      // A unit without payloads never had one.
    }
  }

  /** Removes the blank file; it shows until then that the unit's blobs may be there. */
  void remove(String name) throws IOException {
    Path file = ledger.resolve(UnitKey.path(name));
    if (disk.exists(file)) {
      disk.delete(file);
      disk.forceDirectory(file.getParent());
    }
  }
}
