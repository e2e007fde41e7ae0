package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.options;

import io.consilium.api.ledger.Body.ExpertReturned;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Entry;
import io.consilium.api.policy.Policy;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Artifact;
import io.consilium.distribution.tests.plugin.CountingGate;
import io.consilium.distribution.tests.plugin.CountingHalting;
import io.consilium.distribution.tests.plugin.CountingModule;
import io.consilium.distribution.tests.plugin.HavocExpert;
import io.consilium.distribution.tests.plugin.HavocModule;
import io.consilium.framework.deployer.Deployer;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.TaskOutcome;
import io.consilium.json.JsonArtifacts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Plugins in processes of their own: what ends theirs does not end ours. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class IsolationIT {
  private static final String HAVOC = "test.apart.havoc";
  private static final String VERSION = "test.asks";
  private static final String PLAIN = "test.plain";
  private static final String POLICED = "test.policed";

  @Inject private BundleContext context;
  @Inject private Engine engine;
  @Inject private Deployer deployer;
  private Guests guests;

  @Configuration
  public Option[] container() throws Exception {
    return options(
        composite(Distribution.bareContainer()),
        frameworkProperty("consilium.plugins.isolated").value("test.apart.*"),
        frameworkProperty("consilium.plugins.isolated.memory").value("32"));
  }

  @Before
  public void waitForTheHouse() throws Exception {
    guests = new Guests(context, engine, deployer);
  }

  @After
  public void clearPlugins() throws Exception {
    for (String name : List.of(HAVOC, VERSION, PLAIN, POLICED)) {
      guests.remove(name);
      Await.until(() -> guests.bundles(name).isEmpty());
    }
  }

  @Test
  public void whateverEndsItsProcessIsOnRecordAndDisturbsNobody() throws Exception {
    guests.install(HAVOC, "1.0.0", HAVOC, havoc());
    guests.install(PLAIN, "7.0.0", PLAIN, PluginJar.of(PLAIN, "7.0.0", ""));
    String first = again(HAVOC, "hello");
    assertThat(first).isNotEqualTo(Long.toString(ProcessHandle.current().pid()));

    assertThat(ended("crash")).contains("native crash", "SIGSEGV");
    assertThat(ended("exit")).contains("exit status 7");
    assertThat(ended("exhaust")).contains("out of memory", "32 MB");

    assertThat(again(HAVOC, "hello")).isNotEqualTo(first);
  }

  /** Brings a process to its end, and gives the words on record; another plugin works meanwhile. */
  private String ended(String how) throws Exception {
    again(HAVOC, "hello");
    Run run = guests.submit(pipeline(HAVOC), how);
    assertThat(Guests.text(guests.run(pipeline(PLAIN), "hello"))).isEqualTo("7.0.0");
    TaskOutcome outcome = Guests.finish(run);
    Entry entry =
        outcome.entries().stream().filter(IsolationIT::returned).findFirst().orElseThrow();
    ExpertReturned returned = (ExpertReturned) entry.record().body();
    assertThat(returned.outcome()).isEqualTo(ExpertReturned.Outcome.BROKE);
    Artifact words = entry.payloads().get("message");
    return new String(new JsonArtifacts().bytes(words, 10_000), StandardCharsets.UTF_8);
  }

  private static boolean returned(Entry entry) {
    DecisionRecord record = entry.record();
    return record.body() instanceof ExpertReturned;
  }

  @Test
  public void aCallThatNeverEndsIsOverInTimeAndItsProcessIsReplaced() throws Exception {
    guests.install(HAVOC, "1.0.0", HAVOC, havoc());
    String first = again(HAVOC, "hello");

    TaskOutcome outcome = guests.run(pipeline(HAVOC).replace("time: 30s", "time: 2s"), "spin");

    Entry entry =
        outcome.entries().stream().filter(IsolationIT::returned).findFirst().orElseThrow();
    assertThat(((ExpertReturned) entry.record().body()).outcome())
        .isEqualTo(ExpertReturned.Outcome.TIMED_OUT);
    // It has a moment to answer that it was cancelled.
    Await.until(() -> !again(HAVOC, "hello").equals(first));
  }

  @Test
  public void aPluginApartIsReplacedWhileItWorks() throws Exception {
    guests.install(VERSION, "1.0.0", VERSION, asking("1.0.0"));
    assertThatThrownBy(
            () ->
                guests
                    .bundles(VERSION)
                    .get(0)
                    .loadClass("io.consilium.distribution.tests.plugin.VersionExpert"))
        .as("the code of the plugin in the host")
        .isInstanceOf(LinkageError.class);
    Path go = Files.createTempDirectory(guests.work(), "go").resolve("go");

    Run run = guests.submit(pipeline(VERSION), "wait:" + go);
    Await.until(() -> Files.exists(go.resolveSibling("asked-1.0.0")));
    PluginJar.drop(guests.plugins(), VERSION, asking("2.0.0"));
    Await.until(() -> guests.ready(VERSION, "2.0.0"));
    Files.createFile(go);

    assertThat(Guests.text(Guests.finish(run))).isEqualTo("1.0.0");
    Await.until(() -> guests.bundles(VERSION).size() == 1);
    assertThat(again(VERSION, "hello")).isEqualTo("2.0.0");
  }

  /** A plugin that asks for a process of its own. */
  private static byte[] asking(String version) throws Exception {
    return PluginJar.headed(PluginJar.of(VERSION, version, ""), "Consilium-Isolation", "process");
  }

  @Test
  public void whatCannotRunApartIsRefusedInWords() throws Exception {
    byte[] jar =
        PluginJar.of(
            HAVOC,
            "1.0.0",
            ",io.consilium.api.routing,io.consilium.api.halting,io.consilium.api.planner",
            CountingModule.class,
            CountingGate.class,
            CountingHalting.class,
            Class.forName(CountingGate.class.getPackageName() + ".Tally"));
    PluginJar.drop(guests.plugins(), HAVOC, jar);
    Await.until(() -> guests.refused(HAVOC).contains("it offers a gate (test.counting)"));

    PluginJar.drop(
        guests.plugins(),
        HAVOC,
        PluginJar.headed(havoc(), "Bundle-Activator", HavocExpert.class.getName()));
    Await.until(() -> guests.refused(HAVOC).contains("cannot have the header Bundle-Activator"));
  }

  @Test
  public void aRuleMayLetInOnlyWhatRunsApart() throws Exception {
    Files.createDirectories(guests.work().resolve("policy"));
    Files.writeString(
        guests.work().resolve("policy/apart.yaml"),
        """
        rules:
          - name: apart
            at: plugin-installed
            when: "!isolated && bundle == '%s'"
            deny: Only what runs apart comes in.
        """
            .formatted(POLICED));
    Policy policy = context.getService(context.getServiceReference(Policy.class));
    Await.until(() -> policy.governs(PolicyPoint.PLUGIN_INSTALLED));

    byte[] jar = PluginJar.of(POLICED, "1.0.0", "");
    PluginJar.drop(guests.plugins(), POLICED, jar);
    Await.until(() -> guests.refused(POLICED).contains("Only what runs apart comes in."));
    assertThat(guests.bundles(POLICED)).isEmpty();

    PluginJar.drop(
        guests.plugins(), POLICED, PluginJar.headed(jar, "Consilium-Isolation", "process"));
    Await.until(() -> guests.refused(POLICED).isEmpty() && !guests.bundles(POLICED).isEmpty());
  }

  /** Asks until a process is there to answer: it is started again after a pause. */
  private String again(String capability, String text) throws Exception {
    String[] answer = new String[1];
    Await.until(
        () -> {
          TaskOutcome outcome = guests.run(pipeline(capability), text);
          boolean answered = outcome.answer() instanceof Answer.Answered;
          answer[0] = answered ? Guests.text(outcome) : "";
          return answered;
        });
    return answer[0];
  }

  private static byte[] havoc() throws Exception {
    return PluginJar.of(
        HAVOC, "1.0.0", ",sun.misc;resolution:=optional", HavocModule.class, HavocExpert.class);
  }

  private static String pipeline(String capability) {
    return Pipelines.once(capability, "cycles: 1, steps: 1, time: 30s");
  }
}
