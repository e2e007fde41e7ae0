package io.consilium.framework.isolation.internal.host;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.hooks.weaving.WeavingException;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;

/**
 * Lets no class of an isolated bundle come to be in the host, whoever asks for it: the framework
 * for an activator, another bundle for an import, or a mistake of ours. Whoever defines a class
 * waits for a hook, so there is none before the first bundle that needs it. Thread-safe.
 */
final class Ban implements WeavingHook, SynchronousBundleListener {
  private final BundleContext host;
  private final Isolated isolated;
  private final Set<Bundle> banned = ConcurrentHashMap.newKeySet();
  private boolean hooked;

  Ban(BundleContext host, Isolated isolated) {
    this.host = host;
    this.isolated = isolated;
  }

  void open() {
    host.addBundleListener(this);
    for (Bundle bundle : host.getBundles()) {
      consider(bundle);
    }
  }

  /** Before its installation returns, so before anybody can start it. */
  @Override
  public void bundleChanged(BundleEvent event) {
    if (event.getType() == BundleEvent.INSTALLED) {
      consider(event.getBundle());
    } else if (event.getType() == BundleEvent.UNINSTALLED) {
      banned.remove(event.getBundle());
    }
  }

  private synchronized void consider(Bundle bundle) {
    if (isolated.claims(bundle)) {
      banned.add(bundle);
      if (!hooked) {
        hooked = true;
        host.registerService(WeavingHook.class, this, null);
      }
    }
  }

  @Override
  public void weave(WovenClass type) {
    Bundle bundle = type.getBundleWiring().getBundle();
    if (banned.contains(bundle)) {
      throw new WeavingException(
          isolated
              .refusal(bundle)
              .orElseGet(
                  () ->
                      "The code of "
                          + bundle.getSymbolicName()
                          + " runs in a process of its own and is not loaded here ("
                          + type.getClassName()
                          + ")."));
    }
  }
}
