package io.consilium.framework.isolation.internal.host;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
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
  private final Bundle own;
  private final Predicate<Bundle> isolated;
  private final Map<Bundle, Boolean> known = Collections.synchronizedMap(new WeakHashMap<>());

  /**
   * @param own the bundle whose classes are needed to answer for others
   */
  Ban(Bundle own, Predicate<Bundle> isolated) {
    this.own = own;
    this.isolated = isolated;
  }

  @Override
  public void weave(WovenClass type) {
    Bundle bundle = type.getBundleWiring().getBundle();
    if (bundle != own && known.computeIfAbsent(bundle, isolated::test)) {
      throw new WeavingException(
          "The code of "
              + bundle.getSymbolicName()
              + " runs in a process of its own and is not loaded here ("
              + type.getClassName()
              + ").");
    }
  }
}
