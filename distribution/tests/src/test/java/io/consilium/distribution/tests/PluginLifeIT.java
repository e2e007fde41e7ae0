package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.task.Answer;
import io.consilium.api.task.Digest;
import io.consilium.framework.deployer.Deployer;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.TaskOutcome;
import java.lang.ref.WeakReference;
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

/** A plugin arrives, is replaced while it works, is removed, and leaves nothing behind. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class PluginLifeIT {
  private static final String TWICE = Pipelines.twice("test.version");
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
          .formatted(Pipelines.HEAD);

  @Inject private BundleContext context;
  @Inject private Engine engine;
  @Inject private Deployer deployer;
  private Guests guests;
  private Path plugins;

  @Configuration
  public Option[] container() throws Exception {
    return Distribution.container();
  }

  @Before
  public void waitForTheHouse() throws Exception {
    guests = new Guests(context, engine, deployer);
    plugins = guests.plugins();
  }

  @After
  public void clearPlugins() throws Exception {
    for (String name : List.of("test.version", "test.plain", "test.bad")) {
      guests.remove(name);
      Await.until(() -> guests.bundles(name).isEmpty());
    }
  }

  @Test
  public void aPluginIsReplacedWhileItWorksAndTheRecordsNameBothVersions() throws Exception {
    PluginJar.drop(plugins, "test.version", "1.0.0");
    Await.until(() -> guests.ready("test.version", "1.0.0"));
    Path go = Files.createTempDirectory("go").resolve("go");

    Run run = guests.submit(TWICE, "wait:" + go);
    Await.until(() -> Files.exists(go.resolveSibling("asked-1.0.0")));
    PluginJar.drop(plugins, "test.version", "2.0.0");
    Await.until(() -> guests.ready("test.version", "2.0.0"));
    Files.createFile(go);
    TaskOutcome outcome = Guests.finish(run);

    assertThat(outcome.answer()).isInstanceOf(Answer.Answered.class);
    assertThat(Guests.text(outcome)).isEqualTo("2.0.0");
    assertThat(Guests.digestsOfReturns(outcome))
        .containsExactly(
            Digest.of(PluginJar.of("test.version", "1.0.0", "")).hex(),
            Digest.of(PluginJar.of("test.version", "2.0.0", "")).hex());
    Await.until(() -> guests.bundles("test.version").size() == 1);
  }

  @Test
  public void aLowerVersionTakesOverUnderConstantLoadWithoutALostCall() throws Exception {
    PluginJar.drop(plugins, "test.version", "2.0.0");
    Await.until(() -> guests.ready("test.version", "2.0.0"));
    try (Load load = new Load(() -> guests.run(TWICE, "hello"))) {
      load.awaitMore(4);
      PluginJar.drop(plugins, "test.version", "1.0.0");
      Await.until(
          () ->
              guests.bundles("test.version").size() == 1 && guests.ready("test.version", "1.0.0"));
      load.awaitMore(4);

      assertThat(load.outcomes())
          .allSatisfy(one -> assertThat(one.answer()).isInstanceOf(Answer.Answered.class));
      assertThat(Guests.text(load.last())).isEqualTo("1.0.0");
    }
  }

  @Test
  public void aRemovedPluginGoesUnderConstantLoad() throws Exception {
    PluginJar.drop(plugins, "test.version", "1.0.0");
    PluginJar.drop(plugins, "test.plain", "7.0.0");
    Await.until(() -> guests.ready("test.version", "1.0.0") && guests.ready("test.plain", "7.0.0"));
    try (Load load = new Load(() -> guests.run(AROUND, "hello"))) {
      load.awaitMore(4);
      Files.delete(plugins.resolve("test.version.jar"));
      Await.until(() -> guests.bundles("test.version").isEmpty());
      load.awaitMore(4);

      assertThat(load.outcomes())
          .allSatisfy(one -> assertThat(one.answer()).isInstanceOf(Answer.Answered.class));
      assertThat(Guests.text(load.last())).isEqualTo("7.0.0");
    }
  }

  @Test
  public void thePlannerPlansAroundARemovedPlugin() throws Exception {
    PluginJar.drop(plugins, "test.version", "1.0.0");
    PluginJar.drop(plugins, "test.plain", "7.0.0");
    Await.until(() -> guests.ready("test.version", "1.0.0") && guests.ready("test.plain", "7.0.0"));
    assertThat(Guests.text(guests.run(AROUND, "hello"))).isEqualTo("1.0.0");

    Files.delete(plugins.resolve("test.version.jar"));
    Await.until(() -> guests.bundles("test.version").isEmpty());

    assertThat(Guests.text(guests.run(AROUND, "hello"))).isEqualTo("7.0.0");
  }

  @Test
  public void aRemovedPluginsClassesAreCollected() throws Exception {
    PluginJar.drop(plugins, "test.version", "1.0.0");
    Await.until(() -> guests.ready("test.version", "1.0.0"));
    assertThat(Guests.text(guests.run(TWICE, "hello"))).isEqualTo("1.0.0");
    WeakReference<ClassLoader> loader = guests.loader("test.version");

    Files.delete(plugins.resolve("test.version.jar"));
    Await.until(() -> guests.bundles("test.version").isEmpty());

    Guests.awaitCollected(loader);
  }

  @Test
  public void garbageDisturbsNobody() throws Exception {
    PluginJar.drop(plugins, "test.version", "1.0.0");
    Await.until(() -> guests.ready("test.version", "1.0.0"));

    Files.write(plugins.resolve("test.bad.jar"), new byte[] {'P', 'K', 3, 4, 0});
    Await.until(() -> guests.refused("test.bad").contains("is no whole jar"));
    Files.write(
        plugins.resolve("test.bad.jar"), PluginJar.of("test.bad", "1.0.0", ",com.nobody.has"));
    Await.until(() -> guests.refused("test.bad").contains("com.nobody.has"));

    assertThat(guests.bundles("test.bad")).isEmpty();
    assertThat(Guests.text(guests.run(TWICE, "hello"))).isEqualTo("1.0.0");
  }

  @Test
  public void aFirstVersionThatDoesNotAsItsExampleSaysIsRefused() throws Exception {
    byte[] plugin = PluginJar.of("test.version", "1.0.0", "");
    String example =
        "{\"capability\": \"test.version\", \"expect\": \"%s\","
            + " \"inputs\": {\"text\": {\"media\": \"text/plain\", \"text\": \"hello\"}}}";
    String path = "CONSILIUM-INF/examples/one.json";
    PluginJar.drop(
        plugins, "test.version", PluginJar.with(plugin, path, example.formatted("declined")));
    Await.until(
        () ->
            guests
                .refused("test.version")
                .contains("its own example \"one\" ended as solved instead of declined"));
    assertThat(guests.bundles("test.version")).isEmpty();

    PluginJar.drop(
        plugins, "test.version", PluginJar.with(plugin, path, example.formatted("solved")));
    Await.until(() -> guests.ready("test.version", "1.0.0"));
    assertThat(Guests.text(guests.run(TWICE, "hello"))).isEqualTo("1.0.0");
  }

  @Test
  public void aReplacementThatCannotStartLeavesTheOldOneAtWork() throws Exception {
    PluginJar.drop(plugins, "test.version", "1.0.0");
    Await.until(() -> guests.ready("test.version", "1.0.0"));

    Files.write(
        plugins.resolve("test.version.jar"),
        PluginJar.of("test.version", "3.0.0", ",com.nobody.has"));
    Await.until(() -> guests.refused("test.version").contains("com.nobody.has"));

    assertThat(Guests.text(guests.run(TWICE, "hello"))).isEqualTo("1.0.0");
  }
}
