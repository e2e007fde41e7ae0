package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.policy.Policy;
import io.consilium.framework.engine.Approvals;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.engine.Replays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Publishes an engine for as long as a ledger is there. Tasks that a crash left open are closed
 * before the engine appears.
 */
public final class EngineActivator
    implements BundleActivator, ServiceTrackerCustomizer<Ledger, EngineActivator.Published> {
  private final Plugins plugins = new Plugins();
  private Guests guests;
  private final Map<ServiceReference<Ledger>, Published> published = new ConcurrentHashMap<>();
  private BundleContext context;
  private ServicePlugins services;
  private ServiceTracker<Ledger, Published> ledgers;
  private ServiceTracker<Policy, Policy> rules;
  private Policies policies;

  /** An engine and its registration. */
  record Published(
      DefaultEngine engine,
      ServiceRegistration<Engine> registration,
      ServiceRegistration<Approvals> approvals,
      ServiceRegistration<Replays> replays,
      HostLife life) {}

  @Override
  public void start(BundleContext bundleContext) {
    context = bundleContext;
    guests = new Guests(Limits.of(context::getProperty));
    services = new ServicePlugins(context, plugins, guests);
    services.open();
    rules = new ServiceTracker<>(context, Policy.class, null);
    rules.open();
    policies = new Policies(rules::getService);
    ledgers = new ServiceTracker<>(context, Ledger.class, this);
    ledgers.open();
  }

  @Override
  public void stop(BundleContext bundleContext) {
    ledgers.close();
    services.close();
    guests.close();
    rules.close();
  }

  @Override
  public Published addingService(ServiceReference<Ledger> reference) {
    Ledger ledger = context.getService(reference);
    if (ledger == null) {
      return null;
    }
    Code code = services.code(Halting.ENGINE, context.getBundle());
    HostLife life = new HostLife(ledger, code);
    life.began();
    DefaultEngine engine = new DefaultEngine(ledger, plugins, guests, policies, code, () -> {});
    try {
      engine.recover();
    } catch (RuntimeException e) {
      org.slf4j.LoggerFactory.getLogger(EngineActivator.class)
          .warn("Tasks that were left open could not be closed", e);
    }
    Published now =
        new Published(
            engine,
            context.registerService(Engine.class, engine, null),
            context.registerService(Approvals.class, new DefaultApprovals(engine), null),
            context.registerService(
                Replays.class, new DefaultReplays(engine.host(), services::archive), null),
            life);
    published.put(reference, now);
    return now;
  }

  @Override
  public void modifiedService(ServiceReference<Ledger> reference, Published service) {}

  @Override
  public void removedService(ServiceReference<Ledger> reference, Published service) {
    published.remove(reference);
    try {
      service.approvals().unregister();
      service.replays().unregister();
      service.registration().unregister();
    } catch (IllegalStateException e) {
      // Already unregistered, since this bundle is stopping.
    }
    service.engine().close();
    service.life().ends();
    context.ungetService(reference);
  }
}
