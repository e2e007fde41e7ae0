package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.expert.Effect;
import io.consilium.api.policy.Policy;
import io.consilium.api.policy.PolicyAnswer;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.PolicyQuestion;
import io.consilium.api.policy.Ruling;
import io.consilium.api.task.Digest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

class PluginPolicyTest {
  private static final PluginJar JAR =
      new PluginJar(Path.of("x.jar"), "a.b", new Version("2.0.0"), new Digest("0".repeat(64)));

  private final List<PolicyQuestion> recorded = new ArrayList<>();
  private final AtomicReference<Policy> service = new AtomicReference<>();
  private final PluginPolicy policy =
      new PluginPolicy(service::get, (ruling, question) -> recorded.add(question));

  /** Denies unsigned plugins, and every change of a trust list. */
  private static final class Signed implements Policy {
    @Override
    public String revision() {
      return "r";
    }

    @Override
    public boolean governs(PolicyPoint point) {
      return true;
    }

    @Override
    public Ruling ask(PolicyQuestion question) {
      boolean fine =
          question instanceof PolicyQuestion.PluginInstalled plugin && !plugin.signer().isEmpty();
      List<PolicyAnswer> answers =
          fine ? List.of() : List.of(new PolicyAnswer.Deny("signed", "Not without a signature."));
      return new Ruling(question.point(), "r", List.of(), answers, Instant.EPOCH, Duration.ZERO);
    }
  }

  @Test
  void withoutPolicyEverythingComesInAndNothingIsRecorded() {
    assertThatCode(() -> policy.admit(JAR, "", Optional.empty(), "", false))
        .doesNotThrowAnyException();
    assertThat(recorded).isEmpty();
  }

  @Test
  void aPluginThatPolicyDeniesIsRefusedOnRecord() {
    service.set(new Signed());

    assertThatCode(() -> policy.admit(JAR, "CN=us", Optional.empty(), "1.0.0", false))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> policy.admit(JAR, "", Optional.empty(), "", false))
        .hasMessage("is refused by a policy rule: Not without a signature.");
    assertThat(recorded)
        .containsExactly(
            new PolicyQuestion.PluginInstalled(
                "a.b", "2.0.0", "0".repeat(64), "CN=us", "x.jar", "1.0.0"),
            new PolicyQuestion.PluginInstalled("a.b", "2.0.0", "0".repeat(64), "", "x.jar", ""));
  }

  @Test
  void configurationThatPolicyDeniesDoesNotHold() {
    service.set(new Signed());

    assertThatThrownBy(() -> policy.configure("consilium", "", "1"))
        .hasMessage(
            "A policy rule forbids this configuration (consilium): Not without a signature.");
  }

  @Test
  void aPolicyThatWentAwayLetsNothingIn() {
    service.set(new Signed());
    assertThatCode(() -> policy.admit(JAR, "CN=us", Optional.empty(), "", false))
        .doesNotThrowAnyException();
    service.set(null);

    assertThatThrownBy(() -> policy.admit(JAR, "CN=us", Optional.empty(), "", false))
        .hasMessageContaining("policy cannot be asked");
  }

  @Test
  void policySeesWhatAPluginClaims() throws Exception {
    service.set(new Signed());
    Claims claims =
        new Claims(List.of(new Claim("expert", "a", Effect.READS_OUTSIDE, Set.of("a.b"))));

    policy.admit(JAR, "CN=us", Optional.of(claims), "", true);

    assertThat(((PolicyQuestion.PluginInstalled) recorded.get(0)).claims())
        .containsExactly(
            new PolicyQuestion.Claimed("expert", "a", Effect.READS_OUTSIDE, List.of("a.b")));
    assertThat(((PolicyQuestion.PluginInstalled) recorded.get(0)).isolated()).isTrue();
  }
}
