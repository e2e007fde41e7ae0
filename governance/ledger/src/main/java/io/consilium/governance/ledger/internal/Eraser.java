package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.SealedPayload;
import io.consilium.api.task.TaskId;
import io.consilium.json.Json;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Destroys erasure units whose {@code Erased} record is durable. Can be interrupted anywhere and
 * begun again: the blank key file goes last.
 */
final class Eraser {
  private final Units units;
  private final Blobs blobs;
  private final Pipeline pipeline;

  Eraser(Units units, Blobs blobs, Pipeline pipeline) {
    this.units = units;
    this.blobs = blobs;
    this.pipeline = pipeline;
  }

  /**
   * Destroys a unit's key and salt, then its blobs.
   *
   * @return how many blobs
   */
  int destroy(String unit) throws IOException {
    units.blank(unit);
    Set<String> named = new HashSet<>();
    for (String task : units.names(names -> names.tasks(unit))) {
      for (byte[] record : pipeline.records(new TaskId(task))) {
        for (SealedPayload payload : Json.read(record, DecisionRecord.class).payloads().values()) {
          if (payload.unit().equals(unit)) {
            named.add(payload.blob());
          }
        }
      }
    }
    blobs.delete(List.copyOf(named));
    units.remove(unit);
    return named.size();
  }

  /**
   * Finishes what the host's death interrupted.
   *
   * @param replayed units whose blobs the write-ahead log brought back
   */
  void finish(Set<String> replayed) throws IOException {
    for (String unit : units.names(UnitNames::erased)) {
      if (units.keyExists(unit) || replayed.contains(unit)) {
        destroy(unit);
      }
    }
  }
}
