package io.consilium.framework.modules;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.Attributes;
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

  /** Service property: a number in 0..1; the service is a canary that gets that share of tasks. */
  String SHARE = "consilium.share";

  /** Service property: true if a service is asked beside another, and what it gives never used. */
  String SHADOW = "consilium.shadow";

  /** Service property: revision of the settings that it was made with; absent if nothing is set. */
  String CONFIGURATION = "consilium.configuration";

  /** What is published now for a bundle; empty if nothing is. */
  List<Published> of(Bundle bundle);

  /** Why nothing could be published for a running bundle, for a person. */
  Optional<String> trouble(Bundle bundle);

  /**
   * Where the code of a jar would run, asked before it is installed.
   *
   * @param name symbolic name
   * @param manifest the main attributes of its manifest
   */
  default PublicationSource.Place place(String name, Attributes manifest) {
    return PublicationSource.Place.HERE;
  }

  /**
   * Marks a bundle's services as {@link #RETIRED}: they get no new calls, and those in flight go
   * on. What a bundle that has not started yet will publish is marked from the first moment.
   */
  void retire(Bundle bundle);

  /**
   * Says what part a bundle's services play among versions of the same plugin, as {@link #SHARE}
   * and {@link #SHADOW}; takes effect for the next choice. Whatever the bundle publishes later
   * plays it from the first moment. Without a word a service is primary.
   */
  void role(Bundle bundle, Role role);

  /**
   * Unregisters a bundle's services while it goes on running, so that calls in flight can end. What
   * was published is closed when the bundle stops. Does nothing if nothing is published.
   */
  void withdraw(Bundle bundle);

  /**
   * Makes a bundle's services anew with other settings, and publishes none of them yet; those there
   * are go on. Blocks as long as the bundle's module does.
   *
   * @return empty if the bundle is to offer nothing: it is retired, stopped, or no plugin
   * @throws IllegalArgumentException if it cannot be made with these settings; the message is for a
   *     person and holds no secret
   */
  Optional<Renewal> renew(Bundle bundle, Configured configured);

  /**
   * The part that a version plays.
   *
   * @param share of a canary's tasks, above 0 and at most 1; 1 for a primary, 0 for a shadow
   */
  record Role(Kind kind, double share) {
    /** What a version is used for. */
    public enum Kind {
      /** It gets the tasks that no canary gets. */
      PRIMARY,
      /** It gets a share of the tasks. */
      CANARY,
      /** It is asked beside the primary; what it gives is verified and recorded, never used. */
      SHADOW
    }

    /** It gets the tasks that no canary gets. */
    public static final Role PRIMARY = new Role(Kind.PRIMARY, 1);

    /** It is asked beside the primary. */
    public static final Role SHADOW = new Role(Kind.SHADOW, 0);

    public Role {
      Objects.requireNonNull(kind, "kind");
      if (kind == Kind.CANARY && !(share > 0 && share <= 1)) {
        throw new IllegalArgumentException(
            "A canary's share must be above 0 and at most 1 (" + share + ").");
      }
    }

    /**
     * It gets a share of the tasks.
     *
     * @throws IllegalArgumentException unless the share is above 0 and at most 1
     */
    public static Role canary(double share) {
      return new Role(Kind.CANARY, share);
    }
  }

  /** One service. */
  record Published(String kind, String id, String digest) {}
}
