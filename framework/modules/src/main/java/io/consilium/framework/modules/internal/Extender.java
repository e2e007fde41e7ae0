package io.consilium.framework.modules.internal;

import com.google.inject.CreationException;
import com.google.inject.ProvisionException;
import io.consilium.framework.modules.Publications;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the Guice modules that bundles name into services, from the moment a bundle is active until
 * it stops. A bundle that fails is logged and disturbs no other. Runs on the threads that start and
 * stop bundles, so a bundle's services are there when its start returns.
 */
final class Extender implements BundleTrackerCustomizer<Publication>, Publications {
  private static final Logger LOG = LoggerFactory.getLogger(Extender.class);
  private static final String HEADER = "Consilium-Module";

  private final BundleTracker<Publication> tracker;
  private final Map<Long, String> troubles = new ConcurrentHashMap<>();
  private final Set<Long> retired = ConcurrentHashMap.newKeySet();
  private final Map<Long, Role> roles = new ConcurrentHashMap<>();

  Extender(BundleContext context) {
    this.tracker = new BundleTracker<>(context, Bundle.ACTIVE, this);
  }

  void open() {
    tracker.open();
  }

  void close() {
    tracker.close();
  }

  @Override
  public Publication addingBundle(Bundle bundle, BundleEvent event) {
    String header = bundle.getHeaders("").get(HEADER);
    if (header == null) {
      return null;
    }
    troubles.remove(bundle.getBundleId());
    List<String> modules =
        Arrays.stream(header.split(",")).map(String::trim).filter(name -> !name.isEmpty()).toList();
    try {
      boolean aside = retired.remove(bundle.getBundleId());
      Role role = roles.getOrDefault(bundle.getBundleId(), Role.PRIMARY);
      Publication publication = Publication.of(bundle, modules, aside, role);
      LOG.info("{} offers {}.", bundle, publication.published());
      return publication;
    } catch (Exception | LinkageError e) {
      String trouble =
          bundle.getSymbolicName() + " " + bundle.getVersion() + " offers nothing: " + reason(e);
      troubles.put(bundle.getBundleId(), trouble);
      LOG.error("{}", trouble, e);
      return null;
    }
  }

  /** Our own message, or the innermost of what a Guice error report wraps. */
  private static String reason(Throwable failure) {
    Throwable root = failure;
    boolean report = failure instanceof CreationException || failure instanceof ProvisionException;
    while (report && root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }

  @Override
  public void modifiedBundle(Bundle bundle, BundleEvent event, Publication publication) {}

  @Override
  public void removedBundle(Bundle bundle, BundleEvent event, Publication publication) {
    publication.close();
    troubles.remove(bundle.getBundleId());
  }

  @Override
  public List<Published> of(Bundle bundle) {
    Publication publication = tracker.getObject(bundle);
    return publication == null ? List.of() : publication.published();
  }

  @Override
  public Optional<String> trouble(Bundle bundle) {
    return Optional.ofNullable(troubles.get(bundle.getBundleId()));
  }

  @Override
  public void retire(Bundle bundle) {
    Publication publication = tracker.getObject(bundle);
    if (publication != null) {
      publication.retire();
    } else if (bundle.getState() == Bundle.INSTALLED || bundle.getState() == Bundle.RESOLVED) {
      retired.add(bundle.getBundleId());
    }
  }

  @Override
  public void role(Bundle bundle, Role role) {
    roles.put(bundle.getBundleId(), role);
    Publication publication = tracker.getObject(bundle);
    if (publication != null) {
      publication.play(role);
    }
  }

  @Override
  public void withdraw(Bundle bundle) {
    Publication publication = tracker.getObject(bundle);
    if (publication != null) {
      publication.withdraw();
    }
  }
}
