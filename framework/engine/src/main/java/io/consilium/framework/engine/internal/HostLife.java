package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Body.HostChanged;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.task.Position;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the host's own beginning and end on record, so that an auditor sees when it was up. */
record HostLife(Ledger ledger, Code code) {
  private static final Logger LOG = LoggerFactory.getLogger(HostLife.class);
  private static final long LAST_WORDS_SECONDS = 5;

  void began() {
    append(HostChanged.Change.STARTED);
  }

  /** Returns once it is durable, or could not be made so. */
  void ends() {
    append(HostChanged.Change.STOPPED);
  }

  private void append(HostChanged.Change change) {
    HostChanged body = new HostChanged(change, code.version(), Runtime.version().toString());
    Draft draft = new Draft(Position.HOST, body, List.of(code), Map.of());
    try {
      ledger
          .append(List.of(draft))
          .durable()
          .toCompletableFuture()
          .get(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("That the host {} is not on record: {}", change, e.getMessage());
    }
  }
}
