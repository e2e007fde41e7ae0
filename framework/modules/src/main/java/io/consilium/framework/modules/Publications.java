package io.consilium.framework.modules;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Bundle;

/** Which services the extender has made for which bundle. Thread-safe; published as a service. */
@ProviderType
public interface Publications {
  /** Service property: the descriptor's id. */
  String ID = "consilium.id";

  /** Service property: expert, verifier, planner, gate or halting policy. */
  String KIND = "consilium.kind";

  /** Service property: SHA-256 of the bundle's bytes, in hex; empty if they cannot be read. */
  String DIGEST = "consilium.digest";

  /** Service property: true once a service is to get no new calls. */
  String RETIRED = "consilium.retired";

  /** What is published now for a bundle; empty if nothing is. */
  List<Published> of(Bundle bundle);

  /** Why nothing could be published for a running bundle, for a person. */
  Optional<String> trouble(Bundle bundle);

  /**
   * Marks a bundle's services as {@link #RETIRED}: they get no new calls, and those in flight go
   * on. What a bundle that has not started yet will publish is marked from the first moment.
   */
  void retire(Bundle bundle);

  /**
   * Unregisters a bundle's services while it goes on running, so that calls in flight can end. What
   * was published is closed when the bundle stops. Does nothing if nothing is published.
   */
  void withdraw(Bundle bundle);

  /** One service. */
  record Published(String kind, String id, String digest) {}
}
