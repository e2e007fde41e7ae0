package io.consilium.framework.deployer.internal;

import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.policy.Policy;
import io.consilium.framework.deployer.Deployer;
import io.consilium.framework.engine.CodeArchive;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.modules.Publications;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops the watch over the plugin directories. */
public final class DeployerActivator implements BundleActivator {
  private static final Logger LOG = LoggerFactory.getLogger(DeployerActivator.class);
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  /** Plugins that come and go at once: so many slow ones hold up no other. */
  private static final int ROLLOUTS = 8;

  private final List<ServiceTracker<?, ?>> trackers = new ArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ExecutorService recalls =
      Executors.newCachedThreadPool(task -> daemon(task, "consilium-recall"));
  private final ThreadPoolExecutor rollouts =
      new ThreadPoolExecutor(
          ROLLOUTS,
          ROLLOUTS,
          5,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> daemon(task, "consilium-rollout"));

  /** Whoever waits for a look need not wait for the next one's time. */
  private final Semaphore looks = new Semaphore(0);

  private volatile boolean stopping;
  private volatile Rollout rollout;
  private Thread watch;
  private Thread house;
  private Thread cleaning;

  @Override
  public void start(BundleContext context) {
    rollouts.allowCoreThreadTimeOut(true);
    ServiceTracker<Engine, Engine> engine = track(context, Engine.class);
    ServiceTracker<Ledger, Ledger> ledger = track(context, Ledger.class);
    Settings settings = new Settings(context::getProperty);
    JarStore store = new JarStore(settings.work().resolve("store"));
    AtomicReference<Admittance> admittance = new AtomicReference<>();
    Changes changes = new Changes(ledger::getService, digest -> admittance.get().signer(digest));
    PluginPolicy policy =
        new PluginPolicy(track(context, Policy.class)::getService, changes::ruled);
    policy.configure("consilium", "", settings.revision());
    changes.configured("consilium", settings.revision());
    admittance.set(
        new Admittance(
            settings.terms(),
            (list, before, revision) -> {
              policy.configure(list, before, revision);
              changes.configured(list, revision);
            }));
    Rollout.Patience patience =
        new Rollout.Patience(
            settings.seconds("consilium.plugins.start", "120"),
            settings.seconds("consilium.plugins.warm", "60"),
            settings.seconds("consilium.plugins.drain", "30"));
    Publications publications = publications(context);
    Installer installer =
        new Installer(
            context,
            store,
            admittance.get(),
            policy,
            claims(context, changes),
            publications,
            changes);
    rollout =
        new Rollout(
            installer,
            publications,
            new Traffic(engine::getService),
            changes,
            new HealthCheck(store, patience.warm()),
            patience);
    Clock clock = Clock.systemUTC();
    StoreKeeping keeping =
        new StoreKeeping(
            store,
            new StoreKeeping.Terms(settings.retention(), settings.budget()),
            () -> Optional.ofNullable(ledger.getService()).map(NamedCode::new),
            changes::dropped,
            clock);
    Path plugins = settings.work().resolve("plugins");
    Duration pause = settings.seconds("consilium.plugins.poll", "0.5");
    WatchingDeployer deployer =
        new WatchingDeployer(
            List.of(
                new PluginFolder(plugins, store::has, clock),
                new PluginFolder(settings.home().resolve("plugins"), store::has, clock)),
            Crew.of(
                rollout,
                installer,
                new ServedVersions(plugins.resolve(".served"), clock),
                new PluginShelf(plugins),
                store,
                new Comparing(engine::getService),
                changes),
            new Lanes(rollouts, looks::release),
            pause);
    Archive archive =
        new Archive(
            store,
            new Recalls(installer, publications, changes),
            admittance.get()::signer,
            patience,
            recalls);
    context.registerService(CodeArchive.class, archive, null);
    context.registerService(Deployer.class, deployer, null);
    house = daemon(() -> house(context, settings, store, changes), "consilium-house");
    house.setPriority(Thread.MIN_PRIORITY);
    house.start();
    watch = daemon(() -> watch(deployer, pause), "consilium-deployer");
    watch.start();
    cleaning = daemon(() -> clean(deployer, keeping), "consilium-store");
    cleaning.setPriority(Thread.MIN_PRIORITY);
    cleaning.start();
  }

  @Override
  public void stop(BundleContext context) throws InterruptedException {
    stopping = true;
    stopped.countDown();
    rollouts.shutdownNow();
    rollout.close();
    rollouts.awaitTermination(LAST_WORDS.toSeconds(), TimeUnit.SECONDS);
    watch.interrupt();
    watch.join(Duration.ofSeconds(10).toMillis());
    house.join(LAST_WORDS.toMillis());
    cleaning.join(LAST_WORDS.toMillis());
    trackers.forEach(ServiceTracker::close);
  }

  /** Apart from the start, which it would slow down: the natives are large. */
  private static void house(
      BundleContext context, Settings settings, JarStore store, Changes changes) {
    HouseCode house =
        new HouseCode(settings.work().resolve("cache").resolve("house-digests"), store);
    List<Code> code = house.of(context.getBundles());
    changes.house(code);
  }

  /**
   * Once the plugins are in and the house's own code is known to be in use. Never interrupted: that
   * would close the files of the ledger under its reader.
   */
  private void clean(Deployer deployer, StoreKeeping keeping) {
    Future<Void> settled = deployer.settled().toCompletableFuture();
    try {
      while (!stopped.await(1, TimeUnit.SECONDS)) {
        if (settled.isDone() && !house.isAlive()) {
          clean(keeping);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void clean(StoreKeeping keeping) {
    try {
      keeping.look();
    } catch (Error e) {
      LOG.error("The store was not cleaned; the next time follows.", e);
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private void watch(WatchingDeployer deployer, Duration pause) {
    while (!stopping) {
      try {
        looks.drainPermits();
        look(deployer);
        looks.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        LOG.debug("No longer watching.", e);
      }
    }
  }

  private void look(WatchingDeployer deployer) {
    try {
      deployer.look();
    } catch (RuntimeException | Error e) {
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

  /** Holds plugins to what they claim, whatever way they register their services. */
  private static ClaimGate claims(BundleContext context, Changes changes) {
    return ClaimGate.open(context, (bundle, why) -> beyond(bundle, why, changes));
  }

  private static void beyond(Bundle bundle, String why, Changes changes) {
    LOG.error("A service of {} is kept from everybody: {}", bundle, why);
    changes.beyondClaims(bundle);
  }

  private static Publications publications(BundleContext context) {
    ServiceReference<Publications> found = context.getServiceReference(Publications.class);
    if (found == null) {
      throw new IllegalStateException(
          "The deployer needs the extender. Maybe start io.consilium.framework.modules before it.");
    }
    return context.getService(found);
  }
}
