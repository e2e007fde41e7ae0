package io.consilium.governance.telemetry.internal;

import io.consilium.api.ledger.DecisionRecord;
import io.consilium.governance.ledger.format.Checkpoint;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
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
  private static final int SPANS = 256;

  /** Likewise bytes: a collector takes requests of 20 MiB as a rule (OTLP 1, "Request"). */
  private static final int BYTES = 4 << 20;

  /** Records read in one step at most. */
  private static final int READ = 4 * 256;

  private final SignedLog log;
  private final CursorFile file;
  private final Collector collector;
  private final int mostSpans;
  private final int mostBytes;
  private volatile Standing standing = Standing.BEFORE;

  private SpanFold fold;
  private Cursor cursor;
  private long at;

  /** The id of the record before {@code at}. */
  private String last = "";

  private final List<SpanData> batch = new ArrayList<>();

  Shipment(SignedLog log, CursorFile file, Collector collector) {
    this(log, file, collector, SPANS, BYTES);
  }

  Shipment(SignedLog log, CursorFile file, Collector collector, int mostSpans, int mostBytes) {
    this.log = log;
    this.file = file;
    this.collector = collector;
    this.mostSpans = mostSpans;
    this.mostBytes = mostBytes;
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
    send();
    if (at > cursor.next()) {
      Cursor moved = new Cursor(head.origin(), at, fold.oldest(at), last);
      file.write(moved);
      cursor = moved;
    }
    standing = new Standing(cursor.next(), head.size(), standing.sent(), standing.refused(), "");
    return at < head.size();
  }

  /** Begins again at the cursor with the next step, after whatever befell this one. */
  void renew() {
    fold = null;
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
    if (kept.isPresent() && !covers(head, kept.get())) {
      LOG.warn(
          "All spans are sent: {} tells of {} records that this ledger does not have. Maybe it is"
              + " another one, or an older copy.",
          file.path(),
          kept.get().next());
      return Cursor.start(head.origin());
    }
    return kept.orElseGet(() -> Cursor.start(head.origin()));
  }

  /** Whether what was sent is of this log: an older copy may have grown past it since. */
  private boolean covers(Checkpoint head, Cursor cursor) throws IOException {
    long before = cursor.next() - 1;
    return cursor.origin().equals(head.origin())
        && cursor.next() <= head.size()
        && (before < 0
            || SignedLog.record(before, log.records(before, head).get(0))
                .id()
                .equals(cursor.last()));
  }

  private void read(Checkpoint head) throws IOException {
    long end = Math.min(head.size(), at + READ);
    long bytes = 0;
    while (at < end) {
      for (byte[] line : log.records(at, head)) {
        DecisionRecord record = SignedLog.record(at, line);
        List<SpanData> ended = fold.add(record);
        if (at >= cursor.next() && !ended.isEmpty()) {
          batch.addAll(ended);
          bytes += TraceRequestMarshaler.create(ended).getBinarySerializedSize();
        }
        at++;
        last = record.id();
        if (batch.size() >= mostSpans || bytes >= mostBytes) {
          return;
        }
      }
    }
  }

  /** Sends the batch, in smaller requests if it is refused: the rest waits if that fails. */
  private void send() throws InterruptedException {
    long before = standing.refused();
    String why = "";
    int most = batch.size();
    try {
      while (!batch.isEmpty()) {
        List<SpanData> part = batch.subList(0, Math.min(most, batch.size()));
        most = part.size();
        try {
          Collector.Taken taken = collector.send(List.copyOf(part));
          why = taken.why();
          standing = standing.sent(most, taken.refused());
        } catch (CollectorRefuses e) {
          why = "it " + e.getMessage();
          if (most > 1) {
            most /= 2;
            continue;
          }
          standing = standing.sent(1, 1);
        }
        part.clear();
        most *= 2;
      }
    } finally {
      if (standing.refused() > before) {
        LOG.warn("The collector refused {} spans for good: {}", standing.refused() - before, why);
      }
    }
  }
}
