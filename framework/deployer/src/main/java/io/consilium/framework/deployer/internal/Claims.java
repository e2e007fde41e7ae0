package io.consilium.framework.deployer.internal;

import io.consilium.api.expert.Effect;
import io.consilium.framework.deployer.internal.PluginJar.BadJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Constants;

/**
 * What a jar says that its plugins are and do, in capabilities of the name space {@code
 * io.consilium.plugin}: read before anything of it runs, held against what it then offers.
 *
 * <pre>
 * Provide-Capability: io.consilium.plugin;kind=expert;id="my-fraud";effect=pure;
 *  capabilities:List&lt;String&gt;="my-fraud.strip"
 * </pre>
 *
 * @param all one for each plugin, at least one
 */
record Claims(List<Claim> all) {
  static final String SPACE = "io.consilium.plugin";

  /** Each stands in a policy question and in lists for people. */
  private static final int MOST = 200;

  Claims {
    all = List.copyOf(all);
  }

  /**
   * What a jar claims; empty if it claims nothing.
   *
   * @throws BadJar if it cannot be understood
   */
  static Optional<Claims> in(Path jar) throws BadJar, IOException {
    return of(PluginJar.manifest(jar).getValue(Constants.PROVIDE_CAPABILITY));
  }

  /** What a {@code Provide-Capability} header claims. */
  static Optional<Claims> of(String header) throws BadJar {
    List<Claim> claims = new ArrayList<>();
    for (Clause clause : Clause.all(header)) {
      if (clause.paths().contains(SPACE)) {
        claims.add(claim(clause));
      }
    }
    if (claims.size() > MOST) {
      throw bad("it claims " + claims.size() + " plugins; at most " + MOST);
    }
    Set<String> named = new HashSet<>();
    for (Claim claim : claims) {
      if (!named.add(claim.kind() + " " + claim.id())) {
        throw bad("it claims the " + claim.kind() + " " + claim.id() + " twice");
      }
    }
    return claims.isEmpty() ? Optional.empty() : Optional.of(new Claims(claims));
  }

  private static Claim claim(Clause clause) throws BadJar {
    String kind = clause.attributes().getOrDefault("kind", "");
    String id = clause.attributes().getOrDefault("id", "");
    if (!Claim.KINDS.contains(kind) || id.isBlank() || id.length() > MOST) {
      throw bad(
          "kind must be one of "
              + String.join(", ", Claim.KINDS)
              + " ("
              + cut(kind)
              + "), and id the plugin's ("
              + cut(id)
              + ")");
    }
    if (!kind.equals(Claim.EXPERT)) {
      return Claim.of(kind, id);
    }
    Set<String> capabilities =
        Arrays.stream(clause.attributes().getOrDefault("capabilities", "").split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
    if (capabilities.isEmpty() || capabilities.size() > MOST) {
      throw bad("the expert " + cut(id) + " claims " + capabilities.size() + " capabilities");
    }
    return new Claim(kind, id, effect(clause, id), capabilities);
  }

  /** Undeclared means the worst, as in the contract. */
  private static Effect effect(Clause clause, String id) throws BadJar {
    String text = clause.attributes().getOrDefault("effect", Claim.written(Effect.WRITES_OUTSIDE));
    return effect(text)
        .orElseThrow(
            () ->
                bad(
                    "the effect of "
                        + cut(id)
                        + " must be pure, reads-outside or writes-outside ("
                        + cut(text)
                        + ")"));
  }

  static Optional<Effect> effect(String text) {
    return Arrays.stream(Effect.values())
        .filter(effect -> Claim.written(effect).equals(text))
        .findFirst();
  }

  private static String cut(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "..." : text;
  }

  private static BadJar bad(String what) {
    return new BadJar(
        "bad-claims",
        "is refused, since its claims cannot be understood: "
            + what
            + ". Maybe write Provide-Capability: "
            + SPACE
            + ";kind=expert;id=\"my-fraud\";"
            + "effect=pure;capabilities:List<String>=\"my-fraud.strip\".");
  }

  /** Why a service is more than was claimed; empty if it is not. */
  Optional<String> beyond(Claim offered) {
    if (all.stream().anyMatch(claim -> claim.covers(offered))) {
      return Optional.empty();
    }
    String near =
        all.stream()
            .filter(claim -> claim.kind().equals(offered.kind()))
            .filter(claim -> claim.id().equals(offered.id()))
            .map(claim -> "as " + claim.words())
            .findFirst()
            .orElse("not at all");
    return Optional.of("it offers " + offered.words() + ", which it claims " + near);
  }

  /** In words, for people. */
  String words() {
    return all.stream().map(Claim::words).collect(Collectors.joining("; "));
  }
}
