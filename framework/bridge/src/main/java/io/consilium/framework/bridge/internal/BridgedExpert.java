package io.consilium.framework.bridge.internal;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
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
  public ExpertOutcome solve(Assignment assignment, CallContext context) {
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

  private ExpertOutcome outcome(Link.Reply reply) {
    if (reply.answer() instanceof Message.Solved solved) {
      double confidence = solved.confidence();
      return confidence >= 0 && confidence <= 1
          ? new ExpertOutcome.Solved(reply.outputs(), confidence, solved.facts())
          : new ExpertOutcome.Failed(
              Words.BAD_OUTPUT, descriptor.id() + " gave a confidence of " + confidence + ".");
    } else if (reply.answer() instanceof Message.Declined declined) {
      return Words.isCode(declined.code())
          ? new ExpertOutcome.Declined(declined.code(), Words.said(declined.message()))
          : Words.noCode(descriptor.id(), declined.code());
    } else if (reply.answer() instanceof Message.Failed failed) {
      return Words.isCode(failed.code())
          ? new ExpertOutcome.Failed(failed.code(), Words.said(failed.message()))
          : Words.noCode(descriptor.id(), failed.code());
    }
    return new ExpertOutcome.Failed(
        Words.PROTOCOL, descriptor.id() + " answers with what is no answer for an expert.");
  }

  @Override
  public String toString() {
    return descriptor.id();
  }
}
