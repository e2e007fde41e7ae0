package io.consilium.framework.routing;

import io.consilium.api.routing.Feedback;
import java.util.HashMap;
import java.util.Map;

/**
 * How the work of experts was judged: for each expert and capability a Beta posterior over success,
 * from the uniform prior Beta(1, 1). An immutable value, folded from feedback; so what a gate has
 * learned is a fold of records, as everything else is.
 */
public final class TrackRecord implements Learned {
  /** Nobody is known. */
  public static final TrackRecord EMPTY = new TrackRecord(Map.of());

  private record Key(String expert, String capability) {}

  /** Counts of accepted and of rejected or failed work. */
  public record Tally(int accepted, int rejected) {
    /** Posterior mean under the uniform prior. */
    public double mean() {
      return (accepted + 1.0) / (accepted + rejected + 2.0);
    }
  }

  private final Map<Key, Tally> tallies;

  private TrackRecord(Map<Key, Tally> tallies) {
    this.tallies = tallies;
  }

  /** This record and one judgement more. */
  public TrackRecord with(Feedback feedback) {
    Map<Key, Tally> more = new HashMap<>(tallies);
    more.merge(
        new Key(feedback.expert(), feedback.capability()),
        feedback.success() ? new Tally(1, 0) : new Tally(0, 1),
        (a, b) -> new Tally(a.accepted + b.accepted, a.rejected + b.rejected));
    return new TrackRecord(more);
  }

  /** Mean of the posterior, 0.5 for the unknown. */
  @Override
  public double success(String expert, String capability) {
    return tally(expert, capability).mean();
  }

  public Tally tally(String expert, String capability) {
    return tallies.getOrDefault(new Key(expert, capability), new Tally(0, 0));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrackRecord that && tallies.equals(that.tallies);
  }

  @Override
  public int hashCode() {
    return tallies.hashCode();
  }
}
