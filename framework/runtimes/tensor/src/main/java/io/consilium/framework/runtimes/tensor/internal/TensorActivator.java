package io.consilium.framework.runtimes.tensor.internal;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.function.Supplier;
import org.nd4j.common.config.ND4JClassLoading;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Hands ND4J its class loader and settings, loads none of its natives, and offers its health. */
public final class TensorActivator implements BundleActivator {
  @Override
  public void start(BundleContext context) {
    Natives.use(Settings.of(context::getProperty));
    // It would take the loader of whichever thread wakes it.
    ND4JClassLoading.setNd4jClassloader(TensorActivator.class.getClassLoader());
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put("consilium.health", "tensor");
    context.registerService(Supplier.class, new HealthReport(), properties);
  }

  @Override
  public void stop(BundleContext context) {
    // Native libraries stay until this bundle's class loader is collected.
  }
}
