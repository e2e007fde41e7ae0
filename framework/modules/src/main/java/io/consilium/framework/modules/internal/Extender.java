package io.consilium.framework.modules.internal;

import io.consilium.framework.modules.Configured;
import io.consilium.framework.modules.PublicationSource;
import io.consilium.framework.modules.Publications;
import io.consilium.framework.modules.Renewal;
import io.consilium.framework.modules.SettingsSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the Guice modules that bundles name into services, and what {@linkplain PublicationSource
 * other sources} make for bundles, from the moment a bundle is active until it stops. A bundle that
 * fails is logged and disturbs no other. Runs on the threads that start and stop bundles, so a
 * bundle's services are there when its start returns.
 */
final class Extender implements BundleTrackerCustomizer<Held>, Publications {
  private static final Logger LOG = LoggerFactory.getLogger(Extender.class);

  private final BundleContext context;
  private final BundleListener uninstalled = this::forget;
  private final BundleTracker<Held> tracker;
  private final Sources sources;
  private final ServiceTracker<SettingsSource, SettingsSource> settings;
  private final Map<Long, String> troubles = new ConcurrentHashMap<>();
  private final Set<Long> retired = ConcurrentHashMap.newKeySet();
  private final Map<Long, Role> roles = new ConcurrentHashMap<>();

  Extender(BundleContext context) {
    this.context = context;
    this.tracker = new BundleTracker<>(context, Bundle.ACTIVE, this);
    this.sources = new Sources(context, this::arrived, this::gone);
    this.settings = new ServiceTracker<>(context, SettingsSource.class, null);
  }

  void open() {
    context.addBundleListener(uninstalled);
    settings.open();
    sources.open();
    tracker.open();
  }

  void close() {
    tracker.close();
    sources.close();
    settings.close();
    context.removeBundleListener(uninstalled);
  }

  /** What was said of a bundle holds over its stop, and no longer than it is there. */
  private void forget(BundleEvent event) {
    if (event.getType() == BundleEvent.UNINSTALLED) {
      forget(event.getBundle());
    }
  }

  private void forget(Bundle bundle) {
    retired.remove(bundle.getBundleId());
    roles.remove(bundle.getBundleId());
  }

  @Override
  public Held addingBundle(Bundle bundle, BundleEvent event) {
    Optional<PublicationSource> source = sources.of(bundle);
    String header = bundle.getHeaders("").get(Making.HEADER);
    boolean needed = sources.needed(bundle);
    if (source.isEmpty() && header == null && !needed) {
      return null;
    }
    Held held = new Held();
    if (source.isPresent() || !needed) {
      publish(bundle, held, source.orElse(null));
    } else {
      troubles.put(bundle.getBundleId(), name(bundle) + sources.missing(bundle));
      LOG.error("{}", troubles.get(bundle.getBundleId()));
    }
    return held;
  }

  private void publish(Bundle bundle, Held held, PublicationSource source) {
    troubles.remove(bundle.getBundleId());
    try {
      Optional<Configured> configured = configured(bundle);
      if (retired.remove(bundle.getBundleId())) {
        held.retire();
      }
      if (configured.isPresent()) {
        publish(bundle, held, source, Making.of(bundle, source, configured.get()));
      }
    } catch (Making.Refused e) {
      LOG.error("{} offers nothing: {}", name(bundle), e.getMessage(), e.getCause());
      SettingsSource given = settings.getService();
      if (given == null || !given.refused(bundle, e.getMessage())) {
        troubles.put(bundle.getBundleId(), name(bundle) + " offers nothing: " + e.getMessage());
      }
    } catch (RuntimeException | Error e) {
      String trouble = name(bundle) + " offers nothing: " + Making.reason(e);
      troubles.put(bundle.getBundleId(), trouble);
      LOG.error("{}", trouble, e);
    }
  }

  private void publish(
      Bundle bundle, Held held, PublicationSource source, Publication publication) {
    try {
      publication.register(bundle, held.retired(), role(bundle));
    } catch (RuntimeException | Error e) {
      publication.close();
      throw e;
    }
    if (held.hold(publication, source)) {
      LOG.info("{} offers {}.", bundle, publication.published());
    } else {
      publication.close();
    }
  }

  private Optional<Configured> configured(Bundle bundle) {
    SettingsSource source = settings.getService();
    return source == null
        ? Optional.of(new Configured(HostServices.settings(bundle.getBundleContext())))
        : source.of(bundle);
  }

  private Role role(Bundle bundle) {
    return roles.getOrDefault(bundle.getBundleId(), Role.PRIMARY);
  }

  private static String name(Bundle bundle) {
    return bundle.getSymbolicName() + " " + bundle.getVersion();
  }

  /** Bundles that waited for a source are published; what runs in the host goes on there. */
  private void arrived(PublicationSource source) {
    tracker
        .getTracked()
        .forEach(
            (bundle, held) -> {
              if (held.publication().isEmpty() && source.takes(bundle)) {
                publish(bundle, held, source);
              }
            });
  }

  private void gone(PublicationSource source) {
    tracker
        .getTracked()
        .forEach(
            (bundle, held) ->
                held.drop(source)
                    .forEach(
                        made -> {
                          made.close();
                          troubles.put(
                              bundle.getBundleId(), name(bundle) + sources.missing(bundle));
                        }));
  }

  @Override
  public void modifiedBundle(Bundle bundle, BundleEvent event, Held held) {}

  @Override
  public void removedBundle(Bundle bundle, BundleEvent event, Held held) {
    held.end().forEach(Publication::close);
    troubles.remove(bundle.getBundleId());
  }

  @Override
  public List<Published> of(Bundle bundle) {
    return published(bundle).map(Publication::published).orElse(List.of());
  }

  private Optional<Publication> published(Bundle bundle) {
    return Optional.ofNullable(tracker.getObject(bundle)).flatMap(Held::publication);
  }

  @Override
  public Optional<String> trouble(Bundle bundle) {
    return Optional.ofNullable(troubles.get(bundle.getBundleId()));
  }

  @Override
  public PublicationSource.Place place(String name, Attributes manifest) {
    return sources.place(name, manifest);
  }

  @Override
  public void retire(Bundle bundle) {
    Held held = tracker.getObject(bundle);
    if (held != null) {
      held.retire();
      held.all().forEach(Publication::retire);
    } else if (bundle.getState() == Bundle.INSTALLED || bundle.getState() == Bundle.RESOLVED) {
      retired.add(bundle.getBundleId());
    }
  }

  @Override
  public void role(Bundle bundle, Role role) {
    roles.put(bundle.getBundleId(), role);
    if (bundle.getState() == Bundle.UNINSTALLED) {
      forget(bundle);
    }
    // What warms up beside gets no work before it takes over, and plays its part from then on.
    published(bundle).ifPresent(publication -> publication.play(role));
  }

  @Override
  public void withdraw(Bundle bundle) {
    all(bundle).forEach(Publication::withdraw);
  }

  private List<Publication> all(Bundle bundle) {
    Held held = tracker.getObject(bundle);
    return held == null ? List.of() : held.all();
  }

  @Override
  public Optional<Renewal> renew(Bundle bundle, Configured configured) {
    Held held = tracker.getObject(bundle);
    PublicationSource source = sources.of(bundle).orElse(null);
    if (held == null || held.retired() || source == null && sources.needed(bundle)) {
      return Optional.empty();
    }
    Publication made = Making.of(bundle, source, configured);
    return Optional.of(new BundleRenewal(bundle, held, made, source, () -> role(bundle)));
  }
}
