package io.consilium.framework.deployer.internal;

/**
 * Compares a candidate with the version that serves, by what verifiers said of both. Pure.
 *
 * <p>The interval about a rate is E. B. Wilson's ("Probable inference, the law of succession, and
 * statistical inference", 1927), which holds for few verdicts and for rates near 0 and 1.
 */
final class TrialRule {
  private TrialRule() {}

  /** What is known of one version. */
  record Tally(long accepted, long rejected, long faults) {
    static final Tally NONE = new Tally(0, 0, 0);

    long verdicts() {
      return accepted + rejected;
    }

    double rate() {
      return (double) accepted / verdicts();
    }

    String words() {
      return "accepted " + accepted + " of " + verdicts();
    }
  }

  /** What is to be done. */
  sealed interface Ruling {
    /**
     * Nothing yet.
     *
     * @param what is waited for, for a person
     */
    record Wait(String what) implements Ruling {}

    /** The candidate takes over. */
    record Promote(String cause) implements Ruling {}

    /** The candidate is given up. */
    record RollBack(String cause) implements Ruling {}
  }

  /** Where a rate lies, with some confidence. */
  record Interval(double lower, double upper) {
    /** Of no verdicts it is all that may be. */
    static Interval of(Tally tally, double confidence) {
      double n = tally.verdicts();
      if (n == 0) {
        return new Interval(0, 1);
      }
      double z = quantile((1 - confidence) / 2);
      double square = z * z;
      double middle = (tally.rate() + square / (2 * n)) / (1 + square / n);
      double half =
          z
              * Math.sqrt(tally.rate() * (1 - tally.rate()) / n + square / (4 * n * n))
              / (1 + square / n);
      return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
    }
  }

  static Ruling of(TrialPlan.Rule rule, Tally candidate, Tally serving) {
    if (rule.faults() > 0 && candidate.faults() >= rule.faults()) {
      return new Ruling.RollBack("faults " + candidate.faults());
    }
    if (rule.after() == 0) {
      return new Ruling.Wait("a person");
    }
    if (serving.verdicts() < rule.after()) {
      return new Ruling.Wait(
          serving.verdicts() + " of " + rule.after() + " verdicts on the version that serves");
    }
    double least = serving.rate() - rule.margin();
    Interval rate = Interval.of(candidate, rule.confidence());
    if (rate.upper() < least) {
      return new Ruling.RollBack(candidate.words());
    }
    if (candidate.verdicts() < rule.after()) {
      return new Ruling.Wait(
          candidate.verdicts() + " of " + rule.after() + " verdicts on the candidate");
    }
    return rate.lower() >= least
        ? new Ruling.Promote(candidate.words())
        : new Ruling.Wait("verdicts that tell the two apart");
  }

  /**
   * How far out in the standard normal distribution a tail of this size begins, within 0.00045
   * (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.23).
   */
  private static double quantile(double tail) {
    double t = Math.sqrt(-2 * Math.log(tail));
    return t
        - (2.515517 + t * (0.802853 + t * 0.010328))
            / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  }
}
