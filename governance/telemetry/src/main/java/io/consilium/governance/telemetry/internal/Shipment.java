package io.consilium.governance.telemetry.internal;

import io.consilium.api.ledger.DecisionRecord;
import io.consilium.governance.ledger.format.Checkpoint;
import io.consilium.json.Json;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves spans from the log to the collector, a batch at a time. The cursor moves on only when a
 * batch was taken; until then that batch waits, and nothing more is read. Used by one thread, but
 * for {@link #standing}.
 */
final class Shipment {
  private static final Logger LOG = LoggerFactory.getLogger(Shipment.class);

  /** Spans of a batch, from which on no record more is read for it. */
  private static final int BATCH = 256;

  /** Records read in one step at most. */
  private static final int READ = 4 * 256;

  private final SignedLog log;
  private final CursorFile file;
  private final Collector collector;
  private final int most;
  private volatile Standing standing = Standing.BEFORE;

  private SpanFold fold;
  private Cursor cursor;
  private long at;
  private final List<SpanData> batch = new ArrayList<>();

  Shipment(SignedLog log, CursorFile file, Collector collector) {
    this(log, file, collector, BATCH);
  }

  Shipment(SignedLog log, CursorFile file, Collector collector, int most) {
    this.log = log;
    this.file = file;
    this.collector = collector;
    this.most = most;
  }

  Standing standing() {
    return standing;
  }

  /**
   * Sends a batch at most.
   *
   * @return true if there is more to do now
   * @throws CollectorAway if the batch was not taken: the next step sends it again
   * @throws IOException if log or cursor cannot be used
   */
  boolean step() throws IOException, InterruptedException {
    Optional<Checkpoint> found = log.head();
    if (found.isEmpty()) {
      return false;
    }
    Checkpoint head = found.get();
    begin(head);
    if (batch.isEmpty()) {
      read(head);
    }
    if (!batch.isEmpty()) {
      taken(collector.send(List.copyOf(batch)));
      batch.clear();
    }
    if (at > cursor.next()) {
      Cursor moved = new Cursor(head.origin(), at, fold.oldest(at));
      file.write(moved);
      cursor = moved;
    }
    standing = new Standing(cursor.next(), head.size(), standing.sent(), standing.refused(), "");
    return at < head.size();
  }

  private void begin(Checkpoint head) throws IOException {
    if (fold != null && cursor.origin().equals(head.origin()) && at <= head.size()) {
      return;
    }
    cursor = resume(head);
    fold = new SpanFold(head.origin());
    at = cursor.from();
    batch.clear();
  }

  private Cursor resume(Checkpoint head) throws IOException {
    Optional<Cursor> kept;
    try {
      kept = file.read();
    } catch (IllegalArgumentException e) {
      LOG.warn("All spans are sent again: {} is damaged ({}).", file.path(), e.getMessage());
      return Cursor.start(head.origin());
    }
    if (kept.isEmpty()) {
      return Cursor.start(head.origin());
    }
    if (!kept.get().origin().equals(head.origin())) {
      LOG.warn("All spans are sent: {} is about another log.", file.path());
      return Cursor.start(head.origin());
    }
    if (kept.get().next() > head.size()) {
      LOG.warn(
          "Spans go on at record {}, not {}: the ledger is an older copy. Maybe run:"
              + " ./consilium audit verify",
          head.size(),
          kept.get().next());
      return new Cursor(head.origin(), head.size(), Math.min(kept.get().from(), head.size()));
    }
    return kept.get();
  }

  private void read(Checkpoint head) throws IOException {
    long end = Math.min(head.size(), at + READ);
    while (at < end && batch.size() < most) {
      for (byte[] bytes : log.records(at, head)) {
        List<SpanData> ended = fold.add(record(bytes));
        if (at >= cursor.next()) {
          batch.addAll(ended);
        }
        at++;
        if (batch.size() >= most) {
          return;
        }
      }
    }
  }

  private DecisionRecord record(byte[] bytes) throws IOException {
    try {
      return Json.read(bytes, DecisionRecord.class);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "record "
              + at
              + " cannot be read ("
              + e.getMessage()
              + "). Maybe run: ./consilium audit verify",
          e);
    }
  }

  private void taken(Collector.Taken taken) {
    if (taken.refused() > 0) {
      LOG.warn(
          "The collector refused {} of {} spans for good: {}",
          taken.refused(),
          batch.size(),
          taken.why());
    }
    standing =
        new Standing(
            standing.next(),
            standing.signed(),
            standing.sent() + batch.size() - taken.refused(),
            standing.refused() + taken.refused(),
            standing.trouble());
  }
}
