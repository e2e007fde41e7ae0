package io.consilium.framework.modules.internal;

import io.consilium.framework.modules.PublicationSource;
import io.consilium.framework.modules.Publications.Role;
import io.consilium.framework.modules.Renewal;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;

/** A publication that is made and waits to be brought in beside, and then for, the one before. */
final class BundleRenewal implements Renewal {
  /** No task is drawn for so small a share. */
  private static final Role ASIDE = Role.canary(Double.MIN_VALUE);

  private final Bundle bundle;
  private final Held held;
  private final Publication made;
  private final PublicationSource source;
  private final Supplier<Role> role;
  private Optional<Publication> before = Optional.empty();

  /**
   * @param source who made it; null if the bundle's own module in this host did
   * @param role the part that the bundle plays when it is asked
   */
  BundleRenewal(
      Bundle bundle, Held held, Publication made, PublicationSource source, Supplier<Role> role) {
    this.bundle = bundle;
    this.held = held;
    this.made = made;
    this.source = source;
    this.role = role;
  }

  @Override
  public int services() {
    return made.size();
  }

  @Override
  public void register() {
    if (!held.join(made)) {
      throw new IllegalStateException(bundle.getSymbolicName() + " has stopped.");
    }
    made.register(bundle, held.retired(), ASIDE);
  }

  @Override
  public void takeOver() {
    before = held.succeed(made, source);
    made.play(role.get());
    if (held.retired()) {
      // Retired while the new ones came in, maybe before they could be told.
      made.retire();
    }
    before.ifPresent(Publication::retire);
  }

  @Override
  public void finish() {
    before.ifPresent(held::leave);
    before.ifPresent(Publication::close);
  }

  @Override
  public void giveUp() {
    held.leave(made);
    made.close();
  }
}
