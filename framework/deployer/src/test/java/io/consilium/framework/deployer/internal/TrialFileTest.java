package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.framework.modules.Publications.Role;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TrialFileTest {
  private static TrialPlan parse(String text) throws TrialFile.Mistaken {
    return TrialFile.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aCanaryHasAShareAndTheRestIsUsual() throws Exception {
    TrialPlan plan = parse("# a remark\ncandidate = 1.1.0\nmode=canary # at first\nshare = 10%\n");

    assertThat(plan).isEqualTo(new TrialPlan("1.1.0", Role.canary(0.1), TrialPlan.Rule.DEFAULT));
    assertThat(plan.cause()).isEqualTo("canary 0.10");
    assertThat(parse("candidate = 1\nmode = canary\nshare = 0.4%").cause())
        .isEqualTo("canary 0.004");
  }

  @Test
  void aShadowHasARuleOfItsOwn() throws Exception {
    TrialPlan plan =
        parse(
            """
            candidate = 1.1.0
            mode = shadow
            promote.after = 20
            promote.margin = 0.05
            promote.confidence = 0.9
            rollback.faults = 0
            """);

    assertThat(plan)
        .isEqualTo(new TrialPlan("1.1.0", Role.SHADOW, new TrialPlan.Rule(20, 0.05, 0.9, 0)));
    assertThat(plan.cause()).isEqualTo("shadow");
  }

  @Test
  void everyMistakeIsNamedWithItsLine() {
    assertThatThrownBy(
            () ->
                parse(
                    """
                    candidate = 1.1.0

                    mode = canary
                    share = 200%
                    promote.after = many
                    speed = 9
                    whatever
                    """))
        .hasMessageContaining(
            "Line 4: the share of a canary lies between 0 and 1 (200%). Maybe 10%.")
        .hasMessageContaining("Line 5: promote.after does not fit (many). Maybe write 50, or 0.")
        .hasMessageContaining("Line 6: there is no such setting (speed). Known: candidate, mode,")
        .hasMessageContaining("Line 7: no setting (whatever). Maybe write it as key = value.");
    assertThatThrownBy(() -> parse("mode = both"))
        .hasMessageContaining("the candidate is missing")
        .hasMessageContaining("the mode must be canary or shadow (both)");
    assertThatThrownBy(() -> parse("candidate = 1\nmode = shadow\nshare = 0.5"))
        .hasMessageContaining("Line 3: a shadow has no share");
    assertThatThrownBy(() -> TrialFile.parse(new byte[] {(byte) 0xff}))
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void aCandidateIsNamedByVersionOrDigest() throws Exception {
    PluginJar jar =
        new PluginJar(
            java.nio.file.Path.of("a.jar"),
            "a",
            org.osgi.framework.Version.parseVersion("1.1.0"),
            io.consilium.api.task.Digest.of(new byte[] {1}));

    assertThat(TrialPlan.names("1.1", jar)).isTrue();
    assertThat(TrialPlan.names("1.1.1", jar)).isFalse();
    assertThat(TrialPlan.names(jar.digest().hex().substring(0, 12), jar)).isTrue();
    assertThat(TrialPlan.names(jar.digest().hex().substring(0, 11), jar)).isFalse();
  }
}
