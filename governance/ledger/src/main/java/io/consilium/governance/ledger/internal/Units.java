package io.consilium.governance.ledger.internal;

import io.consilium.governance.ledger.format.UnitKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keys and salts of erasure units, one file each. Thread-safe. */
final class Units {
  private static final int KEPT = 512;

  private final Disk disk;
  private final Path ledger;
  private final SecureRandom random;
  private final Map<String, Unit> units = new LinkedHashMap<>(16, 0.75f, true);

  Units(Disk disk, Path ledger, SecureRandom random) {
    this.disk = disk;
    this.ledger = ledger;
    this.random = random;
  }

  /** The unit; made if it does not exist. Its key is on disk only after {@link #save}. */
  synchronized Unit of(String name) throws IOException {
    Optional<Unit> known = find(name);
    if (known.isPresent()) {
      return known.get();
    }
    Unit made = new Unit(UnitKey.generate(name, random), false);
    units.put(name, made);
    forgetSaved();
    return made;
  }

  /** The unit, unless its key is gone. */
  synchronized Optional<Unit> find(String name) throws IOException {
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
}
