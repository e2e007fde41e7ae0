package io.consilium.framework.console.internal;

import io.consilium.api.ledger.Ledger;
import io.consilium.framework.deployer.Deployer;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.pipeline.PipelineCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the console with its bundle, and says where once the plugins are in. */
public final class ConsoleActivator implements BundleActivator {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleActivator.class);

  private final List<ServiceTracker<?, ?>> trackers = new ArrayList<>();
  private Endpoint endpoint;
  private HostFile file;
  private Thread opening;

  @Override
  public void start(BundleContext context) throws IOException {
    ServiceTracker<Engine, Engine> engine = track(context, Engine.class);
    ServiceTracker<Ledger, Ledger> ledger = track(context, Ledger.class);
    ServiceTracker<Deployer, Deployer> deployer = track(context, Deployer.class);
    Path work = directory(context, "consilium.work");
    Path home = directory(context, "consilium.home");
    PipelineCatalog catalog =
        new PipelineCatalog(List.of(work.resolve("pipelines"), home.resolve("pipelines")));
    Host host =
        new Host(
            context,
            engine::getService,
            ledger::getService,
            deployer::getService,
            catalog,
            Offers.of(home));
    String token = HostFile.newToken();
    file = new HostFile(work);
    endpoint = new Endpoint(host, token);
    endpoint.open();
    opening = new Thread(() -> announce(host, token), "consilium-console-opening");
    opening.setDaemon(true);
    opening.start();
  }

  private void announce(Host host, String token) {
    try {
      new Readiness(host).awaitPlugins();
      file.write(endpoint.port(), token, host.property("consilium.mode", "serve"));
    } catch (IOException e) {
      LOG.error("Nobody can find the host: its file cannot be written.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private <T> ServiceTracker<T, T> track(BundleContext context, Class<T> type) {
    ServiceTracker<T, T> tracker = new ServiceTracker<>(context, type, null);
    tracker.open();
    trackers.add(tracker);
    return tracker;
  }

  private static Path directory(BundleContext context, String key) {
    String value = context.getProperty(key);
    return Path.of(value == null ? "." : value);
  }

  @Override
  public void stop(BundleContext context) throws IOException, InterruptedException {
    opening.interrupt();
    opening.join();
    file.delete();
    endpoint.close();
    trackers.forEach(ServiceTracker::close);
  }
}
