package io.consilium.framework.bridge.internal;

import io.consilium.api.task.Artifact;
import io.consilium.framework.bridge.BridgeFailure;
import io.consilium.framework.bridge.Exchange;
import io.consilium.framework.bridge.Message;
import io.consilium.framework.bridge.Payload;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Takes over what a guest gives. */
final class Outputs {
  private Outputs() {}

  /**
   * An answer with its contents in memory.
   *
   * @param exchange null where there is none
   * @param most bytes of all outputs together
   * @throws BridgeFailure if they cannot be had
   */
  static Link.Reply reply(String plugin, Message.Answer answer, Exchange exchange, long most)
      throws BridgeFailure {
    if (!(answer instanceof Message.Solved solved)) {
      return Link.Reply.of(answer);
    }
    Map<String, Artifact> outputs = new HashMap<>();
    long left = most;
    for (Map.Entry<String, Payload> output : solved.outputs().entrySet()) {
      try {
        Payload payload = output.getValue();
        Artifact taken =
            exchange == null ? Exchange.takeInline(payload, left) : exchange.take(payload, left);
        left -= taken.size();
        outputs.put(output.getKey(), taken);
      } catch (IOException | IllegalArgumentException e) {
        if (exchange != null) {
          solved.outputs().values().forEach(exchange::refuse);
        }
        throw new BridgeFailure(
            Words.BAD_OUTPUT,
            "The output "
                + Words.quote(output.getKey())
                + " of "
                + plugin
                + " cannot be taken: "
                + Words.said(e.getMessage()));
      }
    }
    return new Link.Reply(answer, outputs);
  }
}
