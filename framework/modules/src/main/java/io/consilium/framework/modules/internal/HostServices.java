package io.consilium.framework.modules.internal;

import com.google.inject.AbstractModule;
import io.consilium.api.host.Artifacts;
import io.consilium.api.host.Settings;
import io.consilium.api.host.Unavailable;
import io.consilium.framework.modules.Configured;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.util.tracker.ServiceTracker;

/**
 * What a plugin's injector offers: its {@link BundleContext}, its section of the configuration, and
 * the host's services as proxies that outlive the services behind them. The ledger is not among
 * them: plugins never write there.
 */
final class HostServices extends AbstractModule implements AutoCloseable {
  private static final List<Class<?>> OFFERED = List.of(Artifacts.class);

  private final BundleContext plugin;
  private final Configured configured;
  private final List<ServiceTracker<?, ?>> trackers = new ArrayList<>();

  HostServices(BundleContext plugin, Configured configured) {
    this.plugin = plugin;
    this.configured = configured;
  }

  @Override
  protected void configure() {
    bind(BundleContext.class).toInstance(plugin);
    bind(Settings.class).toInstance(configured.settings());
    TypedSettings.of(plugin.getBundle(), configured.settings()).forEach(this::bindTyped);
    OFFERED.forEach(this::offer);
  }

  private <T> void bindTyped(Class<T> type, Object settings) {
    bind(type).toInstance(type.cast(settings));
  }

  private <T> void offer(Class<T> type) {
    ServiceTracker<T, T> tracker = new ServiceTracker<>(plugin, type, null);
    tracker.open();
    trackers.add(tracker);
    bind(type).toInstance(proxy(type, tracker));
  }

  static <T> T proxy(Class<T> type, ServiceTracker<T, T> tracker) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> invoke(self, method, arguments, type, tracker)));
  }

  private static Object invoke(
      Object self, Method method, Object[] arguments, Class<?> type, ServiceTracker<?, ?> tracker)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return switch (method.getName()) {
        case "equals" -> self == arguments[0];
        case "hashCode" -> System.identityHashCode(self);
        default -> "proxy of " + type.getName();
      };
    }
    Object service = tracker.getService();
    if (service == null) {
      throw new Unavailable(type.getSimpleName());
    }
    try {
      return method.invoke(service, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** The framework's properties that start with the bundle's symbolic name and a dot. */
  static Settings settings(BundleContext plugin) {
    String prefix = plugin.getBundle().getSymbolicName() + ".";
    Map<String, Object> section = new LinkedHashMap<>();
    String names = Objects.requireNonNullElse(plugin.getProperty("consilium.settings"), "");
    for (String name : names.split(",")) {
      String value = name.startsWith(prefix) ? plugin.getProperty(name) : null;
      if (value != null) {
        section.put(name.substring(prefix.length()), value);
      }
    }
    return new Settings(section);
  }

  @Override
  public void close() {
    if (plugin.getBundle().getState() != org.osgi.framework.Bundle.UNINSTALLED) {
      trackers.forEach(ServiceTracker::close);
    }
    trackers.clear();
  }

  @Override
  public String toString() {
    return Constants.BUNDLE_SYMBOLICNAME + "=" + plugin.getBundle().getSymbolicName();
  }
}
