package io.consilium.framework.isolation.internal.child;

import io.consilium.api.expert.Expert;
import io.consilium.api.host.Settings;
import io.consilium.api.verifier.Verifier;
import io.consilium.framework.bridge.ExpertOffer;
import io.consilium.framework.bridge.Message;
import io.consilium.framework.bridge.VerifierOffer;
import java.util.List;
import java.util.Optional;

/** What a child has to offer. */
record Offered(List<Expert> experts, List<Verifier> verifiers) {

  /** Brings a plugin up. */
  interface Source {
    /**
     * @param settings the plugin's section of the host's configuration
     * @throws Exception with a message for a person
     */
    Offered begin(Settings settings) throws Exception;
  }

  Message.Ready ready() {
    return new Message.Ready(
        Message.PROTOCOL,
        experts.stream().map(expert -> ExpertOffer.of(expert.descriptor())).toList(),
        verifiers.stream().map(verifier -> VerifierOffer.of(verifier.descriptor())).toList());
  }

  Optional<Expert> expert(String id) {
    return experts.stream().filter(one -> one.descriptor().id().equals(id)).findFirst();
  }

  Optional<Verifier> verifier(String id) {
    return verifiers.stream().filter(one -> one.descriptor().id().equals(id)).findFirst();
  }
}
