package io.consilium.framework.engine.internal;

import io.consilium.api.policy.Policy;
import io.consilium.api.policy.PolicyAnswer;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.PolicyQuestion;
import io.consilium.api.policy.Ruling;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Rules written by hand: one function for each point that is governed. */
final class FakePolicy implements Policy {
  static final String REVISION = "f".repeat(64);

  final List<PolicyQuestion> asked = new CopyOnWriteArrayList<>();
  private final Map<PolicyPoint, Function<PolicyQuestion, List<PolicyAnswer>>> rules =
      new EnumMap<>(PolicyPoint.class);

  /** At a point, says this of every question of its kind. */
  <Q extends PolicyQuestion> FakePolicy at(
      PolicyPoint point, Class<Q> type, Function<Q, List<PolicyAnswer>> rule) {
    rules.put(point, question -> rule.apply(type.cast(question)));
    return this;
  }

  FakePolicy at(PolicyPoint point, PolicyAnswer... answers) {
    rules.put(point, question -> List.of(answers));
    return this;
  }

  static PolicyAnswer deny(String message) {
    return new PolicyAnswer.Deny("no", message);
  }

  @Override
  public String revision() {
    return REVISION;
  }

  @Override
  public boolean governs(PolicyPoint point) {
    return rules.containsKey(point);
  }

  @Override
  public Ruling ask(PolicyQuestion question) {
    asked.add(question);
    return new Ruling(
        question.point(),
        REVISION,
        List.of(new Ruling.Matched("rule", Ruling.Effect.ALLOW)),
        rules.get(question.point()).apply(question),
        Instant.EPOCH,
        Duration.ofNanos(1));
  }
}
