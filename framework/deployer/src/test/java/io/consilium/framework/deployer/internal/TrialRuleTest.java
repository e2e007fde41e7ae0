package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.consilium.framework.deployer.internal.TrialPlan.Rule;
import io.consilium.framework.deployer.internal.TrialRule.Interval;
import io.consilium.framework.deployer.internal.TrialRule.Ruling;
import io.consilium.framework.deployer.internal.TrialRule.Tally;
import org.junit.jupiter.api.Test;

class TrialRuleTest {
  private static final Rule RULE = Rule.DEFAULT;

  private static Tally tally(long accepted, long of) {
    return new Tally(accepted, of - accepted, 0);
  }

  @Test
  void theIntervalIsWilsons() {
    Interval some = Interval.of(tally(81, 263), 0.95);
    assertThat(some.lower()).isCloseTo(0.2553, within(0.0001));
    assertThat(some.upper()).isCloseTo(0.3662, within(0.0001));
    Interval all = Interval.of(tally(50, 50), 0.95);
    assertThat(all.lower()).isCloseTo(0.9287, within(0.0001));
    assertThat(all.upper()).isCloseTo(1, within(1e-12));
    assertThat(Interval.of(Tally.NONE, 0.95)).isEqualTo(new Interval(0, 1));
  }

  @Test
  void aCandidateThatIsAsGoodIsPromotedOnceEnoughIsKnown() {
    assertThat(TrialRule.of(RULE, tally(49, 49), tally(450, 450)))
        .isEqualTo(new Ruling.Wait("49 of 50 verdicts on the candidate"));
    assertThat(TrialRule.of(RULE, tally(50, 50), tally(450, 450)))
        .isEqualTo(new Ruling.Promote("accepted 50 of 50"));
  }

  @Test
  void aCandidateThatIsClearlyWorseIsRolledBackAtOnce() {
    assertThat(TrialRule.of(RULE, tally(1, 8), tally(45, 50)))
        .isEqualTo(new Ruling.RollBack("accepted 1 of 8"));
  }

  @Test
  void whatCannotBeToldApartWaits() {
    assertThat(TrialRule.of(RULE, tally(43, 50), tally(45, 50)))
        .isEqualTo(new Ruling.Wait("verdicts that tell the two apart"));
  }

  @Test
  void nothingIsComparedBeforeTheOneThatServesIsKnown() {
    assertThat(TrialRule.of(RULE, tally(0, 40), tally(5, 5)))
        .isEqualTo(new Ruling.Wait("5 of 50 verdicts on the version that serves"));
  }

  @Test
  void faultsEndATrialWhateverVerifiersSay() {
    assertThat(TrialRule.of(RULE, new Tally(60, 0, 3), tally(50, 50)))
        .isEqualTo(new Ruling.RollBack("faults 3"));
    assertThat(TrialRule.of(new Rule(50, 0.1, 0.95, 0), new Tally(60, 0, 9), tally(50, 50)))
        .isEqualTo(new Ruling.Promote("accepted 60 of 60"));
  }

  @Test
  void aTrialMayBeLeftToAPerson() {
    assertThat(TrialRule.of(new Rule(0, 0.1, 0.95, 3), tally(0, 90), tally(90, 90)))
        .isEqualTo(new Ruling.Wait("a person"));
  }
}
