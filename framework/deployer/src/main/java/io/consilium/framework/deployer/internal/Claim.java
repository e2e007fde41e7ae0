package io.consilium.framework.deployer.internal;

import io.consilium.api.expert.Effect;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One plugin that a jar says it holds, or a service that it turned out to offer.
 *
 * @param kind expert, verifier, planner, gate or halting
 * @param id of the plugin
 * @param effect what an expert does to the world; of all others pure
 * @param capabilities that an expert offers; globs in what is claimed; of all others none
 */
record Claim(String kind, String id, Effect effect, Set<String> capabilities) {
  static final String EXPERT = "expert";

  /** As the manifest writes them. */
  static final List<String> KINDS = List.of(EXPERT, "verifier", "planner", "gate", "halting");

  Claim {
    capabilities = java.util.Collections.unmodifiableSet(new TreeSet<>(capabilities));
  }

  /** Another than an expert. */
  static Claim of(String kind, String id) {
    return new Claim(kind, id, Effect.PURE, Set.of());
  }

  /** True if this says no less than the other does. */
  boolean covers(Claim other) {
    return kind.equals(other.kind)
        && id.equals(other.id)
        && effect.compareTo(other.effect) >= 0
        && other.capabilities.stream()
            .allMatch(one -> capabilities.stream().anyMatch(glob -> matches(glob, one)));
  }

  /**
   * {@code *} stands for any characters, dots included; a name without one for itself. What a glob
   * matches may be a glob too: then it covers all that this one does.
   */
  static boolean matches(String glob, String text) {
    return text.matches(Pattern.quote(glob).replace("*", "\\E.*\\Q"));
  }

  /** As rules and people write it. */
  static String written(Effect effect) {
    return effect.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** In words: {@code the expert my-fraud (reads-outside) for my-fraud.strip}. */
  String words() {
    String who = "the " + (kind.equals("halting") ? "halting policy" : kind) + " " + id;
    return kind.equals(EXPERT)
        ? who
            + " ("
            + written(effect)
            + ") for "
            + capabilities.stream().collect(Collectors.joining(", "))
        : who;
  }
}
