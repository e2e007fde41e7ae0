package io.consilium.governance.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.expert.Effect;
import io.consilium.api.policy.PolicyAnswer;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.PolicyQuestion;
import io.consilium.api.policy.Ruling;
import io.consilium.api.policy.Ruling.Matched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulePolicyTest {
  private static final PolicyQuestion.Task TASK =
      new PolicyQuestion.Task("t-1", "orders", "", "orders.report", "sales", "kim", "", 0, 1);
  private static final String MALLORY = "person-" + "0".repeat(32);
  private static final List<String> RULES =
      List.of(
          "{name: small, at: task-admitted, when: task.tenant == 'sales', cap: {steps: 10, time: 2m}}",
          "{name: smaller, at: task-admitted, when: budget.cost > 5.0, cap: {steps: 20, cost: 5}}",
          "{name: asked, at: task-admitted, when: inputs.size() > 1, approval: {approvers: 2, show:"
              + " [task.actor]}}",
          "{name: told, at: task-admitted, when: inputs.size() > 1, approval: {within: 1h, show:"
              + " [budget.steps]}}",
          "{name: fine, at: task-admitted, allow: Nothing speaks against it.}",
          "{name: never, at: task-admitted, when: task.actor == '" + MALLORY + "', deny: Not you.}",
          "{name: breaks, at: task-admitted, when: 'budget.steps / budget.levels > 1', deny: x}");

  @TempDir Path directory;

  private RulePolicy policy(List<String> rules) throws IOException {
    write("rules.yaml", "rules:\n  - " + String.join("\n  - ", rules) + "\n");
    return new RulePolicy(RuleFiles.read(List.of(directory)), Duration.ofSeconds(20));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private static PolicyQuestion admitted(String actor, int inputs, int levels) {
    PolicyQuestion.Task task =
        new PolicyQuestion.Task("t-1", "orders", "", "orders.report", "sales", actor, "", 0, 0);
    return new PolicyQuestion.TaskAdmitted(
        task,
        Collections.nCopies(inputs, new PolicyQuestion.Content("text", "text/plain", 3)),
        new PolicyQuestion.Limits(4, 50, 60, 1000, levels));
  }

  @Test
  void combinesWhatMatchesWhateverItsOrder() throws IOException {
    List<String> rules = new ArrayList<>(RULES);
    for (int i = 0; i < 5; i++) {
      Collections.shuffle(rules, new Random(i));
      try (RulePolicy policy = policy(rules)) {
        Ruling two = policy.ask(admitted("kim", 2, 100));
        assertThat(two.rules())
            .extracting(Matched::rule)
            .containsExactly("asked", "fine", "small", "smaller", "told");
        assertThat(two.outcome()).isEqualTo(Ruling.Outcome.APPROVAL);
        assertThat(two.answers())
            .containsExactly(
                new PolicyAnswer.Approval(
                    List.of("asked", "told"),
                    2,
                    Duration.ofHours(1),
                    false,
                    List.of(
                        new PolicyAnswer.Approval.Shown("budget.steps", "50"),
                        new PolicyAnswer.Approval.Shown("task.actor", "kim"))),
                new PolicyAnswer.Cap(
                    new io.consilium.api.task.Budget(
                        Integer.MAX_VALUE, 10, Duration.ofMinutes(2), 5, Integer.MAX_VALUE)));
        Ruling denied = policy.ask(admitted(MALLORY, 2, 100));
        assertThat(denied.answers()).containsExactly(new PolicyAnswer.Deny("never", "Not you."));
      }
    }
  }

  @Test
  void aRuleThatFailsDenies() throws IOException {
    try (RulePolicy policy = policy(RULES)) {
      Ruling ruling = policy.ask(admitted("kim", 1, 0));

      assertThat(ruling.denied()).isTrue();
      assertThat(ruling.rules()).contains(new Matched("breaks", Ruling.Effect.BROKE));
      assertThat(ruling.message())
          .startsWith("The rule (breaks) at rules.yaml:8 failed: ")
          .contains("/ by zero");
    }
  }

  @Test
  void aConditionThatIsNeitherTrueNorFalseDenies() throws IOException {
    try (RulePolicy policy =
        policy(List.of("{name: odd, at: task-admitted, when: 'dyn(task.id)', deny: x}"))) {
      assertThat(policy.ask(admitted("kim", 1, 1)).message())
          .contains("it is neither true nor false but (t-1)");
    }
  }

  @Test
  void aConditionThatWouldNeverEndDenies() throws IOException {
    String hundred = "[1,2,3,4,5,6,7,8,9,10]";
    String endless =
        "%1$s.all(a, %1$s.all(b, %1$s.all(c, %1$s.all(d, %1$s.all(e, %1$s.all(f, %1$s.all(g, true)))))))"
            .formatted(hundred);
    try (RulePolicy policy =
        policy(List.of("{name: endless, at: task-admitted, when: '" + endless + "', allow: x}"))) {
      Ruling ruling = policy.ask(admitted("kim", 1, 1));

      assertThat(ruling.denied()).isTrue();
      assertThat(ruling.rules()).containsExactly(new Matched("endless", Ruling.Effect.BROKE));
    }
  }

  @Test
  void aConditionThatWouldNotFitIntoMemoryDenies() throws IOException {
    String ten = "%1$s+%1$s+%1$s+%1$s+%1$s+%1$s+%1$s+%1$s+%1$s+%1$s";
    String texts = "['xxxxxxxxxx']";
    String lists = "[[1,2,3,4,5,6,7,8,9,10]]";
    StringBuilder rest = new StringBuilder();
    for (char name = 'a'; name < 'j'; name++) {
      rest.append(".all(").append(name).append(", [").append(ten.formatted(name)).append(']');
    }
    String grows = rest + ".all(z, size(z) > 0)" + ")".repeat(9);
    try (RulePolicy policy =
        policy(
            List.of(
                "{name: lists, at: task-admitted, when: \"" + lists + grows + "\", allow: x}",
                "{name: texts, at: task-admitted, when: \"" + texts + grows + "\", allow: x}",
                "{name: pattern, at: task-admitted, when: \"'x'.matches('(((a{1000}){1000}){1000' + '})')\","
                    + " allow: x}",
                "{name: fine, at: task-admitted, when: \"(task.actor + '@' +"
                    + " task.tenant).matches('^[a-z]{1,64}@[a-z]{1,64}$') && ([1] +"
                    + " [2]).map(x, x + 1) == [2, 3]\", allow: x}"))) {
      Ruling ruling = policy.ask(admitted("kim", 1, 1));

      assertThat(ruling.rules())
          .containsExactly(
              new Matched("fine", Ruling.Effect.ALLOW),
              new Matched("lists", Ruling.Effect.BROKE),
              new Matched("pattern", Ruling.Effect.BROKE),
              new Matched("texts", Ruling.Effect.BROKE));
      assertThat(ruling.message()).hasSizeLessThan(4_000).contains("adds up more than 2000000");
    }
  }

  @Test
  void whatNobodyCanReadIsNotShownToAnApprover() throws IOException {
    String doubled = "['x']";
    try (RulePolicy policy =
        policy(
            List.of(
                "{name: shown, at: task-admitted, approval: {show: [\""
                    + doubled
                    + ".map(a, [a,a,a,a,a,a,a,a,a,a]).map(b, [b,b,b,b,b,b,b,b,b,b]).map(c,"
                    + " [c,c,c,c,c,c,c,c,c,c]).map(d, [d,d,d,d,d,d,d,d,d,d]).map(e,"
                    + " [e,e,e,e,e,e,e,e,e,e]).map(f, [f,f,f,f,f,f,f,f,f,f]).map(g,"
                    + " [g,g,g,g,g,g,g,g,g,g]).map(h, [h,h,h,h,h,h,h,h,h,h]).map(i,"
                    + " [i,i,i,i,i,i,i,i,i,i]).map(j, [j,j,j,j,j,j,j,j,j,j])\"]}}"))) {
      assertThat(policy.ask(admitted("kim", 1, 1)).message())
          .contains("what it shows has more than 20000 characters");
    }
  }

  @Test
  void enumerationsAreWordsAndContentsAreDescribed() throws IOException {
    try (RulePolicy policy =
        policy(
            List.of(
                "{name: out, at: before-effect, when: \"expert.effect == 'writes-outside' &&"
                    + " inputs.exists(i, i.media.startsWith('image/') && i.bytes > 1000)\", deny: No"
                    + " pictures leave.}"))) {
      PolicyQuestion question =
          new PolicyQuestion.BeforeEffect(
              TASK,
              new PolicyQuestion.Goal("send", "mail.send", false),
              new PolicyQuestion.Expert("mail", "b", "1.0.0", "00", "", Effect.WRITES_OUTSIDE, 1),
              1,
              List.of(new PolicyQuestion.Content("picture", "image/png", 1_001)),
              new PolicyQuestion.Spent(0, 0, 0));

      assertThat(policy.ask(question).message()).isEqualTo("No pictures leave.");
      assertThat(policy.governs(PolicyPoint.ROUTING)).isFalse();
    }
  }

  @Test
  void everythingWrongWithTheFilesIsNamedWithItsPlace() throws IOException {
    write("a.yaml", "rules:\n  - {name: One, at: never, deny: x, allow: y}\n  - nonsense\n");
    write("b.yaml", "rules:\n  - name: two\n    at: routing\n    mask: [report]\n    why: x\n");
    write("c.yaml", "rules: [&a {name: three}, *a]\n");
    write("d.yaml", "rules:\n - name: four\n  at: x\n");

    assertThatThrownBy(() -> RuleFiles.read(List.of(directory)))
        .hasMessage(
            """
            The policy has 8 problems:
              a.yaml:2:5: A rule has exactly one effect, not 2. Maybe write one of: allow, deny, require, cap, mask, approval.
              a.yaml:2:12: Not a name (One). Maybe use small letters, digits and dashes, 64 at most.
              a.yaml:2:21: There is no such word here (never). Known: %s.
              a.yaml:3:5: Fields are expected here. Maybe write "name: value", indented.
              b.yaml:4:11: A rule at routing cannot say (mask). It may say: allow, deny.
              b.yaml:5:10: There is no such field (why). Known here: allow, approval, at, cap, deny, mask, name, require, when.
              c.yaml:1:27: A rule file has no aliases. Maybe write it out.
              d.yaml:3:3: Not YAML: expected <block end>, but found '<block mapping start>'. Maybe check the indentation, or quote a text that holds ": " or " #".\
            """
                .formatted(
                    "task-admitted, plan-accepted, routing, before-effect, before-answer,"
                        + " plugin-installed, configuration-changed"));
  }

  @Test
  void noFilesAreNoRules() {
    assertThat(RuleFiles.read(List.of(directory, directory.resolve("none"))).revision()).isEmpty();
  }

  @Test
  void theRevisionIsThatOfTheFiles() throws IOException {
    String one = policy(RULES.subList(0, 1)).revision();
    String two = policy(RULES.subList(0, 2)).revision();

    assertThat(one).hasSize(64).isNotEqualTo(two);
    assertThat(policy(RULES.subList(0, 1)).revision()).isEqualTo(one);
  }
}
