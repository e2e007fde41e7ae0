package io.consilium.framework.deployer.internal;

import io.consilium.api.ledger.Body.PluginChanged.Change;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who does what a look at the plugin directories finds to be done. */
record Crew(
    Following following,
    Refusals refusals,
    Steering steering,
    Comparing comparing,
    ServedVersions served,
    PluginShelf shelf,
    JarStore store,
    Installer installer,
    Changes changes) {
  private static final Logger LOG = LoggerFactory.getLogger(Crew.class);

  static Crew of(
      Rollout rollout,
      Installer installer,
      ServedVersions served,
      PluginShelf shelf,
      JarStore store,
      Comparing comparing,
      Changes changes) {
    Refusals refusals =
        new Refusals(
            (jar, why) -> {
              LOG.warn("The plugin {} {}", jar.file(), why.getMessage());
              changes.add(Change.REFUSED, why.code(), jar);
            });
    return new Crew(
        new Following(rollout, refusals, served, shelf),
        refusals,
        new Steering(shelf, store, served, changes),
        comparing,
        served,
        shelf,
        store,
        installer,
        changes);
  }
}
