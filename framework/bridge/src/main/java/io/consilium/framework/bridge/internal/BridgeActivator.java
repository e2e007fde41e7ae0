package io.consilium.framework.bridge.internal;

import io.consilium.framework.modules.PublicationSource;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Offers the bridge as long as its bundle runs; the extender ends the guests. */
public final class BridgeActivator implements BundleActivator {
  private ServiceRegistration<PublicationSource> registration;

  @Override
  public void start(BundleContext context) {
    registration =
        context.registerService(
            PublicationSource.class,
            new BridgeSource(context.getBundle().getVersion().toString()),
            null);
  }

  @Override
  public void stop(BundleContext context) {
    registration.unregister();
  }
}
