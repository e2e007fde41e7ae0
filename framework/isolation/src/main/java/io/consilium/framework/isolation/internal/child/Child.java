package io.consilium.framework.isolation.internal.child;

import io.consilium.api.expert.Expert;
import io.consilium.api.host.Settings;
import io.consilium.api.verifier.Verifier;
import io.consilium.framework.isolation.internal.launch.LastWords;
import io.consilium.framework.isolation.internal.launch.Launch;
import io.consilium.framework.modules.Configured;
import io.consilium.framework.modules.Publications;
import io.consilium.framework.modules.Publications.Published;
import io.consilium.framework.modules.SettingsSource;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A child's own life: brings the plugin up once the host has spoken, serves, and ends. */
public final class Child {
  private static final Logger LOG = LoggerFactory.getLogger(Child.class);
  private static final Set<String> SERVED = Set.of("expert", "verifier");

  /** The host sends a signal after two seconds. */
  private static final long PARTING_MILLIS = 1_500;

  private final BundleContext context;
  private final Bundle plugin;

  private Child(BundleContext context, Bundle plugin) {
    this.context = context;
    this.plugin = plugin;
  }

  /** Begins to serve, if this framework is a child's; false in the host. */
  public static boolean begin(BundleContext context) {
    String location = context.getProperty(Launch.PLUGIN);
    if (location == null) {
      return false;
    }
    Child child = new Child(context, context.getBundle(location));
    new Thread(child::live, "consilium-serving").start();
    return true;
  }

  private void live() {
    try {
      Serving.serve(service(InputStream.class), service(OutputStream.class), this::bringUp);
    } catch (Throwable e) {
      LOG.error("The child cannot go on.", e);
      LastWords.say(e.getMessage() == null ? e.toString() : e.getMessage());
      Runtime.getRuntime().halt(LastWords.STATUS);
    }
    part();
  }

  private <T> T service(Class<T> type) {
    return context.getService(context.getServiceReference(type));
  }

  private Offered bringUp(Settings settings) throws Exception {
    SettingsSource source = bundle -> Optional.of(new Configured(settings));
    context.registerService(SettingsSource.class, source, null);
    try {
      plugin.start();
    } catch (BundleException e) {
      throw new IllegalStateException("It does not start in its process: " + e.getMessage(), e);
    }
    Publications publications = service(Publications.class);
    String trouble = publications.trouble(plugin).orElse("");
    if (!trouble.isEmpty()) {
      throw new IllegalStateException(trouble);
    }
    for (Published published : publications.of(plugin)) {
      if (!SERVED.contains(published.kind())) {
        throw new IllegalStateException(
            "Only experts and verifiers run in a process of their own, and it offers a "
                + published.kind()
                + " ("
                + published.id()
                + "), whom the loop asks at every step. Maybe put that into a plugin of its own, or"
                + " take this one out of consilium.plugins.isolated.");
      }
    }
    return new Offered(services(Expert.class), services(Verifier.class));
  }

  private <T> List<T> services(Class<T> type) throws InvalidSyntaxException {
    List<T> services = new ArrayList<>();
    for (ServiceReference<T> one : context.getServiceReferences(type, null)) {
      if (one.getBundle() == plugin) {
        services.add(context.getService(one));
      }
    }
    return services;
  }

  /** Lets the plugin close what it holds, for as long as the host waits. */
  private void part() {
    Thread end =
        new Thread(
            () -> {
              try {
                Thread.sleep(PARTING_MILLIS);
              } catch (InterruptedException e) {
                LOG.debug("Ends at once.", e);
              }
              Runtime.getRuntime().halt(0);
            },
            "consilium-end");
    end.setDaemon(true);
    end.start();
    try {
      context.getBundle(0).stop();
    } catch (BundleException e) {
      LOG.warn("The child's framework does not stop.", e);
    }
  }
}
