package io.consilium.governance.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.policy.PolicyPoint;
import io.consilium.governance.policy.internal.RuleReader;
import io.consilium.governance.policy.internal.Source;
import io.consilium.governance.policy.internal.TestReader;
import io.consilium.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in the files or in a question: a complaint with its place, and no more. */
class HostileRulesTest {
  private static final byte[] SOUND =
      """
      rules:
        - name: one
          at: before-effect
          when: "expert.effect == 'writes-outside' && inputs.exists(i, i.bytes > 3)"
          approval: {approvers: 2, within: 8h, show: [task.id]}
        - {name: two, at: task-admitted, cap: {steps: 3, time: 2m}}
      """
          .getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;

  private PolicyError refused(String yaml) throws Exception {
    Files.writeString(directory.resolve("x.yaml"), yaml);
    try {
      RuleFiles.read(List.of(directory));
    } catch (PolicyError e) {
      return e;
    }
    throw new AssertionError("It was taken.");
  }

  @Test
  void bombsAndGiantsAreRefused() throws Exception {
    String bomb =
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
            + "b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
            + "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
            + "rules: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n";
    assertThat(refused(bomb)).hasMessageContaining("x.yaml:2:8: A rule file has no aliases.");
    assertThat(refused("rules: " + "[".repeat(5_000))).hasMessageContaining("nested too deep");
    assertThat(refused("rules: [" + "a,".repeat(70_000) + "]"))
        .hasMessageContaining("holds too much");
    assertThat(refused("# " + "x".repeat(300_000))).hasMessageContaining("too large");
    assertThat(refused("rules: !!javax.script.ScriptEngineManager [x]")).isNotNull();
    assertThat(
            refused("rules: [{name: a, at: routing, deny: x, when: '" + "(".repeat(3_000) + "'}]"))
        .hasMessageContaining("In the expression");
    assertThat(
            refused(
                "rules: [{name: a, at: routing, deny: x, when: '"
                    + "true && ".repeat(600)
                    + "true'}]"))
        .hasMessageContaining("In the expression");
  }

  @Test
  void twoFieldsOfOneNameAreAComplaintWhereverTheyStand() throws Exception {
    assertThat(refused("rules: []\nrules: []\n"))
        .hasMessageContaining("x.yaml:2:1: The field (rules) stands here twice.");
    assertThat(refused("rules: [{name: a, at: routing, when: 'true', when: 'false', deny: x}]"))
        .hasMessageContaining("The field (when) stands here twice.");
    assertThat(
            refused(
                "rules: [{name: a, at: plan-accepted, require: {verifier: v, settings: {k: {a: 1, a:"
                    + " 2}}}}]"))
        .hasMessageContaining("The field (a) stands here twice.");
  }

  @Test
  void longPathsAreComplainedOfAndNotRecursedInto() throws Exception {
    assertThat(
            refused("rules: [{name: a, at: before-answer, mask: [a" + ".b".repeat(100_000) + "]}]"))
        .hasMessageContaining("Not a path (a.b.b");
  }

  @Test
  void complaintsHoldNoMoreOfAFileThanAPersonReadsAndNothingThatATerminalObeys() throws Exception {
    assertThat(refused("rules: [{name: " + "x".repeat(200_000) + ", at: routing, deny: x}]"))
        .message()
        .hasSizeLessThan(2_000);
    assertThat(refused("rules: [{name: \"\\e[2J\\u202e\", at: routing, deny: x}]"))
        .hasMessageContaining("Not a name (?[2J?).");
  }

  @Test
  void rulesThatAreWrongCountTowardsTheMost() throws Exception {
    String wrong = "  - {name: a, at: routing, when: '1 +', deny: x}\n";
    assertThat(refused("rules:\n" + wrong.repeat(1_001)).problems()).hasSize(50);
  }

  @Property(tries = 300, seed = "1")
  void aDamagedFileIsReadOrComplainedOf(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = SOUND.clone();
    for (int i = random.nextInt(6); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    new RuleReader().read(new Source("x.yaml"), bytes);
    TestReader.read(new Source("x.yaml"), bytes);
  }

  @Property(tries = 300, seed = "2")
  void anyTextIsAnExpressionOrComplainedOf(@ForAll @StringLength(max = 60) String text) {
    String quoted = Json.tree((Object) (text.isEmpty() ? "x" : text)).toString();
    String yaml = "rules: [{name: a, at: routing, deny: x, when: " + quoted + "}]";
    Source source = new Source("x.yaml");
    RuleReader reader = new RuleReader();
    reader.read(source, yaml.getBytes(StandardCharsets.UTF_8));
    assertThat(reader.rules().size() + source.problems().size()).isPositive();
  }

  @Test
  void aQuestionThatIsNoneIsRefused() throws Exception {
    Files.write(directory.resolve("x.yaml"), SOUND);
    try (RulePolicy policy =
        new RulePolicy(RuleFiles.read(List.of(directory)), Duration.ofSeconds(20))) {
      for (String json :
          List.of(
              "[]", "3", "{\"expert\":3}", "{\"x\":1}", "{\"inputs\":[{\"bytes\":\"many\"}]}")) {
        assertThatThrownBy(
                () ->
                    policy.ask(
                        PolicyPoint.BEFORE_EFFECT,
                        Json.tree(json.getBytes(StandardCharsets.UTF_8))))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }
}
