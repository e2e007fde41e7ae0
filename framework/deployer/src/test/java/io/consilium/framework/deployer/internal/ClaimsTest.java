package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.expert.Effect;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private static final Claim FRAUD =
      new Claim("expert", "my-fraud", Effect.READS_OUTSIDE, Set.of("fraud.score", "fraud.why"));

  private static Claims read(String header) throws Exception {
    return Claims.of(header).orElseThrow();
  }

  @Test
  void aManifestClaimsEachPluginInACapabilityOfItsOwn() throws Exception {
    Claims claims =
        read(
            "osgi.service;objectClass:List<String>=\"a.B,c.D\",io.consilium.plugin;kind=expert;"
                + "id=\"my-fraud\";effect=reads-outside;capabilities:List<String>=\"fraud.score,"
                + " fraud.why\",io.consilium.plugin;kind=halting;id=soon");

    assertThat(claims.all()).containsExactly(FRAUD, Claim.of("halting", "soon"));
    assertThat(claims.words())
        .isEqualTo(
            "the expert my-fraud (reads-outside) for fraud.score, fraud.why; the halting policy"
                + " soon");
    assertThat(Claims.of(null)).isEmpty();
    assertThat(Claims.of("osgi.extender;osgi.extender=x")).isEmpty();
  }

  @Test
  void anEffectThatIsNotClaimedIsTheWorst() throws Exception {
    Claim claim = read("io.consilium.plugin;kind=expert;id=a;capabilities=\"a.b\"").all().get(0);
    assertThat(claim.effect()).isEqualTo(Effect.WRITES_OUTSIDE);
  }

  @Test
  void claimsThatCannotBeUnderstoodAreRefusedInWords() {
    refused("io.consilium.plugin;kind=wizard;id=a", "kind must be one of expert,");
    refused("io.consilium.plugin;kind=expert", "id the plugin's ()");
    refused("io.consilium.plugin;kind=expert;id=a", "the expert a claims 0 capabilities");
    refused(
        "io.consilium.plugin;kind=expert;id=a;capabilities=b;effect=none",
        "the effect of a must be pure, reads-outside or writes-outside (none)");
    refused(
        "io.consilium.plugin;kind=gate;id=a,io.consilium.plugin;kind=gate;id=a",
        "it claims the gate a twice");
  }

  private static void refused(String header, String why) {
    assertThatThrownBy(() -> Claims.of(header))
        .isInstanceOf(PluginJar.BadJar.class)
        .hasMessageContaining(why)
        .satisfies(e -> assertThat(((PluginJar.BadJar) e).code()).isEqualTo("bad-claims"));
  }

  @Test
  void aServiceMayBeLessThanWasClaimedNeverMore() {
    Claims claims = new Claims(java.util.List.of(FRAUD));

    assertThat(claims.beyond(FRAUD)).isEmpty();
    assertThat(claims.beyond(new Claim("expert", "my-fraud", Effect.PURE, Set.of("fraud.score"))))
        .isEmpty();
    assertThat(
            claims.beyond(
                new Claim("expert", "my-fraud", Effect.WRITES_OUTSIDE, Set.of("fraud.score"))))
        .contains(
            "it offers the expert my-fraud (writes-outside) for fraud.score, which it claims as the"
                + " expert my-fraud (reads-outside) for fraud.score, fraud.why");
    assertThat(claims.beyond(new Claim("expert", "my-fraud", Effect.PURE, Set.of("mail.send"))))
        .isPresent();
    assertThat(claims.beyond(Claim.of("gate", "my-fraud")))
        .contains("it offers the gate my-fraud, which it claims not at all");
  }

  @Test
  void aClaimMayBeANameSpace() throws Exception {
    Claims claims = read("io.consilium.plugin;kind=expert;id=a;capabilities=\"fraud.*\"");

    assertThat(claims.beyond(expert("fraud.score", "fraud.why.long"))).isEmpty();
    assertThat(claims.beyond(expert("fraudulent"))).isPresent();
    assertThat(Claim.matches("fraud.*", "fraud.score.*")).isTrue();
    assertThat(Claim.matches("fraud.score", "fraud.*")).isFalse();
  }

  private static Claim expert(String... capabilities) {
    return new Claim("expert", "a", Effect.PURE, Set.of(capabilities));
  }
}
