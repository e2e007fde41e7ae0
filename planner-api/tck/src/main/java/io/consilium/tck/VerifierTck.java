package io.consilium.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.consilium.api.expert.Effect;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.Verdict.Accepted;
import io.consilium.api.verifier.Verdict.Rejected;
import io.consilium.api.verifier.Verifier;
import io.consilium.api.verifier.VerifierDescriptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The rules for verifiers. Extend it in your plugin's tests, and give claims that hold and claims
 * that do not. One instance is made for all rules, and closed by the last (17) if it is {@link
 * AutoCloseable}. A rule's number never changes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class VerifierTck {
  private static final String ID = "[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)*";
  private static final String CODE = "[a-z][a-z0-9-]{0,47}";
  private static final int AT_ONCE = 6;
  // Pools let idle threads go after some seconds.
  private static final int PARTING = 3;

  private Set<Thread> before;
  private Verifier verifier;
  private VerifierDescriptor descriptor;

  /** The verifier under test; called once. */
  protected abstract Verifier verifier() throws Exception;

  /** Claims that hold, at least one. */
  protected abstract List<Claim> holding() throws Exception;

  /** Claims that do not hold, at least one. */
  protected abstract List<Claim> failing() throws Exception;

  /** How long the verifier may take to notice that it was cancelled or that its time is up. */
  protected Duration grace() {
    return Duration.ofSeconds(5);
  }

  @BeforeAll
  final void make() throws Exception {
    before = Threads.alive();
    verifier = verifier();
    descriptor = verifier.descriptor();
  }

  private List<Claim> all() throws Exception {
    List<Claim> all = new ArrayList<>(holding());
    all.addAll(failing());
    return all;
  }

  /** Rule 1: what a verifier says of itself never changes. Intent: the host reads it once. */
  @Test
  public void required_verifier01_describesItselfAlwaysTheSame() throws Exception {
    verify(holding().get(0));
    assertThat(verifier.descriptor())
        .as("Rule 1: the descriptor must not change. Maybe keep it in a constant.")
        .isEqualTo(descriptor);
  }

  /** Rule 2: id and description are of use to pipelines and people. Intent: they choose by it. */
  @Test
  public void required_verifier02_describesItselfWell() {
    assertThat(descriptor.id()).as("Rule 2: the id is dotted lower case.").matches(ID);
    assertThat(descriptor.description()).as("Rule 2: the description is empty.").isNotBlank();
    assertThat(descriptor.inputs()).as("Rule 2: no input is declared.").isNotEmpty();
  }

  /** Rule 3: a claim that holds is accepted. Intent: a check that never passes checks nothing. */
  @Test
  public void required_verifier03_acceptsWhatHolds() throws Exception {
    for (Claim claim : holding()) {
      assertThat(verify(claim)).as("Rule 3: this claim holds.").isInstanceOf(Accepted.class);
    }
  }

  /**
   * Rule 4: a claim that does not hold is rejected, with what is wrong. Intent: it can be mended.
   */
  @Test
  public void required_verifier04_rejectsWhatDoesNot() throws Exception {
    for (Claim claim : failing()) {
      assertThat(verify(claim)).as("Rule 4: this claim fails.").isInstanceOf(Rejected.class);
    }
  }

  /** Rule 5: equal claims get equal verdicts. Intent: a decision can be replayed. */
  @Test
  public void required_verifier05_isDeterministic() throws Exception {
    for (Claim claim : all()) {
      assertThat(verify(claim)).as("Rule 5: two equal calls differ.").isEqualTo(verify(claim));
    }
  }

  /** Rule 6: calls at once end as one alone does. Intent: the host calls from many threads. */
  @Test
  public void required_verifier06_bearsCallsAtOnce() throws Exception {
    for (Claim claim : all()) {
      Verdict alone = verify(claim);
      for (Calls.Ended<Verdict> ended :
          Calls.atOnce(
              AT_ONCE,
              descriptor.timeout().multipliedBy(AT_ONCE),
              "Rule 6: calls at once are to end.",
              () -> verifier.verify(claim, TestContext.create()))) {
        assertThat(ended.value())
            .as("Rule 6: a call among several differs from one alone.")
            .isEqualTo(alone);
      }
    }
  }

  /**
   * Rule 7: without any input a claim is not accepted, nor does the verifier throw. Intent: "there
   * was nothing to check" must never read as "checked".
   */
  @Test
  public void required_verifier07_acceptsNothingFromNothing() throws Exception {
    Settings settings = holding().get(0).settings();
    assertThat(verify(new Claim("empty", Map.of(), settings)))
        .as("Rule 7: accepted without any input. Maybe return Undecided.")
        .isNotInstanceOf(Accepted.class);
  }

  /**
   * Rule 8: content that is not what its media type promises is never accepted. The verifier may
   * throw: the host then records that it broke. Intent: as of rule 7.
   */
  @Test
  public void required_verifier08_acceptsNoForeignContent() throws Exception {
    for (Claim claim : holding()) {
      for (Map.Entry<String, MediaType> input : descriptor.inputs().entrySet()) {
        if (claim.inputs().containsKey(input.getKey()) && Foreign.telling(input.getValue())) {
          for (Artifact foreign : Foreign.of(input.getValue())) {
            acceptsNot(
                input.getKey(),
                new Claim(
                    claim.check(),
                    Foreign.replace(claim.inputs(), input.getKey(), foreign),
                    claim.settings()));
          }
        }
      }
    }
  }

  private void acceptsNot(String name, Claim claim) {
    Calls.Ended<Verdict> ended =
        Calls.within(
            descriptor.timeout(),
            "Rule 8: a claim of broken content is to end.",
            () -> verifier.verify(claim, TestContext.create()));
    if (ended.returned()) {
      assertThat(ended.value())
          .as("Rule 8: accepted although \"%s\" is broken content.", name)
          .isNotNull()
          .isNotInstanceOf(Accepted.class);
    }
  }

  /** Rule 9: a cancelled call ends within the grace. Intent: else its thread is lost. */
  @Test
  public void required_verifier09_honoursCancellation() throws Exception {
    for (Claim claim : all()) {
      TestContext context = TestContext.create();
      context.cancel();
      Calls.within(
          grace(), "Rule 9: a cancelled call is to end.", () -> verifier.verify(claim, context));
    }
  }

  /** Rule 10: a call whose time is up ends within the grace. Intent: as of rule 9. */
  @Test
  public void required_verifier10_endsWhenItsTimeIsUp() throws Exception {
    for (Claim claim : all()) {
      Calls.within(
          grace(),
          "Rule 10: a call without time left is to end.",
          () -> verifier.verify(claim, TestContext.withTimeout(Duration.ZERO)));
    }
  }

  /**
   * Rule 11: scores lie in 0 to 1 and on the right side of the threshold. Intent: halting weighs.
   */
  @Test
  public void required_verifier11_scoresOnTheRightSide() throws Exception {
    for (Claim claim : all()) {
      Verdict verdict = verify(claim);
      if (verdict instanceof Accepted accepted) {
        assertThat(accepted.score())
            .as("Rule 11: an accepted score.")
            .isBetween(accepted.threshold(), 1.0);
      } else if (verdict instanceof Rejected rejected) {
        assertThat(rejected.score()).as("Rule 11: a rejected score.").isBetween(0.0, 1.0);
        assertThat(rejected.score())
            .as("Rule 11: a rejected score lies below the threshold.")
            .isLessThan(rejected.threshold());
      }
    }
  }

  /** Rule 12: findings carry a code and a message for a person. Intent: records hold the code. */
  @Test
  public void required_verifier12_findingsSayWhatIsWrong() throws Exception {
    for (Claim claim : failing()) {
      for (Finding finding : verify(claim).findings()) {
        assertThat(finding.code()).as("Rule 12: a finding's code.").matches(CODE);
        assertThat(finding.message()).as("Rule 12: a finding's message.").isNotBlank();
      }
    }
  }

  /** Rule 13: what was judged before changes nothing. Intent: tasks do not leak. */
  @Test
  public void required_verifier13_keepsNoStateBetweenClaims() throws Exception {
    Verdict first = verify(holding().get(0));
    for (Claim claim : failing()) {
      verify(claim);
    }
    assertThat(verify(holding().get(0)))
        .as("Rule 13: the verdict depends on claims before it.")
        .isEqualTo(first);
  }

  /**
   * Rule 14: the claims given as samples use declared inputs. Intent: the host offers no others.
   */
  @Test
  public void required_verifier14_samplesUseDeclaredInputs() throws Exception {
    for (Claim claim : all()) {
      assertThat(descriptor.inputs().keySet())
          .as("Rule 14: a claim uses an input that the descriptor does not declare.")
          .containsAll(claim.inputs().keySet());
    }
  }

  /** Rule 15 (optional): an accepted claim says what was looked at. Intent: evidence. */
  @Test
  public void optional_verifier15_acceptsWithEvidence() throws Exception {
    for (Claim claim : holding()) {
      assumeTrue(!verify(claim).findings().isEmpty(), "Rule 15: accepted without a finding.");
    }
  }

  /**
   * Rule 16: every stream that a check opens on an input is closed when it ends. Intent: inputs may
   * be files, and a host runs for months.
   */
  @Test
  public void required_verifier16_closesWhatItOpens() throws Exception {
    for (Claim claim : all()) {
      Opened opened = new Opened();
      verify(new Claim(claim.check(), opened.counting(claim.inputs()), claim.settings()));
      assertThat(opened.count()).as("Rule 16: streams on inputs left open.").isZero();
    }
  }

  /**
   * Rule 17: once closed, if it can be, no thread that the verifier began goes on for longer than
   * three times the grace. Runs last. Intent: a thread keeps the class loader of a replaced plugin,
   * and all that it loaded, for ever.
   */
  @Test
  @Order(Integer.MAX_VALUE)
  public void required_verifier17_leavesNoThread() throws Exception {
    verify(holding().get(0));
    if (verifier instanceof AutoCloseable closeable) {
      closeable.close();
    }
    assertThat(Threads.left(before, grace().multipliedBy(PARTING)))
        .as("Rule 17: threads that still run. Maybe implement AutoCloseable, and end them there.")
        .isEmpty();
  }

  /**
   * Rule 18: a check does nothing to the world: it writes no file outside the temporary directory.
   * Seen are the call's threads and those begun since the verifier was made; not seen is native
   * code. Intent: the host asks again at will, and so does a replay.
   */
  @Test
  public void required_verifier18_doesNothingToTheWorld() throws Exception {
    assumeTrue(Deeds.seen(), "Rule 18: this Java has no flight recorder to see by.");
    List<Claim> claims = all();
    assertThat(Deeds.beyond(Effect.READS_OUTSIDE, before, () -> claims.forEach(this::verify)))
        .as("Rule 18: done although a verifier has no effects.")
        .isEmpty();
  }

  private Verdict verify(Claim claim) {
    Calls.Ended<Verdict> ended =
        Calls.within(
            descriptor.timeout(),
            "A call is to end within the declared timeout.",
            () -> verifier.verify(claim, TestContext.withTimeout(descriptor.timeout())));
    assertThat(ended.thrown()).as("A verifier does not throw for such a claim.").isNull();
    assertThat(ended.value()).as("A verifier never returns null.").isNotNull();
    return ended.value();
  }
}
