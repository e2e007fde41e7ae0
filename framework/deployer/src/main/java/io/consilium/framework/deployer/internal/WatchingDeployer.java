package io.consilium.framework.deployer.internal;

import io.consilium.api.ledger.Body.PluginChanged.Change;
import io.consilium.framework.deployer.Deployer;
import io.consilium.framework.deployer.internal.Rollout.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the plugin directories and makes the host follow. {@link #look} runs on one thread. */
final class WatchingDeployer implements Deployer {
  private static final Logger LOG = LoggerFactory.getLogger(WatchingDeployer.class);

  private final List<PluginFolder> folders;
  private final Rollout rollout;
  private final Changes changes;
  private final CompletableFuture<Void> settled = new CompletableFuture<>();
  private final Map<String, Running> running = new HashMap<>();
  private final Map<PluginJar, PluginJar.BadJar> failed = new HashMap<>();
  private final Set<PluginFolder.Finding> told = new HashSet<>();
  private volatile List<Plugin> plugins = List.of();

  /**
   * @param folders most preferred first
   */
  WatchingDeployer(List<PluginFolder> folders, Rollout rollout, Changes changes) {
    this.folders = folders;
    this.rollout = rollout;
    this.changes = changes;
  }

  @Override
  public List<Plugin> plugins() {
    return plugins;
  }

  @Override
  public CompletionStage<Void> settled() {
    return settled.minimalCompletionStage();
  }

  /** Looks once and does what is to be done. */
  void look() throws InterruptedException {
    List<List<PluginFolder.Finding>> found = new ArrayList<>();
    try {
      for (PluginFolder folder : folders) {
        found.add(folder.look());
      }
    } catch (IOException e) {
      LOG.error("A plugin directory cannot be read: {}", e.toString());
      return;
    }
    Desired desired = Desired.of(found);
    refuse(desired);
    failed.keySet().retainAll(desired.jars().values());
    if (rollout.relisted()) {
      failed.values().removeIf(PluginJar.BadJar::mayBeTrusted);
    }
    for (PluginJar jar : desired.jars().values()) {
      follow(jar);
    }
    takeOutGone(desired);
    changes.flush();
    plugins = describe(desired);
    if (folders.stream().allMatch(PluginFolder::settled)) {
      settled.complete(null);
    }
  }

  private void refuse(Desired desired) {
    told.retainAll(desired.bad());
    for (PluginFolder.Finding finding : desired.bad()) {
      if (told.add(finding)) {
        LOG.warn("The plugin {} {}", finding.file(), finding.bad().getMessage());
        changes.refusedFile(finding.bad().code());
      }
    }
  }

  private void takeOutGone(Desired desired) throws InterruptedException {
    for (Running one : List.copyOf(running.values())) {
      String name = one.jar().bundle();
      if (!desired.jars().containsKey(name) && !overwritten(one, desired)) {
        running.remove(name);
        rollout.takeOut(one, "file-removed");
      }
    }
  }

  /** Garbage where a plugin's jar was is a failed copy, not the wish to remove the plugin. */
  private static boolean overwritten(Running one, Desired desired) {
    return desired.bad().stream().anyMatch(bad -> bad.file().equals(one.jar().file()));
  }

  private void follow(PluginJar jar) throws InterruptedException {
    Running now = running.get(jar.bundle());
    boolean same = now != null && now.jar().digest().equals(jar.digest());
    if (same || failed.containsKey(jar)) {
      return;
    }
    try {
      Running next = now == null ? rollout.bringIn(jar) : rollout.replace(now, jar);
      running.put(jar.bundle(), next);
      failed.values().removeIf(failure -> failure.mayPass());
    } catch (PluginJar.BadJar e) {
      LOG.warn("The plugin {} {}", jar.file(), e.getMessage());
      failed.put(jar, e);
      changes.add(Change.REFUSED, e.code(), jar);
    }
  }

  private List<Plugin> describe(Desired desired) {
    List<Plugin> all = new ArrayList<>();
    desired.jars().values().forEach(jar -> all.add(describe(jar)));
    desired
        .shadowed()
        .forEach(
            (jar, by) -> all.add(plugin(jar, State.SHADOWED, "preferred is " + by.file() + ".")));
    for (PluginFolder.Finding finding : desired.bad()) {
      String message = finding.bad().getMessage();
      all.add(new Plugin(finding.file(), "", "", "", State.REFUSED, message));
    }
    all.sort(
        Comparator.comparing((Plugin plugin) -> name(plugin.file())).thenComparing(Plugin::file));
    return List.copyOf(all);
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private Plugin describe(PluginJar jar) {
    PluginJar.BadJar failure = failed.get(jar);
    return failure == null
        ? plugin(jar, State.ACTIVE, "")
        : plugin(jar, State.REFUSED, failure.getMessage());
  }

  private static Plugin plugin(PluginJar jar, State state, String message) {
    return new Plugin(
        jar.file(), jar.bundle(), jar.version().toString(), jar.digest().hex(), state, message);
  }
}
