package io.consilium.framework.bridge;

import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.verifier.Verifier;
import io.consilium.framework.bridge.internal.BridgedExpert;
import io.consilium.framework.bridge.internal.BridgedVerifier;
import io.consilium.framework.bridge.internal.ChildLink;
import io.consilium.framework.bridge.internal.HttpLink;
import io.consilium.framework.bridge.internal.Link;
import io.consilium.framework.bridge.internal.Offers;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The experts and verifiers of one guest, as the host calls them. Whatever the guest does, a call
 * ends within its time: with an outcome, or by a {@link BridgeFailure} if the guest is broken; a
 * process that dies is started again. Thread-safe; {@link #close} ends the guest.
 */
public final class BridgedPlugin implements AutoCloseable {
  private final Link link;
  private final List<Expert> experts = new ArrayList<>();
  private final List<Verifier> verifiers = new ArrayList<>();

  private BridgedPlugin(Link link, Message.Ready offer, boolean outside) {
    this.link = link;
    for (ExpertOffer one : offer.experts()) {
      ExpertDescriptor descriptor = one.descriptor();
      experts.add(new BridgedExpert(outside ? outside(descriptor) : descriptor, link));
    }
    for (VerifierOffer one : offer.verifiers()) {
      verifiers.add(new BridgedVerifier(one.descriptor(), link));
    }
  }

  /**
   * A child process.
   *
   * @param declared what it offers; if empty, it is started at once and asked. Otherwise it is
   *     started by the first warm-up or call
   * @throws BridgeFailure if it does not start, or offers nothing that can be used
   */
  public static BridgedPlugin child(ChildSpec spec, Optional<Message.Ready> declared)
      throws BridgeFailure, InterruptedException {
    return over(new ChildLink(spec, declared), false);
  }

  /**
   * An HTTP endpoint.
   *
   * @param plugin whose endpoint it is, for people
   * @param declared what it offers; if empty, it is asked at once
   * @throws BridgeFailure if it does not answer, or offers nothing that can be used
   */
  public static BridgedPlugin endpoint(
      String plugin, URI endpoint, Limits limits, Optional<Message.Ready> declared)
      throws BridgeFailure, InterruptedException {
    return over(new HttpLink(plugin, endpoint, limits, declared), true);
  }

  private static BridgedPlugin over(Link link, boolean outside)
      throws BridgeFailure, InterruptedException {
    try {
      Message.Ready offer = link.offer();
      String wrong = Offers.wrong(offer);
      if (!wrong.isEmpty()) {
        throw new BridgeFailure("offer", "What is offered cannot be used: " + wrong);
      }
      return new BridgedPlugin(link, offer, outside);
    } catch (BridgeFailure | InterruptedException | RuntimeException e) {
      link.close();
      throw e;
    }
  }

  /** Contents that go to an endpoint leave the host, whatever is done with them there. */
  private static ExpertDescriptor outside(ExpertDescriptor expert) {
    return expert.effect() != Effect.PURE
        ? expert
        : new ExpertDescriptor(
            expert.id(),
            expert.description(),
            expert.capabilities(),
            Effect.READS_OUTSIDE,
            expert.determinism(),
            expert.cost(),
            expert.timeout(),
            expert.concurrency());
  }

  public List<Expert> experts() {
    return List.copyOf(experts);
  }

  public List<Verifier> verifiers() {
    return List.copyOf(verifiers);
  }

  /** Experts and verifiers. */
  public List<Object> services() {
    return Stream.<Object>concat(experts.stream(), verifiers.stream()).toList();
  }

  /** The process that works now, if one does. */
  public OptionalLong pid() {
    return link.pid();
  }

  /** Ends the guest. Calls under way end as failed, and a process is gone when this returns. */
  @Override
  public void close() {
    link.close();
  }
}
