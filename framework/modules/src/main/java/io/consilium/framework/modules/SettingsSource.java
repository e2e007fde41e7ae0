package io.consilium.framework.modules;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Bundle;

/**
 * Says what a bundle's plugins are made with. Registered as an OSGi service; while there is none,
 * they get the framework's properties that begin with the bundle's symbolic name and a dot.
 */
@ProviderType
public interface SettingsSource {

  /**
   * What holds for a bundle that becomes active; must not block.
   *
   * @return empty if the bundle is to offer nothing until {@link Publications#renew} says so
   * @throws IllegalArgumentException if it is to offer nothing at all; the message is for a person
   */
  Optional<Configured> of(Bundle bundle);

  /**
   * Told that a bundle's plugins could not be made with what {@link #of} gave.
   *
   * @param why for a person; no secret is in it
   * @return true if other settings may help, and {@link Publications#renew} will bring them: until
   *     then the bundle offers nothing, and that is no trouble of its own
   */
  default boolean refused(Bundle bundle, String why) {
    return false;
  }
}
