package io.consilium.governance.policy.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cel.runtime.CelEvaluationException;
import io.consilium.api.policy.PolicyAnswer;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.Ruling;
import io.consilium.api.policy.Ruling.Effect;
import io.consilium.api.policy.Ruling.Matched;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Evaluates the rules of a point against one question, under a watchdog. Thread-safe. */
public final class Evaluation implements AutoCloseable {
  private static final int LONGEST_WHY = 1_000;

  private final String revision;
  private final Watchdog watchdog;

  public Evaluation(String revision, Duration patience) {
    this(revision, new Watchdog(patience));
  }

  Evaluation(String revision, Watchdog watchdog) {
    this.revision = revision;
    this.watchdog = watchdog;
  }

  /** What has been found so far; read once it ended, or when nobody waits any longer. */
  private static final class Found {
    private final List<Matched> matched = new ArrayList<>();
    private final List<PolicyAnswer> said = new ArrayList<>();
    private String current = "";
    private boolean left;

    synchronized void begin(Rule rule) {
      current = rule.name();
    }

    synchronized void add(Rule rule, Effect effect, PolicyAnswer answer) {
      if (!left) {
        matched.add(new Matched(rule.name(), effect));
        said.add(answer);
      }
    }

    synchronized void tooSlow(Duration patience) {
      left = true;
      String late = " did not end within " + patience.toMillis() + " ms.";
      if (current.isEmpty()) {
        String why = "No rule was asked: the host is too busy, or rules before" + late;
        String fix = " Maybe mend the rules that broke on record, and start the host again.";
        said.add(new PolicyAnswer.Deny("policy", why + fix));
        return;
      }
      matched.add(new Matched(current, Effect.BROKE));
      said.add(new PolicyAnswer.Deny(current, "The rule (" + current + ")" + late));
    }
  }

  /**
   * Evaluates once what nobody asked, so that no question pays for loading classes. Waits no longer
   * than for a question: a rule that does not end must not keep the host from starting.
   */
  public void warm(Map<PolicyPoint, List<Rule>> all) {
    if (!all.isEmpty()) {
      watchdog.run(() -> all.forEach(Evaluation::warm));
    }
  }

  private static void warm(PolicyPoint point, List<Rule> rules) {
    Map<String, Object> nothing = Variables.values(point, JsonNodeFactory.instance.objectNode());
    rules.forEach(rule -> evaluate(rule, nothing, new Found()));
  }

  /**
   * The ruling.
   *
   * @throws IllegalArgumentException if the question is not one of this point
   */
  public Ruling of(PolicyPoint point, List<Rule> rules, JsonNode question) {
    Map<String, Object> variables = Variables.values(point, question);
    Instant time = Instant.now();
    long begun = System.nanoTime();
    Found found = new Found();
    if (!rules.isEmpty()) {
      boolean ended = watchdog.run(() -> rules.forEach(rule -> evaluate(rule, variables, found)));
      if (!ended) {
        found.tooSlow(watchdog.patience());
      }
    }
    synchronized (found) {
      return new Ruling(
          point,
          revision,
          found.matched,
          Combination.of(found.said),
          time,
          Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  private static void evaluate(Rule rule, Map<String, Object> variables, Found found) {
    found.begin(rule);
    try {
      if (rule.matches(variables)) {
        found.add(rule, rule.effect(), rule.answer(variables));
      }
    } catch (CelEvaluationException | Rule.NoTruth | RuntimeException | StackOverflowError e) {
      String why = "The rule (" + rule.name() + ") at " + rule.place() + " failed: ";
      String what = Printed.of(e.getMessage(), LONGEST_WHY);
      found.add(rule, Effect.BROKE, new PolicyAnswer.Deny(rule.name(), why + what));
    }
  }

  @Override
  public void close() {
    watchdog.close();
  }
}
