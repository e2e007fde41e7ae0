package io.consilium.framework.bridge.internal;

import io.consilium.framework.bridge.BridgeFailure;
import io.consilium.framework.bridge.Message;
import io.consilium.framework.bridge.Payload;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A call that a process has not answered yet, whether or not somebody still waits for it. */
final class Pending {
  /** Displays need no more of one call. */
  private static final int MOST_PROGRESS = 10_000;

  private final Message.Call asked;
  private final List<Payload> given;
  private final Runnable settled;
  private final CompletableFuture<Message.Answer> result = new CompletableFuture<>();
  private volatile Consumer<String> progress;
  private int told;

  /**
   * @param asked what the process was told
   * @param given contents that the call took along
   * @param settled told when the process has answered
   */
  Pending(Message.Call asked, List<Payload> given, Consumer<String> progress, Runnable settled) {
    this.asked = asked;
    this.given = List.copyOf(given);
    this.progress = progress;
    this.settled = settled;
  }

  String id() {
    return asked.id();
  }

  Message.Call asked() {
    return asked;
  }

  List<Payload> given() {
    return given;
  }

  /** Waits; true once it is answered or will never be. */
  boolean isOver(Duration patience) throws InterruptedException {
    try {
      result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      // The answer says why.
    }
    return true;
  }

  /**
   * The answer, once it is over.
   *
   * @throws BridgeFailure if there will never be one
   */
  Message.Answer answer() throws BridgeFailure {
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof BridgeFailure failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** Whether the process has answered that it could not. */
  boolean failed() {
    return result.isDone()
        && !result.isCompletedExceptionally()
        && result.join() instanceof Message.Failed;
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

  /** The process will never answer. */
  void fail(BridgeFailure why) {
    progress = null;
    settled.run();
    result.completeExceptionally(why);
  }
}
