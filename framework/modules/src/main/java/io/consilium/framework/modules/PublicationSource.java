package io.consilium.framework.modules;

import io.consilium.api.host.Settings;
import java.util.List;
import java.util.Objects;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.framework.Bundle;

/**
 * Another place that a bundle's plugins come from than Guice modules inside the host, such as a
 * child process. Registered as an OSGi service; of several that take a bundle, the one of the
 * highest ranking makes its services. What it makes is published, retired and withdrawn as the
 * bundle's own, like everything else that {@link Publications} tells of.
 */
@ConsumerType
public interface PublicationSource {

  /** Whether this source makes the services of a bundle; must not block. */
  boolean takes(Bundle bundle);

  /**
   * Makes what an active bundle offers. Runs on the thread that starts the bundle, which may hold
   * up others: what takes long belongs into the warm-up of an expert.
   *
   * @param settings the bundle's section of the host's configuration
   * @throws Exception with a message for a person; nothing is published then
   */
  Offer offer(Bundle bundle, Settings settings) throws Exception;

  /**
   * What a bundle offers, and what stands behind it.
   *
   * @param services each an {@code Expert}, {@code Verifier}, {@code Planner}, {@code Gate} or
   *     {@code HaltingPolicy}
   * @param behind closed once, after the services were withdrawn: when the bundle stops or this
   *     source goes
   */
  record Offer(List<?> services, AutoCloseable behind) {
    public Offer {
      services = List.copyOf(services);
      Objects.requireNonNull(behind, "behind");
    }
  }
}
