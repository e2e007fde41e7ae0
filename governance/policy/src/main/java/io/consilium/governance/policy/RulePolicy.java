package io.consilium.governance.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.policy.Policy;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.PolicyQuestion;
import io.consilium.api.policy.Ruling;
import io.consilium.governance.policy.internal.Evaluation;
import io.consilium.governance.policy.internal.Rule;
import io.consilium.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Policy by a set of rules that does not change. A rule that fails, takes longer than a second, or
 * is neither true nor false denies.
 */
public final class RulePolicy implements Policy, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final RuleFiles files;
  private final Map<PolicyPoint, List<Rule>> rules = new EnumMap<>(PolicyPoint.class);
  private final Evaluation evaluation;

  public RulePolicy(RuleFiles files) {
    this(files, PATIENCE);
  }

  /**
   * @param patience how long the rules of a point may take together
   */
  public RulePolicy(RuleFiles files, Duration patience) {
    this.files = files;
    files.rules().stream()
        .sorted(Comparator.comparing(Rule::name))
        .forEach(rule -> rules.computeIfAbsent(rule.point(), p -> new ArrayList<>()).add(rule));
    this.evaluation = new Evaluation(files.revision(), patience);
    evaluation.warm(rules);
  }

  @Override
  public String revision() {
    return files.revision();
  }

  /** How many rules there are. */
  public int size() {
    return files.size();
  }

  @Override
  public boolean governs(PolicyPoint point) {
    return rules.containsKey(point);
  }

  @Override
  public Ruling ask(PolicyQuestion question) {
    return ask(question.point(), Json.tree(question));
  }

  /**
   * As {@link #ask(PolicyQuestion)}, on a question as it is on record; what is left out of it is
   * empty, 0 or false.
   */
  public Ruling ask(PolicyPoint point, JsonNode question) {
    return evaluation.of(point, rules.getOrDefault(point, List.of()), question);
  }

  @Override
  public void close() {
    evaluation.close();
  }
}
