package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Draft;
import io.consilium.api.task.Position;
import io.consilium.api.task.Principal;
import io.consilium.governance.ledger.format.TilePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Destroys the keys and blobs of units whose last record stands in a tile span that is older, as a
 * whole, than payloads are kept. Used by one thread.
 */
final class Sweeper {
  /** What the ledger does by itself. */
  private static final Principal SELF = new Principal("ledger", "retention");

  /** A clock that is further from the newest record is not believed at once. */
  private static final Duration STRANGE = Duration.ofDays(30);

  private static final Duration WAIT = Duration.ofDays(1);
  private static final int BATCH = 100;

  private final DiskLedger ledger;
  private final Pipeline pipeline;
  private final Units units;
  private final Eraser eraser;
  private final Period keep;
  private final Set<String> waiting = new LinkedHashSet<>();
  private long swept;
  private Instant strangeSince;

  Sweeper(DiskLedger ledger, Pipeline pipeline, Units units, Eraser eraser, Period keep) {
    this.ledger = ledger;
    this.pipeline = pipeline;
    this.units = units;
    this.eraser = eraser;
    this.keep = keep;
  }

  /**
   * Destroys what is due.
   *
   * @param jumped true if the wall clock cannot be trusted since this host began
   * @return how many units
   */
  int sweep(Instant now, boolean jumped) throws IOException {
    if (keep.isZero() || jumped || strange(now)) {
      return 0;
    }
    advance(Ages.digits(Stamps.time(now.atZone(ZoneOffset.UTC).minus(keep).toInstant())));
    List<String> due = waiting.stream().filter(this::due).toList();
    int count = 0;
    for (int at = 0; at < due.size(); at += BATCH) {
      count += erase(due.subList(at, Math.min(due.size(), at + BATCH)));
    }
    return count;
  }

  /** A clock put a month ahead by mistake must not destroy half a year of payloads. */
  private boolean strange(Instant now) throws IOException {
    if (pipeline.size() == 0) {
      return false;
    }
    Instant newest = Instant.parse(time(pipeline.record(pipeline.size() - 1)));
    if (Duration.between(newest, now).compareTo(STRANGE) < 0) {
      strangeSince = null;
      return false;
    }
    strangeSince = strangeSince == null ? now : strangeSince;
    return Duration.between(strangeSince, now).compareTo(WAIT) < 0;
  }

  /**
   * Goes on to the first span that is not old as a whole, and notes the units of tasks that ended.
   */
  private void advance(long cutoff) {
    long before = swept;
    long end = pipeline.signedSize() / TilePath.FULL * TilePath.FULL;
    while (swept < end && pipeline.newest(swept / TilePath.FULL) < cutoff) {
      swept += TilePath.FULL;
    }
    if (swept > before) {
      for (String task : pipeline.ended(before, swept)) {
        String unit = units.names(names -> names.of(task));
        if (!units.names(names -> names.erased(unit))) {
          waiting.add(unit);
        }
      }
    }
  }

  private static String time(byte[] record) {
    String text = new String(record, StandardCharsets.UTF_8);
    int at = text.lastIndexOf("\"time\":\"") + 8;
    return text.substring(at, text.indexOf('"', at));
  }

  private boolean due(String unit) {
    return units.names(names -> names.tasks(unit)).stream().noneMatch(this::young);
  }

  private boolean young(String task) {
    return pipeline.last(task) >= swept || pipeline.open(task);
  }

  private int erase(List<String> due) throws IOException {
    List<Draft> drafts = new ArrayList<>();
    List<String> barred = new ArrayList<>();
    for (String unit : due) {
      boolean before = units.names(names -> names.erased(unit));
      if (before) {
        waiting.remove(unit);
      } else if (units.bar(unit, this::young)) {
        barred.add(unit);
        drafts.add(
            new Draft(
                Position.HOST, new Body.Erased(unit, "retention", SELF), List.of(), Map.of()));
      }
    }
    if (!drafts.isEmpty()) {
      List<DecisionRecord> erased = ledger.append(drafts).records();
      // Whoever reads the files must find that it was meant, under a checkpoint.
      ledger.prove(erased.get(erased.size() - 1).sequence()).toCompletableFuture().join();
      for (String unit : barred) {
        eraser.destroy(unit);
        waiting.remove(unit);
      }
    }
    return barred.size();
  }
}
