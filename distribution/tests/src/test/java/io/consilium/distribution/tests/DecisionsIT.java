package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.ledger.Body;
import io.consilium.distribution.tests.Consilium.Ended;
import io.consilium.distribution.tests.Consilium.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Rules and people decide on tasks, by command; and at last every routing and halting decision is
 * counted, across denials, waits, time-outs, replaced plugins and a killed host.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecisionsIT {
  private static final String RULES =
      """
      rules:
        - name: letters-are-read
          at: before-effect
          when: task.pipeline == 'letters' && inputs.exists(input, input.bytes > 4)
          approval: {within: 1h, show: [subgoal.capability, expert.effect]}
        - name: nobody-looks
          at: before-answer
          when: task.pipeline == 'waits' && outputs.exists(output, output.bytes == 4)
          approval: {within: 1ms}
        - name: silence-is-consent
          at: before-answer
          when: task.pipeline == 'waits' && outputs.exists(output, output.bytes > 4)
          approval: {within: 1ms, otherwise: approve}
        - name: not-here
          at: plan-accepted
          when: task.pipeline == 'forbidden'
          deny: Not on this host.
        - name: not-him
          at: routing
          when: task.pipeline == 'vetoed' && expert.id == 'test.copy'
          deny: Not this expert.
        - name: one-step
          at: task-admitted
          when: task.pipeline == 'capped'
          cap: {steps: 1}
        - name: no-names
          at: before-answer
          when: task.pipeline == 'masked'
          mask: [text]
      """;
  private static final String PROPOSAL =
      """
      rules:
        - name: no-small-ones
          at: task-admitted
          when: task.pipeline == 'waits'
          deny: Too small.
      """;
  private static final String MORE =
      """
        - name: nobody-looks
          at: before-answer
          when: task.pipeline == 'waits' && outputs.exists(output, output.bytes == 4)
          approval: {within: 1ms, approvers: 2, otherwise: approve}
        - name: signed-alone
          at: plugin-installed
          when: signer == ''
          deny: Not signed.
      """;
  private static final String TESTS =
      """
      tests:
        - name: small ones are refused
          at: task-admitted
          given: {task: {pipeline: waits}}
          expect: deny
        - name: large ones are too
          at: task-admitted
          given: {task: {pipeline: large}}
          expect: deny
      """;

  private CountedHost host;
  private Serving serving;

  @BeforeAll
  void serve() throws Exception {
    host = new CountedHost(RULES);
    serving = host.serving();
  }

  @AfterAll
  void everyDecisionIsOnRecordAndNothingElseWasShown() throws Exception {
    try {
      serving.stop();
      serving.run(0, "audit", "export", "jsonl", "--out", "all.jsonl");
      DecisionCount count = new DecisionCount(serving.directory().resolve("all.jsonl"));
      count.everyDecisionIsOnRecord(host.tally());
      assertThat(count.haltsByTheEngine())
          .containsExactlyInAnyOrder("forbidden POLICY", "letters RECOVERED", "letters HUMAN");
      count.everyTaskIsClosed();
      assertThat(count.count(Body.Corrected.class)).isEqualTo(1);
      count.nothingWasShownThatIsNotOnRecord(host.shown());
      assertThat(serving.run(0, "audit", "verify").out())
          .contains("(0 without an answer), " + count.count(Body.SubgoalRouted.class) + " routing")
          .contains(count.count(Body.HaltDecided.class) + " halting decisions");
    } finally {
      serving.kill();
    }
  }

  private static String message(JsonNode report) {
    return report.path("answer").path("message").asText();
  }

  private static String status(JsonNode report) {
    return report.path("status").asText();
  }

  private static String text(JsonNode report) {
    return report.path("answer").path("outputs").path("text").asText();
  }

  private static String reason(JsonNode report) {
    return report.path("halt").path("reason").asText();
  }

  @Test
  void aWaitOutlivesItsHostAndWhatAPersonCorrectsIsCarriedOn() throws Exception {
    Running letters = host.begin("letters", "test.copy", "test.send", "Dear Bert", "hold");
    Await.until(() -> Files.exists(host.sent("letters")));
    String task = waiting();
    String[] asked = {"audit", "find", "--type", "approval-asked", "--task", task};
    Await.until(() -> serving.run(0, asked).out().contains("1 record found"));
    serving.kill();
    assertThat(host.end(70, letters)).extracting(DecisionsIT::status).containsOnly("failed");
    assertThat(host.sent("letters")).hasContent("hold");

    serving.start();
    assertThat(waiting()).isEqualTo(task);
    assertThat(serving.run(0, "approve", "list").out()).contains(task, "before-effect");
    assertThat(serving.run(0, "approve", "show", task).out())
        .contains("letters-are-read")
        .contains("subgoal.capability = test.send")
        .contains("expert.effect = writes-outside");
    assertThat(serving.run(64, "approve", "give", task).err())
        .contains("Whoever hands a task in does not approve it");
    String better = serving.consilium().file("better.txt", "Dear Anna").toString();
    serving.run(
        0,
        "approve",
        "correct",
        task,
        "first.text",
        better,
        "--media",
        "text/plain",
        "--as",
        "Carla");
    assertThat(serving.run(0, "approve", "give", task, "--as", "Dora").out())
        .contains("approved")
        .contains("It waits again");
    assertThat(serving.run(0, "approve", "give", task, "--as", "Dora").out())
        .contains("The task ended: answered");

    Running refused = host.begin("letters", "test.copy", "test.send", "Dear Bill");
    serving.run(0, "approve", "refuse", waiting(), "--as", "Carla", "--why", "He moved.");
    assertThat(message(host.one(4, refused))).contains("A person refused it. He moved.");
    assertThat(host.sent("letters")).hasContent("hold\nDear Anna");
  }

  /** The one task that waits for people, once it does. */
  private String waiting() throws Exception {
    Await.until(() -> serving.ask("approvals").size() == 1);
    return serving.ask("approvals").path(0).path("task").asText();
  }

  @Test
  void aWaitThatNobodyEndsEndsAsTheRuleSaysAndRulesAreHeldAgainstIt() throws Exception {
    List<JsonNode> ends =
        host.end(4, host.begin("waits", "test.copy", "test.copy", "late", "silence"));

    assertThat(message(ends.get(0))).contains("Nobody approved it in time.");
    assertThat(text(ends.get(1))).isEqualTo("silence");
    Path proposal = proposal("proposal", PROPOSAL + MORE);
    Ended dry = serving.run(0, "policy", "dry-run", proposal.toString());
    for (JsonNode end : ends) {
      assertThat(dry.out())
          .contains("task " + end.path("task").asText() + ", task-admitted: allowed then, denied")
          .contains("now by no-small-ones (deny)");
    }
    assertThat(dry.out())
        .contains(
            "before-answer: approval then by nobody-looks (approval) [approvers: 1, otherwise: r")
        .contains("approval now by nobody-looks (approval) [approvers: 2, otherwise: approve]")
        .contains("No question at plugin-installed is on record: its rules were not tried.")
        .doesNotContain("No question at before-answer");
  }

  @Test
  void rulesDenyVetoCapAndMask() throws Exception {
    Running forbidden = host.begin("forbidden", "test.copy", "test.copy", "hello");
    Running vetoed = host.begin("vetoed", "test.copy", "test.copy", "hello");
    Running capped = host.begin("capped", "test.copy", "test.copy", "hello");
    Running masked = host.begin("masked", "test.copy", "test.copy", "hello");

    JsonNode denied = host.one(4, forbidden);
    assertThat(reason(denied)).isEqualTo("POLICY");
    assertThat(message(denied)).contains("Not on this host.");
    assertThat(reason(host.one(4, vetoed))).isEqualTo("NO_EXPERT");
    assertThat(reason(host.one(4, capped))).isEqualTo("BUDGET");
    JsonNode hidden = host.one(0, masked);
    assertThat(status(hidden)).isEqualTo("answered");
    assertThat(hidden.path("answer").path("masked").toString()).isEqualTo("[\"text\"]");
    assertThat(hidden.toString()).doesNotContain("hello");
  }

  @Test
  void whoDecidesAndWhoWorksIsReplacedUnderLoad() throws Exception {
    Path go = serving.directory().resolve("go");
    String[] load = new String[24];
    Arrays.fill(load, "hello");
    load[0] = "wait:" + go;
    Running before = host.begin("before", "test.version", "test.below", load);
    Await.until(() -> Files.exists(serving.directory().resolve("asked-1.0.0")));
    host.replace("2.0.0");
    List<JsonNode> after =
        host.end(0, host.begin("after", "test.version", "test.version", "c", "d"));
    Files.createFile(go);

    List<JsonNode> ends = host.end(0, before);
    assertThat(ends).hasSize(load.length);
    assertThat(text(ends.get(0))).isEqualTo("2.0.0");
  }

  @Test
  void anExpertRunsOutOfTime() throws Exception {
    JsonNode late = host.one(4, host.begin("late", "test.mischief", "test.copy", "hang"));

    assertThat(late.path("trace").findValuesAsText("line"))
        .anySatisfy(line -> assertThat(line).contains("timed-out"));
  }

  @Test
  void rulesAreCheckedAndTested() throws Exception {
    Ended tested = serving.run(65, "policy", "test", proposal("tested", PROPOSAL).toString());
    assertThat(tested.out())
        .contains("pass  small ones are refused")
        .contains("FAIL  large ones are too")
        .contains("2 tests, 1 failed.");
    Path wrong = proposal("wrong", PROPOSAL.replace("task.pipeline", "task.pipelin"));
    assertThat(serving.run(64, "policy", "check", wrong.toString()).err())
        .containsPattern("rules\\.yaml:4:\\d+: ");
  }

  private Path proposal(String name, String rules) throws Exception {
    Path directory = Files.createDirectory(serving.directory().resolve(name));
    Files.writeString(directory.resolve("rules.yaml"), rules);
    Files.writeString(directory.resolve("rules.test.yaml"), TESTS);
    return directory;
  }
}
