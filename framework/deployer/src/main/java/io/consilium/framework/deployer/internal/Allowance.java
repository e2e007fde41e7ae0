package io.consilium.framework.deployer.internal;

import io.consilium.api.expert.Effect;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A line of the allow-list: whom it is about, and the most that he may claim.
 *
 * @param line in its file, from 1
 * @param digest of the jar, in hex; empty for any
 * @param signer fingerprint of the certificate, in hex; empty for anybody or nobody
 * @param name a glob over symbolic names; empty for any
 * @param kinds what plugins it may hold
 * @param effect the worst that its experts may do
 * @param capabilities globs
 */
record Allowance(
    int line,
    Optional<String> digest,
    Optional<String> signer,
    Optional<String> name,
    Set<String> kinds,
    Effect effect,
    List<String> capabilities) {

  Allowance {
    kinds = Set.copyOf(kinds);
    capabilities = List.copyOf(capabilities);
  }

  /**
   * Whether the line is about a jar: by all that it names.
   *
   * @param by fingerprint of who signed it, if anybody did
   */
  boolean about(PluginJar jar, Optional<String> by) {
    return digest.map(jar.digest().hex()::equals).orElse(true)
        && signer.map(wanted -> by.map(wanted::equals).orElse(false)).orElse(true)
        && name.map(glob -> Claim.matches(glob, jar.bundle())).orElse(true);
  }

  /** Why a plugin may not be in the jar; empty if it may. */
  Optional<String> beyond(Claim claim) {
    if (!kinds.contains(claim.kind())) {
      return Optional.of("no " + claim.kind() + ", only " + String.join(", ", sorted(kinds)));
    }
    if (claim.effect().compareTo(effect) > 0) {
      return Optional.of(
          "at most " + Claim.written(effect) + ", not " + Claim.written(claim.effect()));
    }
    String beyond =
        claim.capabilities().stream()
            .filter(one -> capabilities.stream().noneMatch(glob -> Claim.matches(glob, one)))
            .collect(Collectors.joining(", "));
    return beyond.isEmpty()
        ? Optional.empty()
        : Optional.of("only " + String.join(", ", capabilities) + ", not " + beyond);
  }

  private static List<String> sorted(Set<String> words) {
    return words.stream().sorted().toList();
  }
}
