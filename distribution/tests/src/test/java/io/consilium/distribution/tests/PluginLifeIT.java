package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Entry;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Digest;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Principal;
import io.consilium.api.task.Task;
import io.consilium.framework.deployer.Deployer;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.Submission;
import io.consilium.framework.engine.TaskOutcome;
import io.consilium.framework.pipeline.Pipeline;
import io.consilium.framework.pipeline.PipelineFile;
import io.consilium.json.JsonArtifacts;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
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
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

/** A plugin arrives, is replaced while it works, is removed, and leaves nothing behind. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class PluginLifeIT {
  private static final String HEAD =
      """
      description: A test.
      goal: test.goal
      inputs:
        text: {media: [text/plain], min: 1, max: 1}
      budget: {cycles: 4, steps: 10, time: 1m, cost: 100, levels: 2}
      planner: {use: method-library}
      gate: {use: top-1}
      halting: {use: evidence}
      """;
  private static final String TWICE =
      """
      pipeline: twice
      %smethods:
        - name: twice
          achieves: test.goal
          steps:
            first: {capability: test.version, goal: First, inputs: {text: task.text}}
            second: {capability: test.version, goal: Second, inputs: {text: first.text}}
          outputs: {text: second.text}
      """
          .formatted(HEAD);
  private static final String AROUND =
      """
      pipeline: around
      %smethods:
        - name: around
          achieves: test.goal
          steps:
            fine: {capability: test.version, goal: Fine, inputs: {text: task.text}, optional: true}
            plain:
              capability: test.plain
              goal: Plain
              when: "has(results.fine) && results.fine.status != 'solved'"
              inputs: {text: task.text}
          outputs: {text: fine.text ?? plain.text}
      """
          .formatted(HEAD);

  @Inject private BundleContext context;
  @Inject private Engine engine;
  @Inject private Deployer deployer;
  private Path work;
  private Path plugins;

  @Configuration
  public Option[] container() throws Exception {
    return Distribution.container();
  }

  @Before
  public void waitForTheHouse() throws Exception {
    work = Path.of(context.getProperty("consilium.work"));
    plugins = work.resolve("plugins");
    deployer.settled().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @After
  public void clearPlugins() throws Exception {
    for (String name : List.of("test.version", "test.plain", "test.bad")) {
      Files.deleteIfExists(plugins.resolve(name + ".jar"));
      Await.until(() -> bundles(name).isEmpty());
    }
  }

  @Test
  public void aPluginIsReplacedWhileItWorksAndTheRecordsNameBothVersions() throws Exception {
    PluginJar.drop(plugins, "test.version", "1.0.0");
    Await.until(() -> ready("test.version", "1.0.0"));
    Path go = Files.createTempDirectory("go").resolve("go");

    Run run = submit(TWICE, "wait:" + go);
    Await.until(() -> Files.exists(go.resolveSibling("asked-1.0.0")));
    PluginJar.drop(plugins, "test.version", "2.0.0");
    Await.until(() -> ready("test.version", "2.0.0"));
    Files.createFile(go);
    TaskOutcome outcome = run.outcome().toCompletableFuture().get(60, TimeUnit.SECONDS);

    assertThat(outcome.answer()).isInstanceOf(Answer.Answered.class);
    assertThat(text(outcome)).isEqualTo("2.0.0");
    assertThat(digestsOfReturns(outcome))
        .containsExactly(
            Digest.of(PluginJar.of("test.version", "1.0.0", "")).hex(),
            Digest.of(PluginJar.of("test.version", "2.0.0", "")).hex());
    Await.until(() -> bundles("test.version").size() == 1);
  }

  @Test
  public void aLowerVersionTakesOverUnderConstantLoadWithoutALostCall() throws Exception {
    PluginJar.drop(plugins, "test.version", "2.0.0");
    Await.until(() -> ready("test.version", "2.0.0"));
    try (Load load = new Load(() -> finish(submit(TWICE, "hello")))) {
      load.awaitMore(4);
      PluginJar.drop(plugins, "test.version", "1.0.0");
      Await.until(() -> bundles("test.version").size() == 1 && ready("test.version", "1.0.0"));
      load.awaitMore(4);

      assertThat(load.outcomes())
          .allSatisfy(one -> assertThat(one.answer()).isInstanceOf(Answer.Answered.class));
      assertThat(text(load.last())).isEqualTo("1.0.0");
    }
  }

  @Test
  public void aRemovedPluginGoesUnderConstantLoad() throws Exception {
    PluginJar.drop(plugins, "test.version", "1.0.0");
    PluginJar.drop(plugins, "test.plain", "7.0.0");
    Await.until(() -> ready("test.version", "1.0.0") && ready("test.plain", "7.0.0"));
    try (Load load = new Load(() -> finish(submit(AROUND, "hello")))) {
      load.awaitMore(4);
      Files.delete(plugins.resolve("test.version.jar"));
      Await.until(() -> bundles("test.version").isEmpty());
      load.awaitMore(4);

      assertThat(load.outcomes())
          .allSatisfy(one -> assertThat(one.answer()).isInstanceOf(Answer.Answered.class));
      assertThat(text(load.last())).isEqualTo("7.0.0");
    }
  }

  @Test
  public void thePlannerPlansAroundARemovedPlugin() throws Exception {
    PluginJar.drop(plugins, "test.version", "1.0.0");
    PluginJar.drop(plugins, "test.plain", "7.0.0");
    Await.until(() -> ready("test.version", "1.0.0") && ready("test.plain", "7.0.0"));
    assertThat(text(finish(submit(AROUND, "hello")))).isEqualTo("1.0.0");

    Files.delete(plugins.resolve("test.version.jar"));
    Await.until(() -> bundles("test.version").isEmpty());

    assertThat(text(finish(submit(AROUND, "hello")))).isEqualTo("7.0.0");
  }

  @Test
  public void aRemovedPluginsClassesAreCollected() throws Exception {
    PluginJar.drop(plugins, "test.version", "1.0.0");
    Await.until(() -> ready("test.version", "1.0.0"));
    assertThat(text(finish(submit(TWICE, "hello")))).isEqualTo("1.0.0");
    WeakReference<ClassLoader> loader = loader("test.version");

    Files.delete(plugins.resolve("test.version.jar"));
    Await.until(() -> bundles("test.version").isEmpty());

    Await.until(
        () -> {
          System.gc();
          return loader.get() == null;
        });
  }

  @Test
  public void garbageDisturbsNobody() throws Exception {
    PluginJar.drop(plugins, "test.version", "1.0.0");
    Await.until(() -> ready("test.version", "1.0.0"));

    Files.write(plugins.resolve("test.bad.jar"), new byte[] {'P', 'K', 3, 4, 0});
    Await.until(() -> refused("test.bad.jar").contains("is no whole jar"));
    Files.write(
        plugins.resolve("test.bad.jar"), PluginJar.of("test.bad", "1.0.0", ",com.nobody.has"));
    Await.until(() -> refused("test.bad.jar").contains("com.nobody.has"));

    assertThat(bundles("test.bad")).isEmpty();
    assertThat(text(finish(submit(TWICE, "hello")))).isEqualTo("1.0.0");
  }

  @Test
  public void aReplacementThatCannotStartLeavesTheOldOneAtWork() throws Exception {
    PluginJar.drop(plugins, "test.version", "1.0.0");
    Await.until(() -> ready("test.version", "1.0.0"));

    Files.write(
        plugins.resolve("test.version.jar"),
        PluginJar.of("test.version", "3.0.0", ",com.nobody.has"));
    Await.until(() -> refused("test.version.jar").contains("com.nobody.has"));

    assertThat(text(finish(submit(TWICE, "hello")))).isEqualTo("1.0.0");
  }

  private Run submit(String yaml, String text) {
    Pipeline pipeline = PipelineFile.read("test.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    Artifact artifact =
        new JsonArtifacts().of(MediaType.TEXT, text.getBytes(StandardCharsets.UTF_8));
    return engine.submit(
        new Submission(
            pipeline,
            List.of(new Task.Input("text", "text", artifact)),
            Principal.LOCAL,
            OptionalLong.of(1),
            progress -> {}));
  }

  private static TaskOutcome finish(Run run) throws Exception {
    return run.outcome().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private static String text(TaskOutcome outcome) throws Exception {
    Artifact artifact = outcome.answer().outputs().get("text").get(0);
    return new String(new JsonArtifacts().bytes(artifact, 1000), StandardCharsets.UTF_8);
  }

  private static List<String> digestsOfReturns(TaskOutcome outcome) {
    return outcome.entries().stream()
        .map(Entry::record)
        .filter(record -> record.body() instanceof Body.ExpertReturned)
        .flatMap(record -> record.code().stream())
        .map(Code::digest)
        .toList();
  }

  private boolean ready(String id, String version) {
    return engine.installed().stream()
        .anyMatch(one -> one.id().equals(id) && one.version().equals(version) && one.ready());
  }

  private String refused(String file) {
    return deployer.plugins().stream()
        .filter(plugin -> plugin.file().getFileName().toString().equals(file))
        .map(Deployer.Plugin::message)
        .findFirst()
        .orElse("");
  }

  private List<Bundle> bundles(String name) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> name.equals(bundle.getSymbolicName()))
        .toList();
  }

  private WeakReference<ClassLoader> loader(String name) {
    return new WeakReference<>(bundles(name).get(0).adapt(BundleWiring.class).getClassLoader());
  }
}
