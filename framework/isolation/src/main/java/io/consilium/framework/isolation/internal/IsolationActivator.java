package io.consilium.framework.isolation.internal;

import io.consilium.framework.isolation.internal.child.Child;
import io.consilium.framework.isolation.internal.host.IsolationSource;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Begins whichever side this framework is: the host's, or a child's. */
public final class IsolationActivator implements BundleActivator {
  @Override
  public void start(BundleContext context) {
    if (!Child.begin(context)) {
      IsolationSource.register(context);
    }
  }

  @Override
  public void stop(BundleContext context) {
    // The framework takes the source's registration back, and the extender then closes its
    // children.
  }
}
