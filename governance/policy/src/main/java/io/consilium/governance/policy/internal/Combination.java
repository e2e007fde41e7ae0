package io.consilium.governance.policy.internal;

import io.consilium.api.policy.PolicyAnswer;
import io.consilium.api.policy.PolicyAnswer.Approval;
import io.consilium.api.policy.PolicyAnswer.Cap;
import io.consilium.api.policy.PolicyAnswer.Deny;
import io.consilium.api.policy.PolicyAnswer.Mask;
import io.consilium.api.policy.PolicyAnswer.Require;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What several rules say together. The order of the rules does not matter: a denial beats
 * everything; of approvals the stricter half of each counts; caps take the lower bound of each;
 * masks and required verifiers add up; to allow lifts nothing. Pure.
 */
final class Combination {
  private Combination() {}

  static List<PolicyAnswer> of(List<PolicyAnswer> said) {
    List<Deny> denials = all(said, Deny.class).toList();
    if (!denials.isEmpty()) {
      return denials.stream()
          .distinct()
          .sorted(Comparator.comparing(Deny::rule).thenComparing(Deny::message))
          .<PolicyAnswer>map(deny -> deny)
          .toList();
    }
    List<PolicyAnswer> together = new ArrayList<>();
    all(said, Approval.class).reduce(Combination::both).ifPresent(together::add);
    all(said, Cap.class)
        .map(Cap::most)
        .reduce(Cap::lower)
        .ifPresent(most -> together.add(new Cap(most)));
    List<String> masked =
        all(said, Mask.class).flatMap(mask -> mask.paths().stream()).distinct().sorted().toList();
    if (!masked.isEmpty()) {
      together.add(new Mask(masked));
    }
    all(said, Require.class)
        .distinct()
        .sorted(Comparator.comparing(Require::rule))
        .forEach(together::add);
    return together;
  }

  private static Approval both(Approval a, Approval b) {
    TreeSet<String> rules = new TreeSet<>(a.rules());
    rules.addAll(b.rules());
    Duration within = a.within().compareTo(b.within()) < 0 ? a.within() : b.within();
    return new Approval(
        List.copyOf(rules),
        Math.max(a.approvers(), b.approvers()),
        within,
        a.granted() && b.granted(),
        Stream.concat(a.shown().stream(), b.shown().stream())
            .distinct()
            .sorted(Comparator.comparing(Approval.Shown::what))
            .toList());
  }

  private static <A extends PolicyAnswer> Stream<A> all(List<PolicyAnswer> said, Class<A> type) {
    return said.stream().filter(type::isInstance).map(type::cast);
  }
}
