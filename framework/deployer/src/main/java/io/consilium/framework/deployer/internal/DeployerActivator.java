package io.consilium.framework.deployer.internal;

import io.consilium.api.ledger.Ledger;
import io.consilium.framework.deployer.Deployer;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.modules.Publications;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops the watch over the plugin directories. */
public final class DeployerActivator implements BundleActivator {
  private static final Logger LOG = LoggerFactory.getLogger(DeployerActivator.class);

  private final List<ServiceTracker<?, ?>> trackers = new ArrayList<>();
  private volatile boolean stopping;
  private Thread watch;

  @Override
  public void start(BundleContext context) {
    ServiceTracker<Engine, Engine> engine = track(context, Engine.class);
    ServiceTracker<Ledger, Ledger> ledger = track(context, Ledger.class);
    Path work = Path.of(property(context, "consilium.work", "."));
    Path home = Path.of(property(context, "consilium.home", "."));
    Changes changes = new Changes(ledger::getService);
    JarStore store = new JarStore(work.resolve("store"));
    Rollout rollout =
        new Rollout(
            context,
            store,
            publications(context),
            new Traffic(engine::getService),
            changes,
            new Rollout.Patience(
                seconds(context, "consilium.plugins.warm", "60"),
                seconds(context, "consilium.plugins.drain", "30")));
    Clock clock = Clock.systemUTC();
    WatchingDeployer deployer =
        new WatchingDeployer(
            List.of(
                new PluginFolder(work.resolve("plugins"), store::has, clock),
                new PluginFolder(home.resolve("plugins"), store::has, clock)),
            rollout,
            changes);
    context.registerService(Deployer.class, deployer, null);
    Duration pause = seconds(context, "consilium.plugins.poll", "0.5");
    watch = new Thread(() -> watch(deployer, pause), "consilium-deployer");
    watch.setDaemon(true);
    watch.start();
  }

  @Override
  public void stop(BundleContext context) throws InterruptedException {
    stopping = true;
    watch.interrupt();
    watch.join(Duration.ofSeconds(10).toMillis());
    trackers.forEach(ServiceTracker::close);
  }

  private void watch(WatchingDeployer deployer, Duration pause) {
    while (!stopping) {
      try {
        look(deployer);
        Thread.sleep(pause.toMillis());
      } catch (InterruptedException e) {
        LOG.debug("No longer watching.", e);
      }
    }
  }

  private void look(WatchingDeployer deployer) throws InterruptedException {
    try {
      deployer.look();
    } catch (RuntimeException | LinkageError e) {
      // One plugin's failure must not end the watch over all others. The framework's resolver
      // turns the interrupt at the bundle's stop into such a failure too.
      if (!stopping) {
        LOG.error("A look at the plugin directories failed; the next one follows.", e);
      }
    }
  }

  private <T> ServiceTracker<T, T> track(BundleContext context, Class<T> type) {
    ServiceTracker<T, T> tracker = new ServiceTracker<>(context, type, null);
    tracker.open();
    trackers.add(tracker);
    return tracker;
  }

  private static Publications publications(BundleContext context) {
    ServiceReference<Publications> found = context.getServiceReference(Publications.class);
    if (found == null) {
      throw new IllegalStateException(
          "The deployer needs the extender. Maybe start io.consilium.framework.modules before it.");
    }
    return context.getService(found);
  }

  private static Duration seconds(BundleContext context, String key, String otherwise) {
    double seconds = Double.parseDouble(property(context, key, otherwise));
    return Duration.ofMillis((long) (seconds * 1000));
  }

  private static String property(BundleContext context, String key, String otherwise) {
    String value = context.getProperty(key);
    return value == null ? otherwise : value;
  }
}
