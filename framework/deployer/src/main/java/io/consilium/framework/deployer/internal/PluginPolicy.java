package io.consilium.framework.deployer.internal;

import io.consilium.api.policy.Policy;
import io.consilium.api.policy.PolicyQuestion;
import io.consilium.api.policy.Ruling;
import io.consilium.framework.deployer.internal.PluginJar.BadJar;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Asks policy whether a plugin may be installed, or configuration changed. Each ruling is on record
 * before it counts. A host that lost its policy installs nothing until it is back. Thread-safe.
 */
final class PluginPolicy {
  private final Supplier<Policy> service;
  private final BiConsumer<Ruling, PolicyQuestion> record;
  private volatile boolean seen;

  /**
   * @param service gives null while there is none
   * @param record told every ruling
   */
  PluginPolicy(Supplier<Policy> service, BiConsumer<Ruling, PolicyQuestion> record) {
    this.service = service;
    this.record = record;
  }

  /**
   * Asks about a jar.
   *
   * @param signer as it stands in records; empty for an unsigned one
   * @param claims what it says of itself, if it does
   * @param replaces the version that runs; empty if none does
   * @param isolated whether none of its code would ever run in this process
   * @throws BadJar if it may not come in
   */
  void admit(
      PluginJar jar, String signer, Optional<Claims> claims, String replaces, boolean isolated)
      throws BadJar {
    String denial =
        ask(
            new PolicyQuestion.PluginInstalled(
                jar.bundle(),
                jar.version().toString(),
                jar.digest().hex(),
                signer,
                jar.file().getFileName().toString(),
                replaces,
                claims.map(PluginPolicy::claimed).orElse(List.of()),
                isolated));
    if (!denial.isEmpty()) {
      throw new BadJar("policy", "is refused by a policy rule: " + denial);
    }
  }

  private static List<PolicyQuestion.Claimed> claimed(Claims claims) {
    return claims.all().stream()
        .map(
            one ->
                new PolicyQuestion.Claimed(
                    one.kind(), one.id(), one.effect(), List.copyOf(one.capabilities())))
        .toList();
  }

  /**
   * Asks about configuration.
   *
   * @throws IllegalStateException if it may not be so; the message is for a person
   */
  void configure(String pid, String before, String after) {
    String denial = ask(new PolicyQuestion.ConfigurationChanged(pid, before, after));
    if (!denial.isEmpty()) {
      throw new IllegalStateException(
          "A policy rule forbids this configuration (" + pid + "): " + denial);
    }
  }

  /** Why not; empty if it may be. */
  private String ask(PolicyQuestion question) {
    Policy policy = service.get();
    if (policy != null) {
      seen = true;
    } else {
      return seen ? "policy cannot be asked, its service went away" : "";
    }
    if (!policy.governs(question.point())) {
      return "";
    }
    Ruling ruling = policy.ask(question);
    record.accept(ruling, question);
    // Several rules may deny, each in a line of its own; this is one of a list.
    return ruling.denied() ? ruling.message().replace('\n', ' ') : "";
  }
}
