package io.consilium.framework.deployer.internal;

import io.consilium.framework.deployer.internal.PluginJar.BadJar;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook;

/**
 * Shows a plugin's service to nobody if it is more than the plugin may be: from the moment it is
 * registered, whenever and by whatever means that is. Each service is looked at once, on the thread
 * that registers it. Thread-safe.
 */
final class ClaimGate implements EventListenerHook, FindHook {
  private final BundleContext context;
  private final BiConsumer<Bundle, String> beyond;
  private final Map<Long, Watched> watched = new ConcurrentHashMap<>();

  /**
   * @param beyond told, once a bundle is {@linkplain #settle settled}, each time that a service of
   *     its is kept from everybody, and why
   */
  ClaimGate(BundleContext context, BiConsumer<Bundle, String> beyond) {
    this.context = context;
    this.beyond = beyond;
  }

  /** Stands at the gate from now on. */
  static ClaimGate open(BundleContext context, BiConsumer<Bundle, String> beyond) {
    ClaimGate gate = new ClaimGate(context, beyond);
    context.registerService(
        new String[] {EventListenerHook.class.getName(), FindHook.class.getName()}, gate, null);
    return gate;
  }

  private record Watched(
      Limits limits,
      Map<ServiceReference<?>, Optional<String>> judged,
      Map<ServiceReference<?>, List<Claim>> offered,
      List<String> troubles,
      AtomicBoolean settled) {}

  /** Begins to watch a bundle that has not started yet. */
  void watch(Bundle bundle, Limits limits) {
    watched.put(
        bundle.getBundleId(),
        new Watched(
            limits,
            new ConcurrentHashMap<>(),
            new ConcurrentHashMap<>(),
            new CopyOnWriteArrayList<>(),
            new AtomicBoolean()));
  }

  /**
   * Judges what a bundle that has started offers; what it registers later is told of one by one.
   *
   * @return what its services are too much in; empty if they are not
   */
  List<String> settle(Bundle bundle) {
    Watched one = watched.get(bundle.getBundleId());
    if (one == null) {
      return List.of();
    }
    one.settled().set(true);
    return List.copyOf(one.troubles());
  }

  /**
   * {@linkplain #settle Settles} a bundle that has started.
   *
   * @throws BadJar if it offers more than it may
   */
  void demandWithin(Bundle bundle) throws BadJar {
    List<String> beyond = settle(bundle);
    if (!beyond.isEmpty()) {
      throw new BadJar(
          "beyond-claims",
          "is refused: "
              + String.join("; ", beyond)
              + ". Maybe let Provide-Capability in its manifest say what its descriptors say, and"
              + " the allow-list as much.");
    }
  }

  void forget(Bundle bundle) {
    watched.remove(bundle.getBundleId());
  }

  @Override
  public void event(
      ServiceEvent event, Map<BundleContext, Collection<ListenerHook.ListenerInfo>> listeners) {
    ServiceReference<?> reference = event.getServiceReference();
    if (event.getType() == ServiceEvent.UNREGISTERING) {
      judged(reference).ifPresent(all -> all.remove(reference));
      Optional.ofNullable(reference.getBundle())
          .map(bundle -> watched.get(bundle.getBundleId()))
          .ifPresent(one -> one.offered().remove(reference));
    } else if (hidden(reference)) {
      listeners.keySet().removeIf(listener -> !listener.equals(context));
    }
  }

  @Override
  public void find(
      BundleContext asking,
      String name,
      String filter,
      boolean allServices,
      Collection<ServiceReference<?>> references) {
    if (!asking.equals(context)) {
      references.removeIf(this::hidden);
    }
  }

  private Optional<Map<ServiceReference<?>, Optional<String>>> judged(ServiceReference<?> service) {
    Bundle bundle = service.getBundle();
    return bundle == null
        ? Optional.empty()
        : Optional.ofNullable(watched.get(bundle.getBundleId())).map(Watched::judged);
  }

  private boolean hidden(ServiceReference<?> reference) {
    Bundle bundle = reference.getBundle();
    Watched one = bundle == null ? null : watched.get(bundle.getBundleId());
    if (one == null || !Offers.any(reference)) {
      return false;
    }
    Optional<String> known = one.judged().get(reference);
    if (known == null) {
      known = judge(reference, one);
      if (one.judged().putIfAbsent(reference, known) == null) {
        known.ifPresent(why -> tell(bundle, one, why));
      }
    }
    return known.isPresent();
  }

  private void tell(Bundle bundle, Watched one, String why) {
    one.troubles().add(why);
    if (one.settled().get()) {
      beyond.accept(bundle, why);
    }
  }

  private Optional<String> judge(ServiceReference<?> reference, Watched watching) {
    try {
      List<Claim> all = Offers.of(reference, context);
      watching.offered().put(reference, all);
      for (Claim offered : all) {
        Optional<String> why = watching.limits().beyond(offered);
        if (why.isPresent()) {
          return why;
        }
      }
      return Optional.empty();
    } catch (Throwable e) {
      // Nobody can hold it to anything; and the framework shows all if a hook breaks.
      return Optional.of("it does not say what it offers (" + words(e) + ")");
    }
  }

  /** What was thrown is the plugin's code, too. */
  private static String words(Throwable thrown) {
    try {
      return thrown.toString();
    } catch (Throwable e) {
      return thrown.getClass().getName();
    }
  }

  /** What a watched bundle's services said of themselves when they came; asks no plugin. */
  List<Claim> said(Bundle bundle) {
    Watched one = watched.get(bundle.getBundleId());
    return one == null ? List.of() : one.offered().values().stream().flatMap(List::stream).toList();
  }
}
