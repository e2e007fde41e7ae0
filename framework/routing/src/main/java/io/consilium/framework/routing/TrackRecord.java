package io.consilium.framework.routing;

import io.consilium.api.routing.Feedback;
import java.util.HashMap;
import java.util.Map;

/**
 * How the work of experts was judged: for each expert, its code and capability a Beta posterior
 * over success, from the uniform prior Beta(1, 1). An immutable value, folded from feedback; so
 * what a gate has learned is a fold of records, as everything else is.
 */
public final class TrackRecord implements Learned {
  /** Nobody is known. */
  public static final TrackRecord EMPTY = new TrackRecord(Map.of());

  private record Key(String expert, String code, String capability) {}

  /** Counts of accepted and of rejected or failed work. */
  public record Tally(int accepted, int rejected) {
    static final Tally NONE = new Tally(0, 0);

    /** Posterior mean under the uniform prior. */
    public double mean() {
      return (accepted + 1.0) / (accepted + rejected + 2.0);
    }

    private Tally and(Tally more) {
      return new Tally(accepted + more.accepted, rejected + more.rejected);
    }
  }

  private final Map<Key, Tally> tallies;

  private TrackRecord(Map<Key, Tally> tallies) {
    this.tallies = tallies;
  }

  /**
   * This record and one judgement more.
   *
   * @param code digest of the code that did the work
   */
  public TrackRecord with(String code, Feedback feedback) {
    Tally tally = feedback.success() ? new Tally(1, 0) : new Tally(0, 1);
    Key key = new Key(feedback.expert(), code, feedback.capability());
    return and(new TrackRecord(Map.of(key, tally)));
  }

  /** This record and another; their order does not matter. */
  public TrackRecord and(TrackRecord other) {
    Map<Key, Tally> more = new HashMap<>(tallies);
    other.tallies.forEach((key, tally) -> more.merge(key, tally, Tally::and));
    return new TrackRecord(more);
  }

  /** Mean of the posterior, 0.5 for the unknown. */
  @Override
  public double success(String expert, String code, String capability) {
    return tally(expert, code, capability).mean();
  }

  public Tally tally(String expert, String code, String capability) {
    return tallies.getOrDefault(new Key(expert, code, capability), Tally.NONE);
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
