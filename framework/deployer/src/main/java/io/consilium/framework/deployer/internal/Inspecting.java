package io.consilium.framework.deployer.internal;

import io.consilium.api.task.Digest;
import io.consilium.framework.deployer.Deployer;
import io.consilium.framework.deployer.Deployer.Plugin;
import io.consilium.framework.deployer.Inspection;
import io.consilium.framework.deployer.internal.ServedVersions.Served;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;

/** Gathers what is known of the versions of a plugin. */
final class Inspecting {
  private final JarStore store;
  private final Changes changes;
  private final Installer installer;
  private final Seat seat;
  private final Map<String, String> since = new HashMap<>();

  private Inspecting(Crew crew, Seat seat) {
    this.seat = seat;
    this.store = crew.store();
    this.changes = crew.changes();
    this.installer = crew.installer();
  }

  /** Jars that are there, then those that only served, the last first; empty for neither. */
  static Optional<List<Inspection.Version>> of(
      String name, List<Plugin> jars, Seat seat, Crew crew) {
    Inspecting inspecting = new Inspecting(crew, seat);
    List<Served> served = crew.served().of(name);
    served.forEach(one -> inspecting.since.put(one.digest(), one.since()));
    List<Inspection.Version> versions = new ArrayList<>();
    for (Plugin jar : jars) {
      if (jar.bundle().equals(name)) {
        versions.add(inspecting.version(jar));
      }
    }
    for (int i = served.size() - 1; i >= 0; i--) {
      Served one = served.get(i);
      if (versions.stream().noneMatch(other -> other.digest().equals(one.digest()))) {
        versions.add(inspecting.version(one));
      }
    }
    return versions.isEmpty() ? Optional.empty() : Optional.of(versions);
  }

  private Inspection.Version version(Plugin jar) {
    return new Inspection.Version(
        jar.version(),
        jar.digest(),
        changes.signer(jar.digest()),
        installer.claims(jar.digest()),
        running(jar.digest()).map(installer::offers).orElse(List.of()),
        Optional.of(jar.state()),
        jar.role(),
        jar.share(),
        stored(jar.digest()),
        jar.file().toString(),
        since.getOrDefault(jar.digest(), ""),
        jar.message());
  }

  private Inspection.Version version(Served one) {
    return new Inspection.Version(
        one.version(),
        one.digest(),
        changes.signer(one.digest()),
        installer.claims(one.digest()),
        List.of(),
        Optional.empty(),
        Deployer.Role.NONE,
        0,
        stored(one.digest()),
        "",
        one.since(),
        "");
  }

  private Optional<Bundle> running(String digest) {
    return Stream.of(seat.serving(), seat.tried().map(Seat.Tried::running))
        .flatMap(Optional::stream)
        .filter(one -> one.jar().digest().hex().equals(digest))
        .map(Rollout.Running::bundle)
        .findFirst();
  }

  private boolean stored(String digest) {
    return store.has(new Digest(digest));
  }
}
