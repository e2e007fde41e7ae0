package io.consilium.framework.bridge.internal;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.framework.bridge.BridgeFailure;
import io.consilium.framework.bridge.Message;

/** An expert at the other end of a link. */
public final class BridgedExpert implements Expert {
  private final ExpertDescriptor descriptor;
  private final Link link;

  public BridgedExpert(ExpertDescriptor descriptor, Link link) {
    this.descriptor = descriptor;
    this.link = link;
  }

  @Override
  public ExpertDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public void warmUp() throws Exception {
    link.warm(descriptor.id());
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) throws BridgeFailure {
    Link.Reply reply =
        link.ask(
            new Link.Target(descriptor.id(), descriptor.concurrency(), true),
            (id, packer) ->
                new Message.Solve(
                    id,
                    descriptor.id(),
                    assignment.capability(),
                    assignment.goal(),
                    Inputs.pack(assignment.inputs(), packer),
                    assignment.parameters(),
                    context.seed(),
                    context.threads(),
                    Inputs.millis(context.remaining()),
                    context.position()),
            context);
    return outcome(reply);
  }

  private ExpertOutcome outcome(Link.Reply reply) throws BridgeFailure {
    if (reply.answer() instanceof Message.Solved solved) {
      double confidence = solved.confidence();
      if (confidence >= 0 && confidence <= 1) {
        return new ExpertOutcome.Solved(reply.outputs(), confidence, solved.facts());
      }
      throw new BridgeFailure(
          Words.BAD_OUTPUT, descriptor.id() + " gave a confidence of " + confidence + ".");
    } else if (reply.answer() instanceof Message.Declined declined) {
      return new ExpertOutcome.Declined(
          Words.code(descriptor.id(), declined.code(), declined.message()),
          Words.said(declined.message()));
    } else if (reply.answer() instanceof Message.Failed failed) {
      return new ExpertOutcome.Failed(
          Words.code(descriptor.id(), failed.code(), failed.message()),
          Words.said(failed.message()));
    }
    throw new BridgeFailure(
        Words.PROTOCOL, descriptor.id() + " answers with what is no answer for an expert.");
  }

  @Override
  public String toString() {
    return descriptor.id();
  }
}
