package io.consilium.framework.modules.internal;

import com.google.inject.Binding;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import io.consilium.framework.modules.Configured;
import io.consilium.framework.modules.PublicationSource;
import io.consilium.framework.modules.Publications;
import io.consilium.framework.modules.Publications.Published;
import io.consilium.framework.modules.Publications.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Dictionary;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The services of one bundle: made together or not at all. Its lock guards against a withdrawal
 * that overtakes the bundle's stop.
 */
final class Publication {
  private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

  private final AutoCloseable behind;
  private final List<Made<?>> made;
  private final Optional<String> configuration;
  private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
  private final List<Published> published = new ArrayList<>();
  private boolean closed;

  private Publication(AutoCloseable behind, List<Made<?>> made, Configured configured) {
    this.behind = behind;
    this.made = made;
    this.configuration = configured.revision();
  }

  private record Made<T>(Kind<T> kind, T instance, String id) {}

  /**
   * Makes an injector from the modules named; what they bind is to be {@linkplain #register
   * registered}.
   *
   * @throws Exception if a module throws, binds nothing, or binds what cannot be published; nothing
   *     is left then
   */
  static Publication of(Bundle bundle, List<String> moduleNames, Configured configured)
      throws Exception {
    HostServices host = new HostServices(bundle.getBundleContext(), configured);
    List<Made<?>> made = new ArrayList<>();
    try {
      List<Module> modules = new ArrayList<>(List.of(host));
      for (String name : moduleNames) {
        modules.add(module(bundle, name));
      }
      make(Guice.createInjector(Stage.PRODUCTION, modules), made);
      if (made.isEmpty()) {
        throw new IllegalArgumentException(
            "The module binds no expert, verifier, planner, gate or halting policy. Maybe bind one"
                + " with Multibinder.newSetBinder(binder(), Expert.class).");
      }
      return new Publication(host, made, configured);
    } catch (Exception | Error e) {
      close(host, made);
      throw e;
    }
  }

  /**
   * Takes what a source makes for a bundle.
   *
   * @throws Exception as above
   */
  static Publication of(Bundle bundle, PublicationSource source, Configured configured)
      throws Exception {
    PublicationSource.Offer offer = source.offer(bundle, configured.settings());
    List<Made<?>> made = new ArrayList<>();
    try {
      for (Kind<?> kind : Kind.ALL) {
        pick(kind, offer.services(), made);
      }
      if (made.isEmpty()) {
        throw new IllegalArgumentException("It has no expert and no verifier.");
      }
      return new Publication(offer.behind(), made, configured);
    } catch (Exception | Error e) {
      close(offer.behind(), made);
      throw e;
    }
  }

  private static Module module(Bundle bundle, String name) throws Exception {
    Class<?> type;
    try {
      type = bundle.loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "The bundle holds no class ("
              + name
              + "). Maybe correct the name in the Consilium-Module header.",
          e);
    }
    if (!Module.class.isAssignableFrom(type)) {
      throw new IllegalArgumentException(
          "The class ("
              + name
              + ") is no Guice module of the host's. Maybe extend com.google.inject.AbstractModule,"
              + " and import that package instead of embedding it.");
    }
    return (Module) type.getDeclaredConstructor().newInstance();
  }

  private static void make(Injector injector, List<Made<?>> made) {
    for (Kind<?> kind : Kind.ALL) {
      make(injector, kind, made);
    }
  }

  private static <T> void make(Injector injector, Kind<T> kind, List<Made<?>> made) {
    Binding<Set<T>> binding = injector.getExistingBinding(kind.key());
    if (binding == null) {
      return;
    }
    add(kind, binding.getProvider().get(), made);
  }

  private static <T> void pick(Kind<T> kind, List<?> services, List<Made<?>> made) {
    add(
        kind,
        services.stream().filter(kind.type()::isInstance).map(kind.type()::cast).toList(),
        made);
  }

  private static <T> void add(Kind<T> kind, Collection<T> instances, List<Made<?>> made) {
    Set<String> ids = new HashSet<>();
    for (T instance : instances) {
      String id = kind.id().apply(instance);
      if (id == null || !ids.add(id)) {
        throw new IllegalArgumentException(
            "Two " + kind.name() + "s of the bundle share the id, or one has none (" + id + ").");
      }
      made.add(new Made<>(kind, instance, id));
    }
  }

  /**
   * Registers everything, or nothing if one cannot be.
   *
   * @param retired whether nobody is to call it, but who asks for this very code
   * @param role the part it plays from the first moment
   */
  synchronized void register(Bundle bundle, boolean retired, Role role) {
    String digest = BundleBytes.digest(bundle);
    try {
      for (Made<?> one : made) {
        register(bundle, one, digest, retired, role);
      }
    } catch (RuntimeException | Error e) {
      withdraw();
      throw e;
    }
  }

  private <T> void register(Bundle bundle, Made<T> one, String digest, boolean retired, Role role) {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(Publications.ID, one.id());
    properties.put(Publications.KIND, one.kind().name());
    properties.put(Publications.DIGEST, digest);
    configuration.ifPresent(revision -> properties.put(Publications.CONFIGURATION, revision));
    if (retired) {
      properties.put(Publications.RETIRED, true);
    }
    play(role, properties);
    registrations.add(
        bundle.getBundleContext().registerService(one.kind().type(), one.instance(), properties));
    published.add(new Published(one.kind().name(), one.id(), digest));
  }

  /** How many services it has, registered or not. */
  int size() {
    return made.size();
  }

  synchronized List<Published> published() {
    return List.copyOf(published);
  }

  /** Marks everything as not to be asked any more. */
  synchronized void retire() {
    change(properties -> properties.put(Publications.RETIRED, true));
  }

  /** Gives everything a part to play. */
  synchronized void play(Role role) {
    change(properties -> play(role, properties));
  }

  /** Who stopped meanwhile, maybe by himself, has nothing left to change. */
  private void change(Consumer<Dictionary<String, Object>> how) {
    for (ServiceRegistration<?> registration : registrations) {
      try {
        Dictionary<String, Object> properties = registration.getReference().getProperties();
        how.accept(properties);
        registration.setProperties(properties);
      } catch (IllegalStateException e) {
        LOG.debug("Already unregistered with its bundle.", e);
      }
    }
  }

  private static void play(Role role, Dictionary<String, Object> properties) {
    properties.remove(Publications.SHARE);
    properties.remove(Publications.SHADOW);
    if (role.kind() == Role.Kind.CANARY) {
      properties.put(Publications.SHARE, role.share());
    } else if (role.kind() == Role.Kind.SHADOW) {
      properties.put(Publications.SHADOW, true);
    }
  }

  /** Unregisters everything; what is in use elsewhere can go on working. */
  synchronized void withdraw() {
    for (ServiceRegistration<?> registration : registrations) {
      try {
        registration.unregister();
      } catch (IllegalStateException e) {
        LOG.debug("Already unregistered with its bundle.", e);
      }
    }
    registrations.clear();
    published.clear();
  }

  /** Withdraws, and lets the plugin's own resources go; once, whoever comes second. */
  synchronized void close() {
    withdraw();
    if (closed) {
      return;
    }
    closed = true;
    close(behind, made);
  }

  private static void close(AutoCloseable behind, List<Made<?>> made) {
    for (Made<?> one : made) {
      if (one.instance() instanceof AutoCloseable closeable) {
        try {
          closeable.close();
        } catch (Exception | Error e) {
          LOG.warn("The {} {} did not close cleanly.", one.kind().name(), one.id(), e);
        }
      }
    }
    made.clear();
    try {
      behind.close();
    } catch (Exception | Error e) {
      LOG.warn("What stands behind a publication did not close cleanly.", e);
    }
  }
}
