package io.consilium.framework.engine;

import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.task.Position;

/** What an observer is told. A display's matter: lossy, and never a record. */
public sealed interface Progress {

  /** A record was appended; it may not be durable yet. */
  record Recorded(DecisionRecord record) implements Progress {}

  /** A plugin said what it is doing. */
  record Said(Position position, String plugin, String message) implements Progress {}
}
