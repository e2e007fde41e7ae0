package io.consilium.framework.deployer.internal;

import io.consilium.api.ledger.Body.PluginChanged.Change;
import io.consilium.framework.modules.Publications;
import io.consilium.framework.modules.Publications.Published;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one plugin in, beside what runs already, and takes one out after its calls have ended.
 * Never updates a bundle in place: classes that a call in flight has yet to load must stay
 * loadable. Used by one thread; {@link #recall} and {@link #letGo} by others beside it.
 */
final class Rollout implements Archive.Stage {
  private static final Logger LOG = LoggerFactory.getLogger(Rollout.class);
  private static final String REPLAY = "replay";

  private final BundleContext context;
  private final JarStore store;
  private final Admittance admittance;
  private final PluginPolicy policy;
  private final Publications publications;
  private final Traffic traffic;
  private final Changes changes;
  private final Patience patience;
  private final Set<Long> recalled = ConcurrentHashMap.newKeySet();

  /**
   * How long to wait.
   *
   * @param warm for a replacement to warm up before it is refused
   * @param idle for calls in flight on old code before it goes anyway
   */
  record Patience(Duration warm, Duration idle) {}

  /** A jar whose bundle runs. */
  record Running(PluginJar jar, Bundle bundle) {}

  Rollout(
      BundleContext context,
      JarStore store,
      Admittance admittance,
      PluginPolicy policy,
      Publications publications,
      Traffic traffic,
      Changes changes,
      Patience patience) {
    this.context = context;
    this.store = store;
    this.admittance = admittance;
    this.policy = policy;
    this.publications = publications;
    this.traffic = traffic;
    this.changes = changes;
    this.patience = patience;
  }

  /**
   * Installs and starts a plugin.
   *
   * @throws PluginJar.BadJar if it cannot run; nothing of it is left then
   */
  Running bringIn(PluginJar jar) throws PluginJar.BadJar, InterruptedException {
    Running running = install(jar, "");
    start(running);
    changes.add(Change.STARTED, "dropped", jar);
    return running;
  }

  /**
   * Starts a plugin beside the one that it replaces, switches, and takes the old one out.
   *
   * @throws PluginJar.BadJar if the new one cannot run or does not warm up; the old one goes on
   */
  Running replace(Running old, PluginJar jar) throws PluginJar.BadJar, InterruptedException {
    Running running = install(jar, old.jar().version().toString());
    start(running);
    warm(running);
    drain(old);
    changes.add(Change.REPLACED, "dropped", jar, old.jar());
    LOG.info("{} {} replaces {}.", jar.bundle(), jar.version(), old.jar().version());
    return running;
  }

  /** Takes a plugin out after its calls have ended. */
  void takeOut(Running running, String cause) throws InterruptedException {
    drain(running);
    changes.add(Change.REMOVED, cause, running.jar());
    LOG.info("{} {} is removed.", running.jar().bundle(), running.jar().version());
  }

  @Override
  public Running recall(PluginJar jar) throws PluginJar.BadJar, InterruptedException {
    Running running;
    store.pin(jar.digest().hex());
    try {
      running = new Running(jar, context.installBundle(recallLocation(jar.file())));
    } catch (BundleException e) {
      store.unpin(jar.digest().hex());
      throw new PluginJar.BadJar("not-installed", "cannot be installed: " + e.getMessage());
    }
    recalled.add(running.bundle().getBundleId());
    publications.retire(running.bundle());
    changes.add(Change.INSTALLED, REPLAY, jar);
    start(running);
    changes.add(Change.STARTED, REPLAY, jar);
    return running;
  }

  @Override
  public void letGo(Running running) throws InterruptedException {
    publications.withdraw(running.bundle());
    uninstall(running);
    changes.add(Change.REMOVED, REPLAY, running.jar());
  }

  @Override
  public boolean recalled(long osgiBundle) {
    return recalled.contains(osgiBundle);
  }

  static String location(Path kept) {
    return "reference:" + kept.toUri();
  }

  /**
   * The same file under another location: the framework hands out the bundle that is at a location
   * already, and a plugin that is deployed must never be the one that a replay holds and removes.
   */
  static String recallLocation(Path kept) {
    String uri = kept.toUri().toString();
    int name = uri.lastIndexOf('/') + 1;
    return "reference:" + uri.substring(0, name) + "./" + uri.substring(name);
  }

  private Running install(PluginJar jar, String replaces) throws PluginJar.BadJar {
    String digest = jar.digest().hex();
    store.pin(digest);
    try {
      Path kept = store.keep(jar);
      admittance.admit(jar, kept);
      policy.admit(jar, admittance.signer(digest).orElse(""), replaces);
      Bundle bundle = context.installBundle(location(kept));
      changes.add(Change.INSTALLED, "dropped", jar);
      return new Running(jar, bundle);
    } catch (PluginJar.BadJar e) {
      store.unpin(digest);
      throw e;
    } catch (IOException | BundleException e) {
      store.unpin(digest);
      throw new PluginJar.BadJar("not-installed", "cannot be installed: " + e.getMessage());
    }
  }

  private void start(Running running) throws PluginJar.BadJar, InterruptedException {
    Bundle bundle = running.bundle();
    List<String> missing =
        wiring().resolveBundles(Set.of(bundle))
            ? List.of()
            : new Preflight(context).missing(bundle);
    if (!missing.isEmpty()) {
      uninstall(running);
      throw new PluginJar.BadJar(
          PluginJar.BadJar.UNRESOLVED, "cannot start: " + String.join(" ", missing));
    }
    try {
      bundle.start();
    } catch (BundleException e) {
      uninstall(running);
      throw new PluginJar.BadJar("not-started", "cannot start: " + e.getMessage());
    }
    String trouble = publications.trouble(bundle).orElse("");
    if (!trouble.isEmpty()) {
      uninstall(running);
      throw new PluginJar.BadJar("module-failed", "cannot start: " + trouble);
    }
  }

  private void warm(Running running) throws PluginJar.BadJar, InterruptedException {
    long experts =
        publications.of(running.bundle()).stream()
            .map(Published::kind)
            .filter("expert"::equals)
            .count();
    Traffic.Warmth warmth =
        traffic.awaitWarm(running.bundle().getBundleId(), (int) experts, patience.warm());
    if (!warmth.ready()) {
      uninstall(running);
      throw new PluginJar.BadJar(
          "not-warm",
          "did not warm up within "
              + patience.warm().toSeconds()
              + " s, the version before it goes on: "
              + warmth.troubles().stream().collect(Collectors.joining("; ")));
    }
  }

  /**
   * Keeps new calls away, lets those in flight end, then takes the code out. A call whose service
   * vanishes is lost: so services go last.
   */
  private void drain(Running old) throws InterruptedException {
    String digest = old.jar().digest().hex();
    long bundle = old.bundle().getBundleId();
    publications.retire(old.bundle());
    if (!traffic.awaitIdle(bundle, patience.idle())) {
      LOG.warn(
          "{} {} still has {} calls in flight after {} s and is removed all the same.",
          old.jar().bundle(),
          old.jar().version(),
          traffic.inFlight(bundle),
          patience.idle().toSeconds());
    }
    publications.withdraw(old.bundle());
    uninstall(old);
    try {
      store.used(digest);
    } catch (IOException e) {
      LOG.warn("That {} was in use until now cannot be noted.", old.jar().bundle(), e);
    }
  }

  /** True once after the trust list changed: who was refused by it may be looked at again. */
  boolean relisted() {
    return admittance.relisted();
  }

  private void uninstall(Running running) throws InterruptedException {
    Bundle bundle = running.bundle();
    try {
      bundle.stop();
    } catch (BundleException e) {
      LOG.warn("{} did not stop cleanly.", bundle, e);
    }
    try {
      bundle.uninstall();
    } catch (BundleException | IllegalStateException e) {
      LOG.warn("{} cannot be uninstalled.", bundle, e);
    }
    CountDownLatch refreshed = new CountDownLatch(1);
    wiring()
        .refreshBundles(
            Set.of(bundle),
            event -> {
              if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
              }
            });
    boolean free = refreshed.await(10, TimeUnit.SECONDS);
    if (!free) {
      LOG.warn("The framework did not let go of {} within 10 s.", bundle);
    }
    // What the framework still holds open stays in the store, until the next start if need be.
    if (free && bundle.getState() == Bundle.UNINSTALLED) {
      store.unpin(running.jar().digest().hex());
      recalled.remove(bundle.getBundleId());
    }
  }

  private FrameworkWiring wiring() {
    return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
  }
}
