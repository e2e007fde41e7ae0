package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Code;
import io.consilium.framework.engine.CodeArchive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Finds plugins among the OSGi services, however they were made. Holds references to services,
 * never the services: each is got for one call and given back.
 */
final class ServicePlugins implements AutoCloseable {
  /** Service property: revision of the settings that a service was made with. */
  private static final String CONFIGURATION = "consilium.configuration";

  /** Service property: true once a service is to get no new calls. */
  private static final String RETIRED = "consilium.retired";

  /** Service property: the share of the tasks that a canary gets. */
  private static final String SHARE = "consilium.share";

  /** Service property: true if it is asked beside the primary, and what it gives never used. */
  private static final String SHADOW = "consilium.shadow";

  private final BundleContext context;
  private final Plugins plugins;
  private final Arrivals arrivals;
  private final ServiceTracker<CodeArchive, CodeArchive> archive;
  private final BundleCodes codes;
  private final Flapping flapping;
  private final BundleListener forgetting = this::forget;
  private final ExecutorService arriving =
      Executors.newCachedThreadPool(new DaemonThreads("arrival"));
  private final List<ServiceTracker<?, ?>> trackers = new ArrayList<>();

  ServicePlugins(BundleContext context, Plugins plugins, Guests guests) {
    this.context = context;
    this.plugins = plugins;
    this.arrivals = new Arrivals(plugins, guests);
    this.archive = new ServiceTracker<>(context, CodeArchive.class, null);
    this.codes = new BundleCodes(archive::getService);
    this.flapping = new Flapping(guests, codes, System::nanoTime);
  }

  void open() {
    context.addBundleListener(forgetting);
    archive.open();
    Kind.ALL.forEach(this::open);
  }

  private <S> void open(Kind<S> kind) {
    ServiceTracker<S, Arrival<S>> tracker =
        new ServiceTracker<>(context, kind.type(), new Arriving<>(kind));
    trackers.add(tracker);
    tracker.open();
  }

  @Override
  public void close() {
    flapping.close();
    trackers.forEach(ServiceTracker::close);
    archive.close();
    context.removeBundleListener(forgetting);
    arriving.shutdownNow();
  }

  private void forget(BundleEvent event) {
    if (event.getType() == BundleEvent.UNINSTALLED) {
      codes.forget(event.getBundle().getBundleId());
      flapping.forget(event.getBundle().getBundleId());
    }
  }

  /** Whose code a bundle is. */
  Code code(String plugin, Bundle bundle) {
    return codes.code(plugin, bundle, Optional.empty());
  }

  /** Whoever makes services says with which settings. */
  private static Optional<String> configuration(ServiceReference<?> reference) {
    Object revision = reference.getProperty(CONFIGURATION);
    return Optional.ofNullable(revision).map(Object::toString);
  }

  private static boolean retired(ServiceReference<?> reference) {
    return Boolean.TRUE.equals(reference.getProperty(RETIRED));
  }

  /** Code that makes its services without the extender says nothing of itself. */
  private boolean recalled(Bundle bundle) {
    CodeArchive now = archive.getService();
    return bundle != null && now != null && now.recalled(bundle.getBundleId());
  }

  /** Null while nobody keeps code. */
  CodeArchive archive() {
    return archive.getService();
  }

  /** A service that arrives, and may leave before it has arrived. */
  private static final class Arrival<S> {
    private final boolean bornRetired;
    private Guest<S> guest;
    private boolean left;

    Arrival(boolean bornRetired) {
      this.bornRetired = bornRetired;
    }

    synchronized boolean arrived(Guest<S> now) {
      guest = now;
      return !left;
    }

    synchronized Optional<Guest<S>> here() {
      return Optional.ofNullable(guest);
    }

    synchronized Optional<Guest<S>> leave() {
      left = true;
      return Optional.ofNullable(guest);
    }
  }

  private final class Arriving<S> implements ServiceTrackerCustomizer<S, Arrival<S>> {
    private final Kind<S> kind;

    Arriving(Kind<S> kind) {
      this.kind = kind;
    }

    /** Returns at once: a plugin that is slow to say who it is must not hold up the framework. */
    @Override
    public Arrival<S> addingService(ServiceReference<S> reference) {
      Arrival<S> arrival = new Arrival<>(retired(reference));
      Bundle bundle = reference.getBundle();
      if (bundle == null || !flapping.turnsAway(bundle, arrival, () -> letIn(reference, arrival))) {
        letIn(reference, arrival);
      }
      return arrival;
    }

    private void letIn(ServiceReference<S> reference, Arrival<S> arrival) {
      long who = plugins.expect();
      try {
        arriving.execute(
            () -> {
              try {
                arrive(reference, arrival);
              } finally {
                plugins.expectNoMore(who);
              }
            });
      } catch (RuntimeException | Error e) {
        // No thread is to be had: nobody waits for who cannot come in.
        plugins.expectNoMore(who);
        throw e;
      }
    }

    private void arrive(ServiceReference<S> reference, Arrival<S> arrival) {
      Bundle bundle = reference.getBundle();
      if (bundle == null) {
        return;
      }
      arrivals.arrive(
          kind,
          bundle.getSymbolicName(),
          id -> codes.code(id, bundle, configuration(reference)),
          new ServiceLease<>(context, reference, bundle.getBundleId()),
          part(reference),
          guest -> meet(reference, arrival, guest));
    }

    private void meet(ServiceReference<S> reference, Arrival<S> arrival, Guest<S> guest) {
      if (!arrival.arrived(guest)) {
        plugins.remove(guest);
      } else {
        play(reference, arrival, guest);
      }
    }

    /** One at a time, so that the part that was read last is the one that is played. */
    private void play(ServiceReference<S> reference, Arrival<S> arrival, Guest<S> guest) {
      synchronized (arrival) {
        Part now = part(reference);
        if (!guest.part().equals(now)) {
          plugins.play(guest, now);
        }
      }
    }

    private Part part(ServiceReference<S> reference) {
      if (retired(reference) || recalled(reference.getBundle())) {
        return Part.RETIRED;
      } else if (Boolean.TRUE.equals(reference.getProperty(SHADOW))) {
        return Part.SHADOW;
      }
      return reference.getProperty(SHARE) instanceof Number share
          ? Part.canary(share.doubleValue())
          : Part.PRIMARY;
    }

    @Override
    public void modifiedService(ServiceReference<S> reference, Arrival<S> arrival) {
      arrival.here().ifPresent(guest -> play(reference, arrival, guest));
    }

    @Override
    public void removedService(ServiceReference<S> reference, Arrival<S> arrival) {
      arrival.leave().ifPresent(plugins::remove);
      Bundle bundle = reference.getBundle();
      if (bundle != null) {
        boolean takenOut = retired(reference) && !arrival.bornRetired;
        flapping.left(bundle, arrival, takenOut || recalled(bundle));
      }
    }
  }

  private record ServiceLease<S>(
      BundleContext context, ServiceReference<S> reference, long osgiBundle) implements Lease<S> {
    @Override
    public S acquire() {
      try {
        return context.getService(reference);
      } catch (IllegalStateException e) {
        return null;
      }
    }

    @Override
    public void release() {
      try {
        context.ungetService(reference);
      } catch (IllegalStateException e) {
        // The engine's own bundle is stopping; the framework gives its services back.
      }
    }
  }
}
