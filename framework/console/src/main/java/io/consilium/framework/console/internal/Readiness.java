package io.consilium.framework.console.internal;

import io.consilium.framework.engine.Engine;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the house: until its plugins are in, until they are warm. */
final class Readiness {
  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
  private static final long DEPLOY_SECONDS = 60;
  private static final long WARM_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long LOOK_MILLIS = 10;

  private final Host host;

  Readiness(Host host) {
    this.host = host;
  }

  /** Waits until every plugin that was there at the start is deployed, or refused. */
  void awaitPlugins() throws InterruptedException {
    try {
      if (host.deployer().isPresent()) {
        host.deployer().get().settled().toCompletableFuture().get(DEPLOY_SECONDS, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("Not every plugin was deployed within {} s.", DEPLOY_SECONDS, e);
    }
  }

  /** Waits until every plugin is ready or has said why not. */
  void awaitWarm(Engine engine, Consumer<String> say) throws InterruptedException {
    long end = System.nanoTime() + WARM_NANOS;
    List<String> said = List.of();
    List<String> cold = cold(engine.installed());
    while (!cold.isEmpty() && System.nanoTime() < end) {
      if (!cold.equals(said)) {
        say.accept("warming up " + String.join(", ", cold));
        said = cold;
      }
      Thread.sleep(LOOK_MILLIS);
      cold = cold(engine.installed());
    }
  }

  /** Who warms up while no other version of it serves: nobody waits for a replacement. */
  static List<String> cold(List<Engine.Installed> installed) {
    Set<String> serving =
        installed.stream()
            .filter(Engine.Installed::ready)
            .map(Readiness::service)
            .collect(Collectors.toSet());
    return installed.stream()
        .filter(plugin -> !plugin.ready() && plugin.trouble().isEmpty())
        .filter(plugin -> !serving.contains(service(plugin)))
        .map(Engine.Installed::id)
        .sorted()
        .toList();
  }

  private static String service(Engine.Installed plugin) {
    return plugin.kind() + " " + plugin.id();
  }
}
