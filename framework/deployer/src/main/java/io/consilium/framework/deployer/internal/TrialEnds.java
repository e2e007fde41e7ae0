package io.consilium.framework.deployer.internal;

import io.consilium.framework.deployer.internal.TrialRule.Ruling;
import io.consilium.framework.engine.Engine;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the trials of which enough is known. What cannot be carried out is not tried again. Used by
 * one thread at a time.
 */
final class TrialEnds {
  private static final Logger LOG = LoggerFactory.getLogger(TrialEnds.class);

  private final Crew crew;
  private final Lanes lanes;
  private final Function<String, Seat> seats;
  private final Set<Trial> decided = new HashSet<>();

  /**
   * @param seats what runs, by symbolic name
   */
  TrialEnds(Crew crew, Lanes lanes, Function<String, Seat> seats) {
    this.crew = crew;
    this.lanes = lanes;
    this.seats = seats;
  }

  /** The trials that run, and whose end is not decided, by symbolic name. */
  Map<String, Trial> open(Desired now) {
    decided.retainAll(now.trials().values());
    Map<String, Trial> open = new TreeMap<>();
    now.trials()
        .forEach(
            (name, trial) -> {
              Seat seat = seats.apply(name);
              if (seat.tries(trial.jar())
                  && seat.serves(now.jars().get(name))
                  && !lanes.busy(name)
                  && !decided.contains(trial)) {
                open.put(name, trial);
              }
            });
    return open;
  }

  /**
   * Decides.
   *
   * @param known how versions fared
   */
  void decide(Desired now, List<Engine.Trial> known) {
    open(now).forEach((name, trial) -> decide(now, name, trial, known));
  }

  private void decide(Desired now, String name, Trial trial, List<Engine.Trial> known) {
    Ruling ruling = Comparing.ruling(trial, now.jars().get(name), known);
    try {
      if (ruling instanceof Ruling.Promote promote) {
        decided.add(trial);
        LOG.info("{} {} is promoted: {}.", name, trial.jar().version(), promote.cause());
        crew.steering().promote(now, seats.apply(name), name, promote.cause());
      } else if (ruling instanceof Ruling.RollBack back) {
        decided.add(trial);
        LOG.warn("{} {} is rolled back: {}.", name, trial.jar().version(), back.cause());
        crew.steering().rollBack(now, seats.apply(name), name, Optional.empty(), back.cause());
      }
    } catch (IllegalArgumentException e) {
      LOG.error("The trial of {} cannot be ended: {}", name, e.getMessage());
    }
  }
}
