package io.consilium.framework.isolation.internal.host;

import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.weaving.WeavingException;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;

/**
 * Lets no class of an isolated bundle come to be in the host, whoever asks for it: the framework
 * for an activator, another bundle for an import, or a mistake of ours. Thread-safe.
 */
final class Ban implements WeavingHook {
  private final Predicate<Bundle> isolated;

  Ban(Predicate<Bundle> isolated) {
    this.isolated = isolated;
  }

  @Override
  public void weave(WovenClass type) {
    Bundle bundle = type.getBundleWiring().getBundle();
    if (isolated.test(bundle)) {
      throw new WeavingException(
          "The code of "
              + bundle.getSymbolicName()
              + " runs in a process of its own and is not loaded here ("
              + type.getClassName()
              + ").");
    }
  }
}
