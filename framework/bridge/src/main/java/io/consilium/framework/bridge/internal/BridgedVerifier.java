package io.consilium.framework.bridge.internal;

import io.consilium.api.host.CallContext;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.Verifier;
import io.consilium.api.verifier.VerifierDescriptor;
import io.consilium.framework.bridge.BridgeFailure;
import io.consilium.framework.bridge.Message;
import java.util.List;

/** A verifier at the other end of a link. */
public final class BridgedVerifier implements Verifier {
  /** As many as the host asks at once of one that declares no bound. */
  private static final int CONCURRENCY = 16;

  private final VerifierDescriptor descriptor;
  private final Link link;

  public BridgedVerifier(VerifierDescriptor descriptor, Link link) {
    this.descriptor = descriptor;
    this.link = link;
  }

  @Override
  public VerifierDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public Verdict verify(Claim claim, CallContext context) throws BridgeFailure {
    Link.Reply reply =
        link.ask(
            new Link.Target(descriptor.id(), CONCURRENCY, false),
            (id, packer) ->
                new Message.Verify(
                    id,
                    descriptor.id(),
                    claim.check(),
                    Inputs.pack(claim.inputs(), packer),
                    claim.settings(),
                    context.seed(),
                    context.threads(),
                    Inputs.millis(context.remaining()),
                    context.position()),
            context);
    if (reply.answer() instanceof Message.Judged judged) {
      return judged.verdict();
    } else if (reply.answer() instanceof Message.Failed failed) {
      String code = Words.code(descriptor.id(), failed.code(), failed.message());
      return new Verdict.Broke(List.of(new Finding(code, Words.said(failed.message()))));
    }
    throw new BridgeFailure(
        Words.PROTOCOL, descriptor.id() + " answers with what is no answer for a verifier.");
  }

  @Override
  public String toString() {
    return descriptor.id();
  }
}
