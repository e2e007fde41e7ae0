package io.consilium.framework.modules.internal;

import io.consilium.api.host.Artifacts;
import io.consilium.framework.modules.Publications;
import io.consilium.json.JsonArtifacts;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Starts and stops the extender with its bundle. */
public final class ModulesActivator implements BundleActivator {
  private Extender extender;

  @Override
  public void start(BundleContext context) {
    context.registerService(Artifacts.class, new JsonArtifacts(), null);
    extender = new Extender(context);
    context.registerService(Publications.class, extender, null);
    extender.open();
  }

  @Override
  public void stop(BundleContext context) {
    extender.close();
  }
}
