package io.consilium.governance.policy.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Entry;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.ledger.Proof;
import io.consilium.api.ledger.Receipt;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.Ruling;
import io.consilium.api.task.Position;
import io.consilium.api.task.TaskId;
import io.consilium.governance.policy.PolicyError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules whose files change under a host that runs. */
class LivePolicyTest {
  private static final String DENY = "rules:\n  - {name: %s, at: task-admitted, deny: Not you.}\n";

  @TempDir Path root;
  private final List<Body> recorded = new ArrayList<>();
  private Ledger ledger = new Remembering();
  private Path directory;
  private RuntimeException fault;
  private LivePolicy policy;

  private class Remembering implements Ledger {
    @Override
    public Receipt append(List<Draft> drafts) {
      drafts.forEach(draft -> recorded.add(draft.body()));
      return null;
    }

    @Override
    public List<Entry> entries(TaskId task) {
      return List.of();
    }

    @Override
    public List<TaskId> recent(int most) {
      return List.of();
    }

    @Override
    public List<TaskId> unfinished() {
      return List.of();
    }

    @Override
    public long size() {
      return recorded.size();
    }

    @Override
    public CompletionStage<Proof> prove(long sequence) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String trouble() {
      return "";
    }
  }

  @BeforeEach
  void begin() throws IOException {
    directory = Files.createDirectory(root.resolve("policy"));
    write("first");
    policy = live();
  }

  private LivePolicy live() {
    Path home = root.resolve("home");
    return new LivePolicy(
        List.of(home, directory),
        this::ledger,
        new RulesBefore(
            root.resolve("in-force"), Map.of("home", home, "policy", directory), this::ledger));
  }

  private Ledger ledger() {
    if (fault != null) {
      throw fault;
    }
    return ledger;
  }

  private void write(String rule) throws IOException {
    Files.writeString(directory.resolve("rules.yaml"), DENY.formatted(rule));
  }

  /** As often as a change needs to count, and once more. */
  private void looks() {
    for (int i = 0; i < 3; i++) {
      policy.look();
    }
  }

  private static Body changed(String pid, String revision) {
    return new Body.ConfigurationChanged(pid, revision);
  }

  @Test
  void aChangeHoldsOnceTwoLooksFindTheSame() throws IOException {
    String first = policy.revision();
    write("half");
    policy.look();
    write("whole");
    policy.look();
    assertThat(policy.revision()).isEqualTo(first);
    assertThat(recorded).isEmpty();

    policy.look();
    assertThat(policy.revision()).isNotEqualTo(first);
    looks();
    assertThat(recorded).containsExactly(changed("policy", policy.revision()));
  }

  @Test
  void aBrokenFileKeepsTheRulesUntilItIsMended() throws IOException {
    String first = policy.revision();
    Files.writeString(directory.resolve("more.yaml"), "rules: [");
    looks();
    assertThat(policy.revision()).isEqualTo(first);
    assertThat(recorded).isEmpty();

    Files.writeString(directory.resolve("more.yaml"), DENY.formatted("more"));
    looks();
    assertThat(policy.revision()).isNotEqualTo(first);
    assertThat(recorded).containsExactly(changed("policy", policy.revision()));
  }

  @Test
  void aFileAmongOthersThatIsRemovedTakesItsRulesAway() throws IOException {
    String first = policy.revision();
    Path more = Files.writeString(directory.resolve("more.yaml"), DENY.formatted("more"));
    looks();
    String both = policy.revision();

    Files.delete(more);
    looks();
    assertThat(policy.revision()).isEqualTo(first);
    assertThat(recorded).containsExactly(changed("policy", both), changed("policy", first));
  }

  @Test
  void aDirectoryThatIsGoneForAMomentTakesNoRulesAway() throws IOException {
    String first = policy.revision();
    Path aside = Files.move(directory, root.resolve("aside"));
    policy.look();
    Files.move(aside, directory);
    policy.look();
    Files.move(directory, aside);
    policy.look();
    assertThat(policy.revision()).isEqualTo(first);
    assertThat(recorded).isEmpty();
  }

  @Test
  void whenAllRuleFilesAreGoneTheRulesGoOnAndThatIsOnRecordOnce() throws IOException {
    String first = policy.revision();
    Files.delete(directory.resolve("rules.yaml"));
    looks();
    assertThat(policy.revision()).isEqualTo(first);
    assertThat(policy.governs(PolicyPoint.TASK_ADMITTED)).isTrue();

    Files.delete(directory);
    looks();
    assertThat(policy.revision()).isEqualTo(first);
    assertThat(recorded).containsExactly(changed("policy-files", "none"));

    Files.createDirectory(directory);
    write("first");
    looks();
    assertThat(policy.revision()).isEqualTo(first);
    assertThat(recorded)
        .containsExactly(changed("policy-files", "none"), changed("policy-files", first));
  }

  @Test
  void oneDirectoryThatIsGoneKeepsItsRulesAlthoughAnotherHasSome() throws IOException {
    Path home = Files.createDirectory(root.resolve("home"));
    Files.writeString(home.resolve("house.yaml"), DENY.formatted("house"));
    looks();
    String both = policy.revision();

    Files.move(directory, root.resolve("aside"));
    looks();
    Files.writeString(home.resolve("house.yaml"), DENY.formatted("other"));
    looks();

    assertThat(policy.revision()).isEqualTo(both);
    assertThat(recorded).containsExactly(changed("policy", both), changed("policy-files", "none"));
  }

  @Test
  void filesThatCannotBeReadKeepTheRules() throws IOException {
    String first = policy.revision();
    Files.delete(directory.resolve("rules.yaml"));
    Files.createDirectory(directory.resolve("rules.yaml"));
    looks();

    assertThat(policy.revision()).isEqualTo(first);
    assertThat(recorded).containsExactly(changed("policy-files", "none"));
  }

  @Test
  void aFileThatIsRenamedToWhatIsNotReadKeepsItsRules() throws IOException {
    String first = policy.revision();
    Files.move(directory.resolve("rules.yaml"), directory.resolve("rules.yml"));
    looks();

    assertThat(policy.revision()).isEqualTo(first);
    assertThatThrownBy(this::live).hasMessageContaining("rules.yml: Only files");
  }

  @Test
  void rulesEndByAFileThatSaysThereAreNone() throws IOException {
    Files.writeString(directory.resolve("rules.yaml"), "rules: []\n");
    looks();
    assertThat(policy.governs(PolicyPoint.TASK_ADMITTED)).isFalse();
    assertThat(recorded).containsExactly(changed("policy", policy.revision()));

    // Where no rules were in force no files are none.
    Files.delete(directory.resolve("rules.yaml"));
    looks();
    assertThat(policy.revision()).isEmpty();

    policy = live();
    assertThat(policy.governs(PolicyPoint.TASK_ADMITTED)).isFalse();
  }

  @Test
  void aStartWithoutRulesThatWereInForceIsRefusedUntilAFileSaysThatThereAreNone()
      throws IOException {
    Path aside = Files.move(directory, root.resolve("aside"));
    assertThatThrownBy(this::live)
        .isInstanceOf(PolicyError.class)
        .hasMessageContaining(directory + ": It held rules when this host last ran")
        .hasMessageContaining("\"rules: []\"");
    Files.createDirectory(directory);
    assertThatThrownBy(this::live).isInstanceOf(PolicyError.class);

    Path none = Files.writeString(directory.resolve("none.yaml"), "rules: []\n");
    assertThat(live().governs(PolicyPoint.TASK_ADMITTED)).isFalse();
    Files.delete(none);
    assertThat(live().governs(PolicyPoint.TASK_ADMITTED)).isFalse();

    Files.delete(directory);
    Files.move(aside, directory);
    assertThat(live().governs(PolicyPoint.TASK_ADMITTED)).isTrue();
  }

  @Test
  void aStartWithoutOneOfTwoDirectoriesOfRulesIsRefused() throws IOException {
    Path home = Files.createDirectory(root.resolve("home"));
    Files.writeString(home.resolve("house.yaml"), DENY.formatted("house"));
    looks();
    Files.delete(home.resolve("house.yaml"));

    assertThatThrownBy(this::live)
        .hasMessageContaining(home + ": It held rules")
        .hasMessageNotContaining(directory + ":");
  }

  @Test
  void whereNothingIsNotedTheLastTaskOnRecordSaysWhetherThereWereRules() throws IOException {
    Files.delete(root.resolve("in-force"));
    Files.delete(directory.resolve("rules.yaml"));
    ruled("t-1", "abc");
    assertThatThrownBy(this::live)
        .hasMessageContaining("The last task on record was under rules (abc).");

    ruled("t-2", "");
    assertThat(live().revision()).isEmpty();
    assertThat(root.resolve("in-force")).doesNotExist();
  }

  /** The last task has a ruling under rules of a revision. */
  private void ruled(String task, String revision) {
    Ruling ruling = Ruling.allowed(PolicyPoint.TASK_ADMITTED, revision);
    DecisionRecord record =
        new DecisionRecord(
            DecisionRecord.SCHEMA,
            0,
            "id",
            "2026-01-31T23:59:59.999Z",
            0,
            "node",
            "boot",
            "trace",
            "span",
            new Position(task, "", 0, 0, 0),
            List.of(),
            Body.PolicyEvaluated.of(ruling, Optional.empty()),
            Map.of());
    ledger =
        new Remembering() {
          @Override
          public List<TaskId> recent(int most) {
            return List.of(new TaskId(task), new TaskId("older"));
          }

          @Override
          public List<DecisionRecord> records(TaskId asked) {
            return asked.value().equals(task) ? List.of(record) : List.of();
          }
        };
  }

  @Test
  void whatChangedWhileThereWasNoLedgerIsRecordedInOrderOnceThereIsOne() throws IOException {
    Ledger later = ledger;
    ledger = null;
    write("second");
    looks();
    String second = policy.revision();
    write("third");
    looks();
    assertThat(recorded).isEmpty();

    ledger = later;
    looks();
    assertThat(recorded)
        .containsExactly(changed("policy", second), changed("policy", policy.revision()));
  }

  @Test
  void whatTheLedgerDoesNotTakeDoesNotCount() throws IOException {
    String first = policy.revision();
    Ledger working = ledger;
    ledger =
        new Remembering() {
          @Override
          public Receipt append(List<Draft> drafts) {
            throw new LedgerFailure("The disk is full.");
          }
        };
    write("second");
    looks();
    assertThat(policy.revision()).isEqualTo(first);

    ledger = working;
    looks();
    assertThat(policy.revision()).isNotEqualTo(first);
    assertThat(recorded).containsExactly(changed("policy", policy.revision()));
  }

  @Test
  void aFaultKeepsTheRulesAndEndsNoLook() throws IOException {
    String first = policy.revision();
    fault = new IllegalStateException("The registry is gone.");
    write("second");
    policy.look();
    policy.look();
    assertThat(policy.revision()).isEqualTo(first);

    fault = null;
    policy.look();
    policy.look();
    assertThat(policy.revision()).isNotEqualTo(first);
  }
}
