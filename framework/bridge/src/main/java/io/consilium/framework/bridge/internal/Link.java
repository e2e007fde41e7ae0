package io.consilium.framework.bridge.internal;

import io.consilium.api.host.CallContext;
import io.consilium.api.task.Artifact;
import io.consilium.framework.bridge.BridgeFailure;
import io.consilium.framework.bridge.Message;
import io.consilium.framework.bridge.Payload;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/** A way to one guest. Thread-safe. */
public interface Link extends AutoCloseable {

  /**
   * That time is up is the caller's to say, who records it as such; this is for one who does not.
   */
  Duration LATE = Duration.ofMillis(250);

  /**
   * Who is asked.
   *
   * @param plugin id of the expert or verifier
   * @param concurrency calls at once that it bears
   * @param warms whether it is to be warm before
   */
  record Target(String plugin, int concurrency, boolean warms) {}

  /** Puts content where the guest can read it. */
  interface Packer {
    Payload pack(Artifact artifact) throws IOException;
  }

  /** A call that has yet to get its id and its contents. */
  interface Draft {
    Message.Call call(String id, Packer packer) throws IOException;
  }

  /**
   * How a call ended, and what it gave.
   *
   * @param outputs of {@link Message.Solved}; in memory
   */
  record Reply(Message.Answer answer, Map<String, Artifact> outputs) {
    static Reply of(Message.Answer answer) {
      return new Reply(answer, Map.of());
    }

    static Reply failed(String code, String message) {
      return of(new Message.Failed("", code, message));
    }
  }

  /**
   * What the guest offers; starts it if that is yet to be learnt.
   *
   * @throws BridgeFailure if it does not say
   */
  Message.Ready offer() throws BridgeFailure, InterruptedException;

  /**
   * Makes an expert ready for calls.
   *
   * @throws BridgeFailure if it cannot be
   */
  void warm(String plugin) throws BridgeFailure, InterruptedException;

  /**
   * Asks, and waits until the call is answered, cancelled or out of time. What is not the guest's
   * doing is a {@link Message.Failed}, too: that the host ended the call or the plugin, or cannot
   * send what it is about.
   *
   * @throws BridgeFailure if the guest is broken: not there, dead, or not keeping to the protocol
   */
  Reply ask(Target target, Draft draft, CallContext context) throws BridgeFailure;

  /** The process behind it, if there is one now. */
  OptionalLong pid();

  @Override
  void close();
}
