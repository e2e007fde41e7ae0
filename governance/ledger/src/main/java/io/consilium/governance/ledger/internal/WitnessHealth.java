package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.Body.WitnessChanged;
import io.consilium.api.ledger.Body.WitnessChanged.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells who looks after the host which witnesses cosign, and since when one does not. Pure. */
final class WitnessHealth {

  private WitnessHealth() {}

  /**
   * One witness as it is now.
   *
   * @param last what it did last; empty before its first answer
   * @param since when it began to
   * @param late true if nobody waits for it until it has caught up
   * @param newest records under the newest checkpoint it was to cosign; 0 for none
   * @param cosigned records under the newest it did cosign since the host's start; 0 for none
   * @param at when it cosigned that
   */
  record Standing(
      String name,
      Optional<WitnessChanged> last,
      Instant since,
      boolean late,
      long newest,
      long cosigned,
      Instant at) {

    private boolean in(State state) {
      return last.isPresent() && last.get().state() == state;
    }

    private boolean cosigns() {
      return in(State.COSIGNING) && !late;
    }

    private boolean silent() {
      return late || in(State.AWAY) || in(State.CONFLICT);
    }

    private String told() {
      String then =
          cosigned == 0
              ? "nothing cosigned since the host's start"
              : cosigned + " records cosigned at " + Stamps.time(at);
      if (last.isEmpty()) {
        return late ? "no answer in time; " + then : "no answer yet";
      }
      return switch (last.get().state()) {
        case COSIGNING -> late ? "late for " + newest + " records; " + then : "cosigns; " + then;
        case AWAY -> "silent since " + Stamps.time(since) + " (" + last.get().code() + "); " + then;
        case CONFLICT ->
            "ALARM: holds another history of this log since "
                + Stamps.time(since)
                + " ("
                + last.get().code()
                + "); "
                + then;
      };
    }
  }

  /**
   * The map of a health report.
   *
   * @param quorum how many must cosign for it to be well
   */
  static Map<String, Object> of(List<Standing> all, int quorum) {
    long cosigning = all.stream().filter(Standing::cosigns).count();
    long silent = all.stream().filter(Standing::silent).count();
    boolean conflict = all.stream().anyMatch(one -> one.in(State.CONFLICT));
    long newest = all.stream().mapToLong(Standing::newest).max().orElse(0);
    List<String> troubles = new ArrayList<>();
    all.stream()
        .filter(one -> !one.cosigns())
        .forEach(one -> troubles.add(one.name() + ": " + one.told()));
    Map<String, Object> health = new LinkedHashMap<>();
    health.put("well", !conflict && all.size() - silent >= quorum);
    health.put(
        "summary",
        cosigning
            + " of "
            + all.size()
            + " cosign, the newest checkpoint is at "
            + newest
            + " records"
            + (troubles.isEmpty() ? "" : "; " + String.join("; ", troubles)));
    health.put("witnesses", (long) all.size());
    health.put("cosigning", cosigning);
    health.put("quorum", (long) quorum);
    health.put("newest", newest);
    all.forEach(one -> health.put("witness " + one.name(), one.told()));
    return health;
  }
}
