package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Entry;
import io.consilium.api.ledger.Ledger;
import io.consilium.framework.routing.TrackRecord;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all tasks of an engine share.
 *
 * @param code the engine's own
 * @param loops runs loops, one thread each
 * @param trackRecord what the gates have learned since the start
 */
record Host(
    Ledger ledger,
    Plugins plugins,
    Guests guests,
    Code code,
    Executor loops,
    Policies policies,
    AtomicReference<TrackRecord> trackRecord) {
  private static final Logger LOG = LoggerFactory.getLogger(Host.class);

  /** Learns from a record if it can; a task does not fail for it. */
  void learn(State before, Entry entry) {
    try {
      Learning.from(before, entry)
          .forEach(feedback -> trackRecord.updateAndGet(known -> known.with(feedback)));
    } catch (RuntimeException e) {
      warn("Nothing could be learned from record " + entry.record().sequence(), e);
    }
  }

  void warn(String what, Throwable cause) {
    LOG.warn(what, cause);
  }
}
