package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Digest;
import io.consilium.api.task.TaskId;
import io.consilium.distribution.tests.plugin.VerifierModule;
import io.consilium.distribution.tests.plugin.VersionVerifier;
import io.consilium.framework.deployer.Deployer;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.TaskOutcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** Two versions of a plugin side by side, under tasks. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class RolloutIT {
  private static final String NAME = "test.version";
  private static final String OLD = "1.0.0";
  private static final String NEW = "1.1.0";
  private static final int TASKS = 40;
  private static final double SHARE = 0.4;

  /** Few verdicts tell little: so the margin is wide. */
  private static final String EARLY = "promote.after = 6\npromote.margin = 0.5\n";

  /** What was judged before counts: each trial has bytes of its own. */
  private static final String SHADOW = "1.2.0";

  private static final String PIPELINE =
      """
      pipeline: checked
      description: A test.
      goal: test.goal
      inputs:
        text: {media: [text/plain], min: 1, max: 1}
      budget: {cycles: 2, steps: 10, time: 1m, cost: 100, levels: 1}
      planner: {use: method-library}
      gate: {use: top-1}
      halting: {use: evidence}
      methods:
        - name: ask
          achieves: test.goal
          steps:
            ask: {capability: test.version, goal: Ask, inputs: {text: task.text}}
          checks:
            fine: {verifier: test.judge, inputs: {text: ask.text}, required: true}
          outputs: {text: ask.text}
      """;

  @Inject private BundleContext context;
  @Inject private Engine engine;
  @Inject private Deployer deployer;
  @Inject private Ledger ledger;
  private Guests guests;
  private Path plugins;

  @Configuration
  public Option[] container() throws Exception {
    return Distribution.bareContainer();
  }

  @Before
  public void oneVersionServes() throws Exception {
    guests = new Guests(context, engine, deployer);
    plugins = guests.plugins();
    guests.install(
        "test.judge",
        OLD,
        "test.judge",
        PluginJar.of(
            "test.judge",
            OLD,
            ",io.consilium.api.verifier",
            VerifierModule.class,
            VersionVerifier.class));
    guests.install(NAME, OLD, NAME, PluginJar.of(NAME, OLD, ""));
  }

  @After
  public void clear() throws Exception {
    try (var files = Files.list(plugins)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    Await.until(() -> guests.bundles(NAME).isEmpty() && guests.bundles("test.judge").isEmpty());
  }

  /** Drops a version to be tried, and returns once it is. */
  private void tryOut(String version, String plan) throws Exception {
    Files.writeString(plugins.resolve(NAME + ".rollout"), "candidate = " + version + "\n" + plan);
    PluginJar.drop(plugins, NAME + "-new", PluginJar.of(NAME, version, ""));
    Await.until(() -> role(version).filter(one -> one != Deployer.Role.NONE).isPresent());
  }

  private Optional<Deployer.Role> role(String version) {
    return deployer.plugins().stream()
        .filter(one -> one.bundle().equals(NAME) && one.version().equals(version))
        .map(Deployer.Plugin::role)
        .findFirst();
  }

  private List<TaskOutcome> runs(int tasks) throws Exception {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      runs.add(guests.submit(PIPELINE, "hello"));
    }
    List<TaskOutcome> outcomes = new ArrayList<>();
    for (Run run : runs) {
      outcomes.add(Guests.finish(run));
    }
    assertThat(outcomes)
        .allSatisfy(one -> assertThat(one.answer()).isInstanceOf(Answer.Answered.class));
    return outcomes;
  }

  private static TaskId task(TaskOutcome outcome) {
    return new TaskId(outcome.entries().get(0).record().position().task());
  }

  /** As an auditor draws, from the task's id alone. */
  private static boolean drawn(TaskId task) {
    byte[] hash =
        Digest.sha256().digest((task.value() + "/" + NAME).getBytes(StandardCharsets.UTF_8));
    return (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1.0p-53 < SHARE;
  }

  @Test
  public void aCanaryGetsTheTasksThatAreDrawnForItAndNoOther() throws Exception {
    tryOut(NEW, "mode = canary\nshare = " + SHARE + "\npromote.after = 0\n");

    int canaries = 0;
    for (TaskOutcome outcome : runs(TASKS)) {
      boolean drawn = drawn(task(outcome));
      canaries += drawn ? 1 : 0;
      assertThat(Guests.text(outcome)).isEqualTo(drawn ? NEW : OLD);
    }

    assertThat(canaries).isBetween(1, TASKS - 1);
    assertThat(role(OLD)).contains(Deployer.Role.PRIMARY);
    assertThat(role(NEW)).contains(Deployer.Role.CANARY);
  }

  @Test
  public void aShadowIsRecordedAndNeverUsedAndPromotedOnItsVerdicts() throws Exception {
    tryOut(SHADOW, "mode = shadow\n" + EARLY);

    List<TaskOutcome> outcomes = runs(6);
    for (TaskOutcome outcome : outcomes) {
      assertThat(Guests.text(outcome)).isEqualTo(OLD);
    }
    Await.until(() -> shadowed(task(outcomes.get(0))));
    Await.until(
        () ->
            role(SHADOW).equals(Optional.of(Deployer.Role.PRIMARY))
                && guests.bundles(NAME).size() == 1);

    assertThat(Guests.text(runs(1).get(0))).isEqualTo(SHADOW);
    assertThat(plugins.resolve(NAME + ".rollout")).doesNotExist();
  }

  private boolean shadowed(TaskId task) throws Exception {
    String digest = Digest.of(PluginJar.of(NAME, SHADOW, "")).hex();
    for (DecisionRecord record : ledger.records(task)) {
      if (record.body() instanceof Body.ShadowReturned) {
        return record.code().stream().map(Code::digest).anyMatch(digest::equals);
      }
    }
    return false;
  }

  @Test
  public void aShadowThatBreaksIsGivenUpAndNobodyNotices() throws Exception {
    tryOut("1.1.0.bad", "mode = shadow\nrollback.faults = 2\n");

    runs(4);
    Await.until(() -> guests.bundles(NAME).size() == 1);

    assertThat(Guests.text(runs(1).get(0))).isEqualTo(OLD);
    assertThat(plugins.resolve(NAME + "-new.jar.rolled-back")).exists();
  }

  @Test
  public void aPersonRollsBackToWhatWasOverwritten() throws Exception {
    guests.install(NAME, NEW, NAME, PluginJar.of(NAME, NEW, ""));
    assertThat(Guests.text(runs(1).get(0))).isEqualTo(NEW);

    Deployer.Turn turn = deployer.rollBack(NAME, Optional.empty());
    Await.until(() -> guests.ready(NAME, OLD) && guests.bundles(NAME).size() == 1);

    assertThat(turn.version()).isEqualTo(OLD);
    assertThat(Guests.text(runs(1).get(0))).isEqualTo(OLD);
  }
}
