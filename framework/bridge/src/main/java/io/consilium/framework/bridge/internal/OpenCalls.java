package io.consilium.framework.bridge.internal;

import io.consilium.framework.bridge.BridgeFailure;
import io.consilium.framework.bridge.Exchange;
import io.consilium.framework.bridge.Limits;
import io.consilium.framework.bridge.Message;
import io.consilium.framework.bridge.Payload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The calls that one process has been asked and has not answered yet. Thread-safe. */
final class OpenCalls {
  private static final int MOST_STRAYS = 1_000;

  private final Exchange exchange;
  private final Limits limits;
  private final Consumer<byte[]> sink;
  private final Map<String, Pending> pending = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private volatile boolean answered;
  private volatile BridgeFailure end;
  private int strays;

  /**
   * @param sink sends a line; never blocks
   */
  OpenCalls(Exchange exchange, Limits limits, Consumer<byte[]> sink) {
    this.exchange = exchange;
    this.limits = limits;
    this.sink = sink;
  }

  /** Opens a call that asks for warmth. */
  Pending warm(String plugin) {
    Pending call = new Pending(new Message.Warm(id(), plugin), List.of(), null, () -> {});
    open(call);
    return call;
  }

  /**
   * Opens a call.
   *
   * @param settled told once it is answered or will never be
   * @throws IOException if a content cannot be handed over
   * @throws IllegalArgumentException if it does not fit into a line; it is not open then
   */
  Pending open(Link.Draft draft, Consumer<String> progress, Runnable settled) throws IOException {
    String id = id();
    List<Payload> given = new ArrayList<>();
    try {
      Message.Call message =
          draft.call(
              id,
              artifact -> {
                String name = id + "-" + given.size();
                Payload payload = exchange.give(artifact, name, limits.inlineBytes());
                given.add(payload);
                return payload;
              });
      Pending call = new Pending(message, given, progress, settled);
      open(call);
      return call;
    } catch (IOException | RuntimeException e) {
      given.forEach(exchange::forget);
      throw e;
    }
  }

  private void open(Pending call) {
    byte[] line = Message.line(call.asked());
    if (line.length > limits.lineBytes()) {
      throw new IllegalArgumentException(
          "it needs a line of " + line.length + " bytes, " + limits.lineBytes() + " at most");
    }
    pending.put(call.id(), call);
    // What is over may still answer while it is being ended: nothing is asked of it any more.
    if (end == null) {
      sink.accept(line);
    } else {
      end(end);
    }
  }

  private String id() {
    return Long.toString(ids.incrementAndGet());
  }

  boolean isOpen(Pending call) {
    return pending.containsKey(call.id());
  }

  /** Whether any call but for warmth has been answered. */
  boolean answered() {
    return answered;
  }

  /** Closes the call that is answered; false if there is none that can be answered so. */
  boolean settle(Message.Answer answer) {
    Pending call = pending.get(answer.id());
    if (call == null || !call.asked().isAnsweredBy(answer) || !pending.remove(call.id(), call)) {
      return false;
    }
    strays = 0;
    if (!(answer instanceof Message.Warmed)) {
      answered = true;
    }
    call.given().forEach(exchange::forget);
    if (!call.settle(answer) && answer instanceof Message.Solved solved) {
      solved.outputs().values().forEach(exchange::refuse);
    }
    return true;
  }

  /** Passes on what a call tells; false once there is too much of it. Called by one thread. */
  boolean progress(Message.Progress told) {
    Pending call = pending.get(told.id());
    return call == null ? ++strays <= MOST_STRAYS : call.progress(Words.said(told.message()));
  }

  /** Closes all calls as broken, those to come too. */
  void end(BridgeFailure failure) {
    end = failure;
    for (String id : pending.keySet()) {
      Pending call = pending.remove(id);
      if (call != null) {
        call.fail(failure);
      }
    }
  }
}
