package io.consilium.framework.isolation.internal.child;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.task.Artifact;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.Verifier;
import io.consilium.framework.bridge.Exchange;
import io.consilium.framework.bridge.Message;
import io.consilium.framework.bridge.Payload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts a call of the host's to a plugin, and what it returns into a message. Thread-safe. */
final class Answers {
  private final Exchange exchange;
  private final int inlineBytes;

  Answers(Exchange exchange, int inlineBytes) {
    this.exchange = exchange;
    this.inlineBytes = inlineBytes;
  }

  Message.Answer warm(Expert expert, Message.Call asked) throws Exception {
    lendLoader(expert);
    expert.warmUp();
    return new Message.Warmed(asked.id());
  }

  Message.Answer solve(Expert expert, Message.Solve asked, Call context) throws Exception {
    lendLoader(expert);
    ExpertOutcome outcome =
        expert.solve(
            new Assignment(
                asked.capability(), asked.goal(), artifacts(asked.inputs()), asked.parameters()),
            context);
    if (outcome instanceof ExpertOutcome.Solved solved) {
      return new Message.Solved(
          asked.id(), payloads(asked.id(), solved.outputs()), solved.confidence(), solved.facts());
    } else if (outcome instanceof ExpertOutcome.Declined declined) {
      return new Message.Declined(asked.id(), declined.code(), declined.message());
    } else if (outcome instanceof ExpertOutcome.Failed failed) {
      return new Message.Failed(asked.id(), failed.code(), failed.message());
    }
    return new Message.Failed(asked.id(), "null", "The expert returned nothing (null).");
  }

  Message.Answer verify(Verifier verifier, Message.Verify asked, Call context) throws Exception {
    lendLoader(verifier);
    Claim claim = new Claim(asked.check(), artifacts(asked.inputs()), asked.settings());
    Verdict verdict = verifier.verify(claim, context);
    return verdict == null
        ? new Message.Failed(asked.id(), "null", "The verifier returned nothing (null).")
        : new Message.Judged(asked.id(), verdict);
  }

  /** As the host does: libraries look for their resources through the thread. */
  private static void lendLoader(Object plugin) {
    Thread.currentThread().setContextClassLoader(plugin.getClass().getClassLoader());
  }

  private Map<String, List<Artifact>> artifacts(Map<String, List<Payload>> inputs)
      throws IOException {
    Map<String, List<Artifact>> artifacts = new HashMap<>();
    for (Map.Entry<String, List<Payload>> input : inputs.entrySet()) {
      List<Artifact> list = new ArrayList<>();
      for (Payload payload : input.getValue()) {
        list.add(exchange.open(payload));
      }
      artifacts.put(input.getKey(), list);
    }
    return artifacts;
  }

  private Map<String, Payload> payloads(String id, Map<String, Artifact> outputs)
      throws IOException {
    Map<String, Payload> payloads = new HashMap<>();
    for (Map.Entry<String, Artifact> output : outputs.entrySet()) {
      String file = id + "-" + payloads.size();
      payloads.put(output.getKey(), exchange.give(output.getValue(), file, inlineBytes));
    }
    return payloads;
  }
}
