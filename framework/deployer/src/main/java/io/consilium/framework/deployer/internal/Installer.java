package io.consilium.framework.deployer.internal;

import io.consilium.api.ledger.Body.PluginChanged.Change;
import io.consilium.framework.deployer.internal.PluginJar.BadJar;
import io.consilium.framework.deployer.internal.Rollout.Running;
import io.consilium.framework.modules.PublicationSource.Place;
import io.consilium.framework.modules.Publications;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts jars into the framework as bundles of their own, and takes them out. Thread-safe. */
final class Installer {
  private static final Logger LOG = LoggerFactory.getLogger(Installer.class);
  private static final int REFRESH_SECONDS = 10;

  private final BundleContext context;
  private final JarStore store;
  private final Admittance admittance;
  private final PluginPolicy policy;
  private final ClaimGate claims;
  private final Publications publications;
  private final Changes changes;
  private final ReentrantLock admission = new ReentrantLock();

  Installer(
      BundleContext context,
      JarStore store,
      Admittance admittance,
      PluginPolicy policy,
      ClaimGate claims,
      Publications publications,
      Changes changes) {
    this.context = context;
    this.store = store;
    this.admittance = admittance;
    this.policy = policy;
    this.claims = claims;
    this.publications = publications;
    this.changes = changes;
  }

  /**
   * Installs a jar that may come in and whose needs are there; both is asked before it counts.
   *
   * @param replaces the version that runs; empty if none does
   * @throws BadJar if it may not, or they are not; nothing of it is left then
   */
  Running install(PluginJar jar, String replaces) throws BadJar, InterruptedException {
    Running running = admit(jar, replaces);
    try {
      resolve(running);
    } catch (BadJar | RuntimeException | Error e) {
      uninstall(running);
      throw e;
    }
    changes.add(Change.INSTALLED, Rollout.DROPPED, jar);
    return running;
  }

  private Running admit(PluginJar jar, String replaces) throws BadJar {
    String digest = jar.digest().hex();
    store.pin(digest);
    boolean in = false;
    admission.lock();
    try {
      Path kept = store.keep(jar);
      jar.demandSame(kept);
      admittance.admit(jar, kept);
      Place place = publications.place(jar.bundle(), PluginJar.manifest(kept));
      demandRunnable(place);
      policy.admit(
          jar,
          admittance.signer(digest).orElse(""),
          admittance.limits(digest).claims(),
          replaces,
          place.outside());
      Running running = new Running(jar, context.installBundle(location(kept)));
      in = true;
      return running;
    } catch (IOException | BundleException e) {
      throw new BadJar("not-installed", "cannot be installed: " + e.getMessage());
    } finally {
      admission.unlock();
      if (!in) {
        store.unpin(digest);
      }
    }
  }

  /**
   * Asked before the framework has anything of it: it would only fail to find its classes.
   *
   * @throws BadJar if its code can run nowhere
   */
  static void demandRunnable(Place place) throws BadJar {
    if (place.refusal().isPresent()) {
      throw new BadJar("not-started", "cannot start: " + place.refusal().get());
    }
  }

  /**
   * Installs code that was admitted before, beside whatever runs of the same bytes.
   *
   * @throws BadJar if the framework does not take it
   */
  Running beside(PluginJar jar) throws BadJar {
    store.pin(jar.digest().hex());
    try {
      return new Running(jar, context.installBundle(recallLocation(jar.file())));
    } catch (BundleException e) {
      store.unpin(jar.digest().hex());
      throw new BadJar("not-installed", "cannot be installed: " + e.getMessage());
    }
  }

  /**
   * @throws BadJar if it needs what is not there
   */
  void resolve(Running running) throws BadJar {
    Bundle bundle = running.bundle();
    List<String> missing =
        wiring().resolveBundles(Set.of(bundle))
            ? List.of()
            : new Preflight(context, running.jar().file()).missing(bundle);
    if (!missing.isEmpty()) {
      throw new BadJar(BadJar.UNRESOLVED, "cannot start: " + Preflight.words(missing));
    }
  }

  /**
   * @throws BadJar if it cannot, nothing could be published for it, or it is more than it claims
   */
  void start(Running running) throws BadJar {
    claims.watch(running.bundle(), admittance.limits(running.jar().digest().hex()));
    start(running.bundle(), publications);
    claims.demandWithin(running.bundle());
  }

  /**
   * @throws BadJar if it cannot, or nothing could be published for it
   */
  static void start(Bundle bundle, Publications publications) throws BadJar {
    try {
      bundle.start();
    } catch (BundleException e) {
      throw new BadJar("not-started", "cannot start: " + Faults.words(e));
    }
    String trouble = publications.trouble(bundle).orElse("");
    if (!trouble.isEmpty()) {
      throw new BadJar("module-failed", "cannot start: " + trouble);
    }
  }

  /** Stops and takes out; true if the framework holds nothing of it any more. */
  boolean uninstall(Running running) throws InterruptedException {
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
    if (!refreshed.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("The framework did not let go of {} within {} s.", bundle, REFRESH_SECONDS);
      return false;
    }
    // What the framework still holds open stays in the store, until the next start if need be.
    boolean free = bundle.getState() == Bundle.UNINSTALLED;
    claims.forget(bundle);
    if (free) {
      store.unpin(running.jar().digest().hex());
    }
    return free;
  }

  /** What the jar of a digest claims to be, in words, as far as it was looked at. */
  List<String> claims(String digest) {
    return admittance.limits(digest).claims().stream()
        .flatMap(claims -> claims.all().stream())
        .map(Claim::words)
        .toList();
  }

  /** What a bundle's services said of themselves, in words. */
  List<String> offers(Bundle bundle) {
    return claims.said(bundle).stream().map(Claim::words).sorted().toList();
  }

  /** Notes that code was in use until now. */
  void used(PluginJar jar) {
    try {
      store.used(jar.digest().hex());
    } catch (IOException e) {
      LOG.warn("That {} was in use until now cannot be noted.", jar.bundle(), e);
    }
  }

  /** True once after the trust list changed: who was refused by it may be looked at again. */
  boolean relisted() {
    // While a jar is looked at, the next look sees it: nobody waits for a large one.
    if (!admission.tryLock()) {
      return false;
    }
    try {
      return admittance.relisted();
    } finally {
      admission.unlock();
    }
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

  private FrameworkWiring wiring() {
    return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
  }
}
