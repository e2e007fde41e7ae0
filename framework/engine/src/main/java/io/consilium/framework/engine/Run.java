package io.consilium.framework.engine;

import io.consilium.api.task.TaskId;
import java.util.concurrent.CompletionStage;

/** A task under way. */
public interface Run {

  TaskId id();

  String pipeline();

  /**
   * Completes, always normally, once every record of the task is durable: only then may the answer
   * be shown. Fails with {@link io.consilium.api.ledger.LedgerFailure} alone, when the ledger broke
   * on the way and no answer may be shown.
   */
  CompletionStage<TaskOutcome> outcome();

  /** Asks to stop; the task halts with CANCELLED and its best answer so far. */
  void cancel();
}
