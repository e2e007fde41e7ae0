package io.consilium.framework.bridge.internal;

import io.consilium.framework.bridge.Message;
import io.consilium.framework.bridge.Payload;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A call that a process has not answered yet, whether or not somebody still waits for it. */
final class Pending {
  /** Displays need no more of one call. */
  private static final int MOST_PROGRESS = 10_000;

  private final String id;
  private final List<Payload> given;
  private final Runnable settled;
  private final CompletableFuture<Message.Answer> result = new CompletableFuture<>();
  private volatile Consumer<String> progress;
  private int told;

  /**
   * @param given contents that the call took along
   * @param settled told when the process has answered
   */
  Pending(String id, List<Payload> given, Consumer<String> progress, Runnable settled) {
    this.id = id;
    this.given = List.copyOf(given);
    this.progress = progress;
    this.settled = settled;
  }

  String id() {
    return id;
  }

  List<Payload> given() {
    return given;
  }

  CompletableFuture<Message.Answer> result() {
    return result;
  }

  /** False once there is too much of it; called by one thread. */
  boolean progress(String message) {
    Consumer<String> listener = progress;
    if (listener != null) {
      listener.accept(message);
    }
    return ++told <= MOST_PROGRESS;
  }

  /** Nobody waits any more; false if the result was there before. */
  boolean giveUp(Message.Answer instead) {
    progress = null;
    return result.complete(instead);
  }

  /** The process has answered; false if nobody waits any more. */
  boolean settle(Message.Answer answer) {
    progress = null;
    settled.run();
    return result.complete(answer);
  }
}
