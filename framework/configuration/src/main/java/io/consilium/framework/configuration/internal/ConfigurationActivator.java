package io.consilium.framework.configuration.internal;

import io.consilium.api.ledger.Ledger;
import io.consilium.api.policy.Policy;
import io.consilium.framework.configuration.Configurations;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.modules.Publications;
import io.consilium.framework.modules.SettingsSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops the watch over the configurations. Starts before plugins do. */
public final class ConfigurationActivator implements BundleActivator {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationActivator.class);
  private static final String START = "consilium.plugins.start";
  private static final long STOP_SECONDS = 10;

  private final List<ServiceTracker<?, ?>> trackers = new ArrayList<>();
  private final ExecutorService changes =
      Executors.newCachedThreadPool(task -> daemon(task, "consilium-configuration-change"));
  private final ExecutorService drains =
      Executors.newCachedThreadPool(task -> daemon(task, "consilium-configuration-drain"));
  private volatile boolean stopping;
  private Thread watch;

  @Override
  public void start(BundleContext context) {
    Path work = Path.of(property(context, "consilium.work", ".")).toAbsolutePath().normalize();
    ConfigDirectory directory = new ConfigDirectory(work.resolve("config"));
    Preparation preparation =
        new Preparation(context, context::getProperty, new Secrets(System::getenv, work));
    LiveConfigurations live =
        new LiveConfigurations(
            directory,
            preparation,
            new ConfigurationRecords(
                track(context, Policy.class)::getService, track(context, Ledger.class)::getService),
            new Mirror(track(context, ConfigurationAdmin.class)::getService),
            new Changeover(
                new Remaking(publications(context), changes, seconds(context, START, "120")),
                new Presence(track(context, Engine.class)::getService),
                new Changeover.Patience(
                    seconds(context, "consilium.plugins.warm", "60"),
                    seconds(context, "consilium.plugins.drain", "30")),
                drains),
            new Lanes(changes, seconds(context, START, "120")));
    read(live, work);
    DefaultConfigurations configurations = new DefaultConfigurations(live, directory, preparation);
    context.registerService(SettingsSource.class, live, null);
    context.registerService(Configurations.class, configurations, null);
    Supplier<Map<String, Object>> health = () -> health(configurations);
    context.registerService(
        Supplier.class,
        health,
        FrameworkUtil.asDictionary(Map.of("consilium.health", "configuration")));
    Duration pause = seconds(context, "consilium.plugins.poll", "0.5");
    watch = daemon(() -> watch(live, pause), "consilium-configuration");
    watch.start();
  }

  /** Defaults in the place of what somebody has set would be a surprise: so nothing starts. */
  private static void read(LiveConfigurations live, Path work) {
    try {
      live.first();
    } catch (IOException e) {
      throw new IllegalStateException(
          "The configurations in "
              + work.resolve("config")
              + " cannot be read ("
              + e
              + "). Maybe mend the rights of the directory and its files.",
          e);
    }
  }

  @Override
  public void stop(BundleContext context) throws InterruptedException {
    stopping = true;
    watch.interrupt();
    watch.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    changes.shutdownNow();
    if (!changes.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("A change of configuration still goes on; it is left behind.");
    }
    drains.shutdownNow();
    trackers.forEach(ServiceTracker::close);
  }

  private void watch(LiveConfigurations live, Duration pause) {
    while (!stopping) {
      try {
        live.look();
        Thread.sleep(pause.toMillis());
      } catch (InterruptedException e) {
        LOG.debug("No longer watching.", e);
      } catch (RuntimeException | Error e) {
        // One plugin's failure must not end the watch over all others.
        LOG.error("A look at the configurations failed; the next one follows.", e);
      }
    }
  }

  private static Map<String, Object> health(Configurations configurations) {
    List<Configurations.Listed> all = configurations.list();
    List<String> refused =
        all.stream()
            .filter(one -> one.state() == Configurations.State.REFUSED)
            .map(Configurations.Listed::pid)
            .toList();
    return Map.of(
        "well",
        refused.isEmpty(),
        "summary",
        refused.isEmpty()
            ? "every configuration holds"
            : "refused: " + String.join(", ", refused) + "; see: ./consilium config list",
        "refused",
        (long) refused.size());
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private static Duration seconds(BundleContext context, String key, String otherwise) {
    String value = property(context, key, otherwise);
    try {
      return Duration.ofMillis((long) (Double.parseDouble(value) * 1000));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "The setting " + key + " must be a number (" + value + "). Maybe " + otherwise + ".", e);
    }
  }

  private static String property(BundleContext context, String key, String otherwise) {
    String value = context.getProperty(key);
    return value == null ? otherwise : value;
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
          "Configurations need the extender. Maybe start io.consilium.framework.modules before.");
    }
    return context.getService(found);
  }
}
