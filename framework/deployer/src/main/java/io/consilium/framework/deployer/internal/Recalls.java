package io.consilium.framework.deployer.internal;

import io.consilium.api.ledger.Body.PluginChanged.Change;
import io.consilium.framework.deployer.internal.PluginJar.BadJar;
import io.consilium.framework.deployer.internal.Rollout.Running;
import io.consilium.framework.modules.Publications;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Brings recorded code in for a replay, and takes it out; nobody else's work goes there. */
final class Recalls implements Archive.Stage {
  private static final String REPLAY = "replay";

  private final Installer installer;
  private final Publications publications;
  private final Changes changes;
  private final Set<Long> recalled = ConcurrentHashMap.newKeySet();

  Recalls(Installer installer, Publications publications, Changes changes) {
    this.installer = installer;
    this.publications = publications;
    this.changes = changes;
  }

  @Override
  public Running recall(PluginJar jar) throws BadJar, InterruptedException {
    Running running = installer.beside(jar);
    recalled.add(running.bundle().getBundleId());
    publications.retire(running.bundle());
    try {
      installer.resolve(running);
      changes.add(Change.INSTALLED, REPLAY, jar);
      installer.start(running);
    } catch (BadJar | RuntimeException | Error e) {
      uninstall(running);
      throw e;
    }
    changes.add(Change.STARTED, REPLAY, jar);
    return running;
  }

  @Override
  public void letGo(Running running) throws InterruptedException {
    publications.withdraw(running.bundle());
    uninstall(running);
    changes.add(Change.REMOVED, REPLAY, running.jar());
  }

  @Override
  public boolean recalled(long osgiBundle) {
    return recalled.contains(osgiBundle);
  }

  private void uninstall(Running running) throws InterruptedException {
    if (installer.uninstall(running)) {
      recalled.remove(running.bundle().getBundleId());
    }
  }
}
