package io.consilium.distribution.host;

import io.consilium.distribution.host.Home.Bundled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The framework with the house in it, in this process. */
final class FelixHost implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FelixHost.class);
  private static final String SLF4J = "2.0.18";
  private static final long STOP_MILLIS = 30_000;

  private final Felix felix;
  private final List<String> troubles = new CopyOnWriteArrayList<>();

  private FelixHost(Felix felix) {
    this.felix = felix;
  }

  /**
   * Starts the framework and every bundle of the distribution.
   *
   * @param mode how clients may use it: {@code serve} if anybody may, {@code call} if only the
   *     command that started it
   * @throws Complaint if the framework or one of its bundles does not start
   */
  static FelixHost start(Home home, Path work, String mode, Map<String, String> settings) {
    // Generated classes would speed up calls that are made once a plugin, and slow its start.
    System.setProperty("guice_bytecode_gen_option", "DISABLED");
    FelixHost host = new FelixHost(new Felix(properties(home, work, mode, settings)));
    try {
      host.boot(home);
    } catch (BundleException | IOException | RuntimeException e) {
      LOG.error("The host does not start.", e);
      host.close();
      throw Complaint.fault(
          "The host does not start: " + reason(e) + " Maybe see " + Logs.file(work) + ".");
    }
    if (!host.troubles.isEmpty()) {
      host.close();
      throw Complaint.fault(
          "The host does not start: "
              + String.join(" ", host.troubles)
              + " More is in "
              + Logs.file(work)
              + ".");
    }
    return host;
  }

  static Map<String, Object> properties(
      Home home, Path work, String mode, Map<String, String> settings) {
    Map<String, Object> properties = new HashMap<>(settings);
    properties.put("consilium.settings", String.join(",", settings.keySet()));
    properties.put("consilium.home", home.directory().toString());
    properties.put("consilium.work", work.toString());
    properties.put("consilium.mode", mode);
    properties.put(Constants.FRAMEWORK_STORAGE, work.resolve("cache").resolve("felix").toString());
    properties.put(
        Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    properties.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
    properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "100");
    // The command's own slf4j serves the bundles too: one log, and no service loader to weave.
    properties.put(
        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
        "org.slf4j;version=%1$s,org.slf4j.event;version=%1$s,org.slf4j.helpers;version=%1$s,org.slf4j.spi;version=%1$s"
            .formatted(SLF4J));
    properties.put("felix.log.logger", new FrameworkLog());
    properties.put("felix.log.level", "2");
    return properties;
  }

  private void boot(Home home) throws BundleException, IOException {
    felix.init();
    BundleContext context = felix.getBundleContext();
    FrameworkListener listener = this::note;
    context.addFrameworkListener(listener);
    List<Bundle> bundles = new ArrayList<>();
    for (Bundled one : home.bundles()) {
      Bundle bundle = context.installBundle("reference:" + one.jar().toUri());
      bundle.adapt(BundleStartLevel.class).setStartLevel(one.startLevel());
      bundles.add(bundle);
    }
    for (Bundle bundle : bundles) {
      if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
        bundle.start();
      }
    }
    felix.start();
    context.removeFrameworkListener(listener);
  }

  private void note(FrameworkEvent event) {
    if (event.getType() == FrameworkEvent.ERROR) {
      LOG.error("{} does not start.", event.getBundle(), event.getThrowable());
      troubles.add(reason(event.getThrowable()));
    }
  }

  /** What the bundle itself threw: the framework's wrapping says nothing to a person. */
  private static String reason(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof BundleException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /** Waits until the framework has stopped, on whoever's wish. */
  void awaitStop() throws InterruptedException {
    felix.waitForStop(0);
  }

  /** Begins to stop the framework; returns at once. */
  void beginStop() {
    try {
      felix.stop();
    } catch (BundleException e) {
      LOG.error("The framework does not stop.", e);
    }
  }

  @Override
  public void close() {
    beginStop();
    try {
      felix.waitForStop(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
