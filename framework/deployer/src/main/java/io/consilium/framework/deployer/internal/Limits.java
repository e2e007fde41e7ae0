package io.consilium.framework.deployer.internal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The most that a jar's services may turn out to be.
 *
 * @param claims what it says of itself; empty if it says nothing
 * @param lines of the allow-list that are about it; empty if none is
 */
record Limits(Optional<Claims> claims, List<Allowance> lines) {
  static final Limits NONE = new Limits(Optional.empty(), List.of());

  Limits {
    lines = List.copyOf(lines);
  }

  /** Why a service is too much; empty if it may be. */
  Optional<String> beyond(Claim offered) {
    return claims
        .flatMap(said -> said.beyond(offered))
        .or(
            () ->
                allowed(List.of(offered))
                    ? Optional.empty()
                    : Optional.of("it offers " + offered.words() + "; " + allowance(offered)));
  }

  /** True if one line covers all of them, or no line is about the jar. */
  boolean allowed(List<Claim> all) {
    return lines.isEmpty()
        || lines.stream()
            .anyMatch(line -> all.stream().allMatch(one -> line.beyond(one).isEmpty()));
  }

  /** What the lines about the jar allow instead, in words. */
  String allowance(Claim claim) {
    return lines.stream()
        .flatMap(
            line ->
                line.beyond(claim).map(why -> "line " + line.line() + " allows " + why).stream())
        .collect(Collectors.joining("; "));
  }
}
