package io.consilium.framework.modules;

import io.consilium.api.host.Settings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.Attributes;
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
   * Where the code of a jar would run, asked before it is installed; must not block.
   *
   * @param name symbolic name
   * @param manifest the main attributes of its manifest
   * @return empty if this source would not take it
   */
  default Optional<Place> place(String name, Attributes manifest) {
    return Optional.empty();
  }

  /**
   * Where the code of a jar would run.
   *
   * @param outside whether none of it would ever run in this process
   * @param refusal why it cannot run at all, for a person; empty if it can
   */
  record Place(boolean outside, Optional<String> refusal) {
    /** In this process. */
    public static final Place HERE = new Place(false, Optional.empty());

    public Place {
      Objects.requireNonNull(refusal, "refusal");
    }
  }

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
