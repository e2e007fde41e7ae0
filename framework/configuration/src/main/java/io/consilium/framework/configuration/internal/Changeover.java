package io.consilium.framework.configuration.internal;

import io.consilium.framework.modules.Configured;
import io.consilium.framework.modules.Renewal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings plugins from one configuration to the next as new code comes in: the new services begin
 * beside the old ones, take over once they are warm, and the old ones go when their calls have
 * ended. Used by one thread at a time for each plugin.
 */
final class Changeover {
  private static final Logger LOG = LoggerFactory.getLogger(Changeover.class);

  private final Remaking remaking;
  private final Presence presence;
  private final Patience patience;
  private final Executor drains;

  /**
   * How long to wait.
   *
   * @param warm for new services to warm up before they are given up
   * @param idle for calls in flight on old services before these go anyway
   */
  record Patience(Duration warm, Duration idle) {}

  /** A bundle whose services are made anew. */
  private record Turn(
      Bundle bundle, Configured configured, Renewal renewal, int readyBefore, int troubledBefore) {
    long id() {
      return bundle.getBundleId();
    }
  }

  /** What is made anew and not in use yet. */
  final class Change {
    private final Optional<String> before;
    private final Optional<String> after;
    private final List<Turn> turns = new ArrayList<>();

    private Change(Optional<String> before, Optional<String> after) {
      this.before = before;
      this.after = after;
    }

    /** Whose services are made anew; not those that offer nothing now. */
    Set<Bundle> bundles() {
      return turns.stream().map(Turn::bundle).collect(Collectors.toSet());
    }

    /** Gives it up: what there was goes on. */
    void giveUp() {
      turns.forEach(turn -> turn.renewal().giveUp());
      turns.clear();
    }

    /**
     * Brings it in beside what there is, until it is ready.
     *
     * @throws BadConfiguration if it does not warm up; nothing new is left then
     */
    void warm() throws BadConfiguration, InterruptedException {
      try {
        for (Turn turn : turns) {
          turn.renewal().register();
        }
        for (Turn turn : turns) {
          awaitReady(turn);
        }
      } catch (BadConfiguration | InterruptedException | RuntimeException | Error e) {
        giveUp();
        throw e;
      }
    }

    /** From now on it gets the calls; what there was goes when its own have ended. */
    void takeOver() {
      turns.forEach(turn -> turn.renewal().takeOver());
      turns.forEach(turn -> drains.execute(() -> drain(turn)));
    }

    private void awaitReady(Turn turn) throws BadConfiguration, InterruptedException {
      int ready = turn.readyBefore() + turn.renewal().services();
      Optional<String> trouble =
          presence.awaitReady(turn.bundle(), after, ready, turn.troubledBefore(), patience.warm());
      if (trouble.isPresent()) {
        throw new BadConfiguration(
            name(turn.bundle())
                + " is not ready with these settings: "
                + turn.configured().masked(trouble.get()));
      }
    }

    private void drain(Turn turn) {
      try {
        if (!presence.awaitIdle(turn.id(), before, patience.idle())) {
          LOG.warn(
              "{} still has calls in flight with its settings before, after {} s; they go all the"
                  + " same.",
              name(turn.bundle()),
              patience.idle().toSeconds());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        LOG.warn(
            "Whether {} has calls in flight with its settings before is not known; they go.",
            name(turn.bundle()),
            e);
      }
      turn.renewal().finish();
    }
  }

  Changeover(Remaking remaking, Presence presence, Patience patience, Executor drains) {
    this.remaking = remaking;
    this.presence = presence;
    this.patience = patience;
    this.drains = drains;
  }

  /**
   * Makes everything anew, beside what there is.
   *
   * @param before the revision in use
   * @throws BadConfiguration if a plugin refuses its settings or hangs; nothing new is left then
   */
  Change prepare(Optional<String> before, Map<Bundle, Configured> settings)
      throws BadConfiguration, InterruptedException {
    Optional<String> after = settings.values().stream().findFirst().flatMap(Configured::revision);
    Change change = new Change(before, after);
    for (Map.Entry<Bundle, Configured> one : settings.entrySet()) {
      Bundle bundle = one.getKey();
      try {
        int ready = presence.ready(bundle.getBundleId(), after);
        int troubled = presence.troubled(bundle.getBundleId(), after);
        remaking
            .make(bundle, one.getValue())
            .ifPresent(
                renewal ->
                    change.turns.add(new Turn(bundle, one.getValue(), renewal, ready, troubled)));
      } catch (BadConfiguration | InterruptedException | RuntimeException | Error e) {
        change.giveUp();
        throw e;
      }
    }
    return change;
  }

  static String name(Bundle bundle) {
    return bundle.getSymbolicName() + " " + bundle.getVersion();
  }
}
