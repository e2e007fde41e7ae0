package io.consilium.governance.policy.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.policy.PolicyAnswer;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.Ruling;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One test of the rules.
 *
 * @param given the question; what is left out is empty, 0 or false
 * @param expected the kinds of answers, exactly; {@code allow} alone if nothing is asked
 * @param rules every rule that must match, exactly; empty if it does not matter
 */
public record TestCase(
    String name,
    String place,
    PolicyPoint point,
    JsonNode given,
    Set<String> expected,
    Optional<Set<String>> rules) {

  /** What came otherwise than expected, in words; empty if nothing did. */
  public String difference(Ruling ruling) {
    Set<String> came = kinds(ruling);
    Set<String> matched =
        ruling.rules().stream()
            .map(Ruling.Matched::rule)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!came.equals(expected)) {
      return "expected "
          + String.join(", ", expected)
          + ", came "
          + String.join(", ", came)
          + " by "
          + (matched.isEmpty() ? "no rule" : String.join(", ", matched))
          + (ruling.denied() ? ": " + ruling.message() : "");
    }
    return rules.isEmpty() || rules.get().equals(matched)
        ? ""
        : "expected the rules " + rules.get() + ", matched are " + matched;
  }

  private static Set<String> kinds(Ruling ruling) {
    Set<String> kinds =
        ruling.answers().stream()
            .map(TestCase::kind)
            .collect(Collectors.toCollection(TreeSet::new));
    return kinds.isEmpty() ? Set.of("allow") : kinds;
  }

  private static String kind(PolicyAnswer answer) {
    return answer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
