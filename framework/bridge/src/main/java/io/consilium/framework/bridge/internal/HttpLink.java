package io.consilium.framework.bridge.internal;

import io.consilium.api.host.CallContext;
import io.consilium.api.task.Artifact;
import io.consilium.framework.bridge.BridgeFailure;
import io.consilium.framework.bridge.Limits;
import io.consilium.framework.bridge.Message;
import io.consilium.framework.bridge.Payload;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A way to an HTTP endpoint; every call is a request of its own. Thread-safe. */
public final class HttpLink implements Link {
  private final Limits limits;
  private final Optional<Message.Ready> declared;
  private final Requests requests;
  private final AtomicLong ids = new AtomicLong();

  /** Experts that are warm there, unless it was started anew and nobody noticed. */
  private final Set<String> warm = ConcurrentHashMap.newKeySet();

  private volatile boolean closed;

  /**
   * @param plugin whose endpoint it is, for people
   * @param declared what it is to offer; if empty, it is asked
   */
  public HttpLink(String plugin, URI endpoint, Limits limits, Optional<Message.Ready> declared) {
    this.limits = limits;
    this.declared = declared;
    this.requests = new Requests(plugin, endpoint, limits.lineBytes());
  }

  @Override
  public Message.Ready offer() throws BridgeFailure, InterruptedException {
    if (declared.isPresent()) {
      return declared.get();
    }
    Message said = await(requests.get("ready", limits.start()), limits.start());
    if (!(said instanceof Message.Ready ready)) {
      throw new BridgeFailure(Words.ENDPOINT, requests.where() + " does not say what it offers.");
    }
    String wrong = Offers.wrong(ready);
    if (!wrong.isEmpty()) {
      throw new BridgeFailure(Words.ENDPOINT, requests.where() + " cannot be used: " + wrong + ".");
    }
    return ready;
  }

  @Override
  public void warm(String expert) throws BridgeFailure, InterruptedException {
    warm(expert, limits.warm());
  }

  private void warm(String expert, Duration patience) throws BridgeFailure, InterruptedException {
    Message.Warm asked = new Message.Warm(id(), expert);
    Message said = await(requests.post("warm", Message.line(asked), patience), patience);
    if (said instanceof Message.Failed failed) {
      throw new BridgeFailure(failed.code(), failed.message());
    } else if (!(said instanceof Message.Warmed warmed && asked.isAnsweredBy(warmed))) {
      throw new BridgeFailure(Words.ENDPOINT, requests.where() + " does not say that it is warm.");
    }
    warm.add(expert);
  }

  @Override
  public Reply ask(Target target, Draft draft, CallContext context) throws BridgeFailure {
    if (closed || context.cancelled()) {
      return Reply.failed(
          closed ? Words.ENDED : Words.CANCELLED, "The call was over before it began.");
    }
    Message.Call call;
    byte[] line;
    try {
      call = draft.call(id(), this::inline);
      line = Message.line(call);
      if (line.length > limits.lineBytes()) {
        throw new IOException("it is longer than " + limits.lineBytes() + " bytes as a message");
      }
    } catch (IOException | IllegalArgumentException e) {
      return Reply.failed(
          Words.NOT_SENT,
          "What " + target.plugin() + " is to work on cannot be sent: " + e.getMessage());
    }
    try {
      if (target.warms() && !warm.contains(target.plugin())) {
        warm(target.plugin(), context.remaining().plus(LATE));
      }
      return ask(target, call, line, context);
    } catch (BridgeFailure e) {
      boolean ours = e.code().equals(Words.CANCELLED) || e.code().equals(Words.ENDED);
      if (ours || context.cancelled()) {
        cancel(call);
        return Reply.failed(e.code(), e.getMessage());
      }
      throw e;
    } catch (InterruptedException e) {
      cancel(call);
      Thread.currentThread().interrupt();
      return Reply.failed(Words.CANCELLED, "The call was cancelled.");
    }
  }

  private Reply ask(Target target, Message.Call call, byte[] line, CallContext context)
      throws BridgeFailure, InterruptedException {
    Duration left = context.remaining().plus(LATE);
    Requests.Sent sent =
        requests.post(call instanceof Message.Verify ? "verify" : "solve", line, left);
    context.onCancel(sent::cancel);
    Message said = await(sent, left);
    if (said instanceof Message.Answer answer && call.isAnsweredBy(answer)) {
      return Outputs.reply(target.plugin(), answer, null, limits.outputBytes());
    }
    throw new BridgeFailure(
        Words.ENDPOINT, requests.where() + " answers with what is no answer to the call.");
  }

  private Message await(Requests.Sent sent, Duration left)
      throws BridgeFailure, InterruptedException {
    try {
      return sent.await(left);
    } catch (BridgeFailure e) {
      if (e.code().equals(Words.UNREACHABLE)) {
        // What comes back may have been started anew.
        warm.clear();
      }
      throw e;
    }
  }

  private Payload inline(Artifact artifact) throws IOException {
    if (artifact.size() > limits.lineBytes()) {
      throw new IOException(
          "a content of " + artifact.size() + " bytes, " + limits.lineBytes() + " at most");
    }
    return Payload.inline(artifact);
  }

  private String id() {
    return Long.toString(ids.incrementAndGet());
  }

  /** Tells the endpoint; whether it listens is its own matter. */
  private void cancel(Message.Call call) {
    requests.tell("cancel", new Message.Cancel(call.id()), limits.cancel());
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.empty();
  }

  @Override
  public void close() {
    closed = true;
    requests.close();
  }
}
