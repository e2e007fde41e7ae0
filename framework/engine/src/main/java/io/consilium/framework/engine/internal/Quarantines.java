package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Body.PluginChanged;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.task.Position;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts on record which plugins are kept from work since they broke too many calls. */
record Quarantines(Ledger ledger) implements BiConsumer<Code, Circuit.Change> {
  private static final Logger LOG = LoggerFactory.getLogger(Quarantines.class);

  @Override
  public void accept(Code code, Circuit.Change change) {
    PluginChanged.Change what =
        change.quarantined() ? PluginChanged.Change.QUARANTINED : PluginChanged.Change.RELEASED;
    LOG.warn(
        "{} of {} {} is {}: {}",
        code.plugin(),
        code.bundle(),
        code.version(),
        what,
        change.cause());
    PluginChanged body = new PluginChanged(what, code.bundle(), code.version(), change.cause());
    try {
      ledger.append(List.of(new Draft(Position.HOST, body, List.of(code), Map.of())));
    } catch (LedgerFailure | IllegalArgumentException e) {
      LOG.error("That {} is {} cannot be put on record: {}", code.plugin(), what, e.getMessage());
    }
  }
}
