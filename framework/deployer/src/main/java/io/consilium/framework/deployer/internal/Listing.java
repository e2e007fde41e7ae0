package io.consilium.framework.deployer.internal;

import io.consilium.framework.deployer.Deployer.Plugin;
import io.consilium.framework.deployer.Deployer.Role;
import io.consilium.framework.deployer.Deployer.State;
import io.consilium.framework.deployer.internal.Rollout.Running;
import io.consilium.framework.deployer.internal.Seat.Tried;
import io.consilium.framework.modules.Publications;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Says what became of each jar. */
final class Listing {
  private static final String STARTS = "starts; its services are not here yet.";

  private final Desired desired;
  private final Map<String, Seat> seats;
  private final Function<PluginJar, Optional<String>> refusals;
  private final List<Plugin> all = new ArrayList<>();

  private Listing(
      Desired desired, Map<String, Seat> seats, Function<PluginJar, Optional<String>> refusals) {
    this.desired = desired;
    this.seats = seats;
    this.refusals = refusals;
  }

  /**
   * @param refusals why a jar is refused
   * @param problems files that are no jars, and what is wrong with them
   */
  static List<Plugin> of(
      Desired desired,
      Map<String, Seat> seats,
      Function<PluginJar, Optional<String>> refusals,
      Map<Path, String> problems) {
    Listing listing = new Listing(desired, seats, refusals);
    listing.jars();
    for (PluginFolder.Finding finding : desired.bad()) {
      listing.add(finding.file(), State.REFUSED, finding.bad().getMessage());
    }
    problems.forEach((file, problem) -> listing.add(file, State.REFUSED, problem));
    listing.all.sort(
        Comparator.comparing((Plugin plugin) -> plugin.file().getFileName().toString())
            .thenComparing(Plugin::file));
    return List.copyOf(listing.all);
  }

  private void jars() {
    desired.jars().values().forEach(jar -> add(jar, refused(jar), ""));
    desired.trials().values().forEach(trial -> add(trial.jar(), refused(trial.jar()), ""));
    desired
        .shadowed()
        .forEach(
            (jar, by) -> {
              boolean refused = refused(jar) == State.REFUSED;
              add(jar, refused ? State.REFUSED : State.SHADOWED, refused ? "" : instead(jar, by));
            });
    seats.values().forEach(this::withoutFile);
  }

  private String instead(PluginJar jar, PluginJar by) {
    boolean goesOn = seats.getOrDefault(jar.bundle(), new Seat()).serves(jar);
    return goesOn && refused(by) == State.REFUSED
        ? "goes on, since " + by.file() + " is refused."
        : goesOn ? "" : "preferred is " + by.file() + ".";
  }

  /** Code that goes on although its jar was overwritten. */
  private void withoutFile(Seat seat) {
    Optional<PluginJar> jar = seat.serving().map(Running::jar);
    jar.filter(one -> all.stream().noneMatch(other -> other.digest().equals(one.digest().hex())))
        .ifPresent(one -> add(one, State.COMING, "goes on; its file is gone, or holds another."));
  }

  private State refused(PluginJar jar) {
    return refusals.apply(jar).isPresent() ? State.REFUSED : State.COMING;
  }

  private void add(Path file, State state, String message) {
    all.add(new Plugin(file, "", "", "", state, Role.NONE, 0, message));
  }

  /** What runs is active, whatever is wanted. */
  private void add(PluginJar jar, State otherwise, String message) {
    Seat seat = seats.getOrDefault(jar.bundle(), new Seat());
    Optional<Tried> tried = seat.tried().filter(one -> seat.tries(jar));
    Publications.Role.Kind kind =
        tried.map(one -> one.plan().role().kind()).orElse(Publications.Role.Kind.PRIMARY);
    boolean runs = tried.isPresent() || seat.serves(jar);
    String why = refusals.apply(jar).orElse("");
    String still = !runs && otherwise == State.COMING ? STARTS : "";
    all.add(
        new Plugin(
            jar.file(),
            jar.bundle(),
            jar.version().toString(),
            jar.digest().hex(),
            runs ? State.ACTIVE : otherwise,
            runs ? Role.valueOf(kind.name()) : Role.NONE,
            tried
                .filter(one -> kind == Publications.Role.Kind.CANARY)
                .map(one -> one.plan().role().share())
                .orElse(0.0),
            Stream.of(message, why, still).filter(one -> !one.isEmpty()).findFirst().orElse("")));
  }
}
