package io.consilium.api.policy;

import io.consilium.api.policy.PolicyAnswer.Approval;
import io.consilium.api.policy.PolicyAnswer.Cap;
import io.consilium.api.policy.PolicyAnswer.Deny;
import io.consilium.api.policy.PolicyAnswer.Mask;
import io.consilium.api.policy.PolicyAnswer.Require;
import io.consilium.api.task.Budget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What policy says to one question, with how it came to it. Rules are combined so that their order
 * does not matter: a denial beats everything; an approval is waited for before anything else that
 * is asked holds; masks, caps and required verifiers all hold; a rule that allows lifts nothing.
 *
 * @param point where it was asked
 * @param revision of the rules, as {@link Policy#revision()}
 * @param rules every rule that matched or broke, by name
 * @param answers what counts: denials alone, or what else the rules ask; empty if all is allowed
 * @param time when it was asked
 * @param took how long it took
 */
public record Ruling(
    PolicyPoint point,
    String revision,
    List<Matched> rules,
    List<PolicyAnswer> answers,
    Instant time,
    Duration took) {

  /** A rule and what it did. */
  public record Matched(String rule, Effect effect) {}

  /** What a rule does. */
  public enum Effect {
    ALLOW,
    REQUIRE,
    CAP,
    MASK,
    APPROVAL,
    DENY,
    /** It failed, took too long or was neither true nor false: it denies. */
    BROKE
  }

  /** The ruling in one word. */
  public enum Outcome {
    ALLOWED,
    RESTRICTED,
    APPROVAL,
    DENIED
  }

  public Ruling {
    Objects.requireNonNull(point, "point");
    Objects.requireNonNull(revision, "revision");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(took, "took");
    rules = List.copyOf(rules);
    answers = List.copyOf(answers);
  }

  /** That all is allowed, since no rule is about it. */
  public static Ruling allowed(PolicyPoint point, String revision) {
    return new Ruling(point, revision, List.of(), List.of(), Instant.now(), Duration.ZERO);
  }

  /** That it is denied, since policy itself cannot be asked. */
  public static Ruling denied(PolicyPoint point, String revision, String why) {
    List<PolicyAnswer> answers = List.of(new Deny("policy", why));
    return new Ruling(point, revision, List.of(), answers, Instant.now(), Duration.ZERO);
  }

  public Outcome outcome() {
    if (!of(Deny.class).isEmpty()) {
      return Outcome.DENIED;
    } else if (approval().isPresent()) {
      return Outcome.APPROVAL;
    }
    boolean free = answers.stream().allMatch(PolicyAnswer.Allow.class::isInstance);
    return free ? Outcome.ALLOWED : Outcome.RESTRICTED;
  }

  public boolean denied() {
    return outcome() == Outcome.DENIED;
  }

  /** Why it is denied, for a person; empty if it is not. */
  public String message() {
    return String.join("\n", of(Deny.class).stream().map(Deny::message).distinct().toList());
  }

  public Optional<Approval> approval() {
    return of(Approval.class).stream().findFirst();
  }

  public List<Require> required() {
    return of(Require.class);
  }

  /** Paths to be kept back. */
  public List<String> masked() {
    return of(Mask.class).stream().flatMap(mask -> mask.paths().stream()).distinct().toList();
  }

  /** A budget within every cap; empty if no rule caps it. */
  public Optional<Budget> within(Budget budget) {
    List<Cap> caps = of(Cap.class);
    return caps.isEmpty()
        ? Optional.empty()
        : Optional.of(caps.stream().map(Cap::most).reduce(budget, Cap::lower));
  }

  private <A extends PolicyAnswer> List<A> of(Class<A> type) {
    return answers.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
