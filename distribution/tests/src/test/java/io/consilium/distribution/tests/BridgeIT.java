package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import io.consilium.api.expert.Expert;
import io.consilium.api.ledger.Body.ExpertReturned;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Digest;
import io.consilium.framework.deployer.Deployer;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.TaskOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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

/** A plugin in Python is dropped, replaced, killed and removed like any other. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class BridgeIT {
  private static final String TWICE = Pipelines.twice(PythonJar.NAME);

  @Inject private BundleContext context;
  @Inject private Engine engine;
  @Inject private Deployer deployer;
  private Guests guests;

  @Configuration
  public Option[] container() throws Exception {
    return Distribution.bareContainer();
  }

  @Before
  public void install() throws Exception {
    assumeTrue("There is no python3 on the PATH.", PythonJar.canRun());
    guests = new Guests(context, engine, deployer);
    guests.install(PythonJar.NAME, "1.0.0", PythonJar.NAME, PythonJar.of("1.0.0"));
  }

  @After
  public void nothingIsLeft() throws Exception {
    if (guests != null) {
      guests.remove(PythonJar.NAME);
      Await.until(() -> guests.bundles(PythonJar.NAME).isEmpty() && processes().isEmpty());
    }
  }

  /** Whether the version before gets no new calls any more. */
  private boolean retiring() throws Exception {
    return !context
        .getServiceReferences(Expert.class, "(&(consilium.id=test.python)(consilium.retired=true))")
        .isEmpty();
  }

  /** Processes that this one has started and that run an expert. */
  private static List<ProcessHandle> processes() {
    return ProcessHandle.current()
        .descendants()
        .filter(
            process ->
                process
                    .info()
                    .arguments()
                    .map(Arrays::asList)
                    .orElse(List.of())
                    .contains("expert.py"))
        .toList();
  }

  @Test
  public void itIsReplacedWhileItWorksAndTheRecordsNameBothVersions() throws Exception {
    Path go = Files.createTempDirectory("go").resolve("go");
    Run run = guests.submit(TWICE, "wait:" + go);
    Await.until(() -> Files.exists(go.resolveSibling("asked-1.0.0")));
    PluginJar.drop(guests.plugins(), PythonJar.NAME, PythonJar.of("2.0.0"));
    Await.until(this::retiring);
    Files.createFile(go);
    TaskOutcome outcome = Guests.finish(run);

    assertThat(outcome.answer()).isInstanceOf(Answer.Answered.class);
    assertThat(Guests.text(outcome)).isEqualTo("2.0.0");
    assertThat(Guests.digestsOfReturns(outcome))
        .containsExactly(
            Digest.of(PythonJar.of("1.0.0")).hex(), Digest.of(PythonJar.of("2.0.0")).hex());
    Await.until(() -> guests.bundles(PythonJar.NAME).size() == 1 && processes().size() == 1);
  }

  @Test
  public void aKilledProcessIsAFaultOnRecordAndTheNextTaskFindsAnother() throws Exception {
    Path go = Files.createTempDirectory("go").resolve("go");
    Run run = guests.submit(TWICE, "wait:" + go);
    Await.until(() -> Files.exists(go.resolveSibling("asked-1.0.0")));
    processes().forEach(ProcessHandle::destroyForcibly);

    TaskOutcome outcome = Guests.finish(run);
    assertThat(outcome.answer()).isNotInstanceOf(Answer.Answered.class);
    assertThat(returns(outcome).get(0).outcome()).isEqualTo(ExpertReturned.Outcome.BROKE);
    assertThat(engine.trials())
        .filteredOn(trial -> trial.bundle().equals(PythonJar.NAME))
        .anyMatch(trial -> trial.faults() > 0);

    assertThat(Guests.text(guests.run(TWICE, "hello"))).isEqualTo("1.0.0");
  }

  @Test
  public void aReplacementThatDoesNotStartIsRefusedInItsOwnWords() throws Exception {
    PluginJar.drop(
        guests.plugins(), PythonJar.NAME, PythonJar.of("3.0.0", "raise SystemExit('no model')\n"));
    Await.until(() -> guests.refused(PythonJar.NAME).contains("it said last: no model"));
    assertThat(guests.refused(PythonJar.NAME)).contains("exit status 1");
    assertThat(Guests.text(guests.run(TWICE, "hello"))).isEqualTo("1.0.0");
  }

  private static List<ExpertReturned> returns(TaskOutcome outcome) {
    return outcome.entries().stream()
        .map(entry -> entry.record().body())
        .filter(ExpertReturned.class::isInstance)
        .map(ExpertReturned.class::cast)
        .toList();
  }
}
