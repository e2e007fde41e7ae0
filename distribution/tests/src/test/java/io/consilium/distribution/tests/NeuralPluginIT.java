package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.task.Answer;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Principal;
import io.consilium.api.task.Task;
import io.consilium.distribution.tests.plugin.NetworkExpert;
import io.consilium.distribution.tests.plugin.NetworkModule;
import io.consilium.framework.deployer.Deployer;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.Submission;
import io.consilium.framework.engine.TaskOutcome;
import io.consilium.framework.pipeline.Pipeline;
import io.consilium.framework.pipeline.PipelineFile;
import io.consilium.framework.runtimes.tensor.TensorHealth;
import io.consilium.framework.runtimes.tensor.Tensors;
import io.consilium.json.JsonArtifacts;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
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

/** Plugins that compute with ND4J come and go, and leave no native memory behind. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class NeuralPluginIT {
  private static final String NAME = "test.network";
  private static final int REPLACEMENTS = 10;
  private static final int CANCELLED = 1000;
  private static final long SLACK = 64L << 20;
  private static final String PIPELINE =
      """
      pipeline: think
      description: A test.
      goal: test.goal
      inputs:
        text: {media: [text/plain], min: 1, max: 1}
      budget: {cycles: 1, steps: 10, time: 1m, cost: 100, levels: 2}
      planner: {use: method-library}
      gate: {use: top-1}
      halting: {use: evidence}
      methods:
        - name: think
          achieves: test.goal
          steps:
            one: {capability: test.network, goal: Think, inputs: {text: task.text}}
          outputs: {text: one.text}
      """;

  @Inject private BundleContext context;
  @Inject private Engine engine;
  @Inject private Deployer deployer;
  private Path plugins;

  @Configuration
  public Option[] container() throws Exception {
    return Distribution.container();
  }

  @Before
  public void waitForTheHouse() throws Exception {
    plugins = Path.of(context.getProperty("consilium.work")).resolve("plugins");
    deployer.settled().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @After
  public void clearPlugins() throws Exception {
    Files.deleteIfExists(plugins.resolve(NAME + ".jar"));
    Await.until(() -> bundles().isEmpty());
  }

  @Test
  public void tenReplacementsLeaveNothingBehind() throws Exception {
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    install("1.0.0");
    assertThat(text(finish(submit("think")))).isEqualTo("1.0.0");
    TensorHealth before = baseline();
    for (int i = 1; i <= REPLACEMENTS; i++) {
      loaders.add(loader());
      install("1.0." + i);
      assertThat(text(finish(submit("think")))).isEqualTo("1.0." + i);
    }

    for (WeakReference<ClassLoader> loader : loaders) {
      Await.until(() -> collected(loader));
    }
    TensorHealth after = settled(before.usedBytes());
    assertThat(after.usedBytes()).isLessThanOrEqualTo(before.usedBytes());
    assertThat(after.processBytes()).isLessThan(before.processBytes() + SLACK);
  }

  @Test
  public void aThousandCancelledRunsLeaveNothingBehind() throws Exception {
    install("2.0.0");
    finish(submit("think"));
    cancelled(CANCELLED / 10);
    TensorHealth before = baseline();

    cancelled(CANCELLED);

    TensorHealth after = settled(before.usedBytes());
    assertThat(after.usedBytes()).isLessThanOrEqualTo(before.usedBytes());
    assertThat(after.processBytes()).isLessThan(before.processBytes() + SLACK);
    assertThat(text(finish(submit("think")))).isEqualTo("2.0.0");
  }

  private void cancelled(int times) throws Exception {
    Semaphore inside = new Semaphore(0);
    System.getProperties().put(NetworkExpert.INSIDE, inside);
    try {
      for (int i = 0; i < times; i++) {
        Run run = submit("stop:" + i % 4);
        assertThat(inside.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
        run.cancel();
        assertThat(finish(run).answer()).isNotInstanceOf(Answer.Answered.class);
      }
    } finally {
      System.getProperties().remove(NetworkExpert.INSIDE);
    }
  }

  /** The health once arrays that nobody refers to are freed: no more than wanted, if it comes. */
  private static TensorHealth settled(long wanted) throws Exception {
    WeakReference<Object> marker = new WeakReference<>(new Object());
    Await.until(
        () -> {
          System.gc();
          return marker.get() == null && Tensors.health().usedBytes() <= wanted;
        });
    return Tensors.health();
  }

  /** The health when ten looks in a row, each after a collection, found nothing more to free. */
  private static TensorHealth baseline() throws Exception {
    long[] seen = {Long.MAX_VALUE, 0};
    Await.until(
        () -> {
          System.gc();
          long used = Tensors.health().usedBytes();
          seen[1] = used == seen[0] ? seen[1] + 1 : 0;
          seen[0] = used;
          return seen[1] >= 10;
        });
    return Tensors.health();
  }

  private static boolean collected(WeakReference<ClassLoader> loader) {
    System.gc();
    return loader.get() == null;
  }

  private void install(String version) throws Exception {
    byte[] jar =
        PluginJar.of(
            NAME,
            version,
            ",io.consilium.framework.neural",
            NetworkModule.class,
            NetworkExpert.class);
    PluginJar.drop(plugins, NAME, jar);
    Await.until(
        () ->
            engine.installed().stream()
                .anyMatch(
                    one -> one.id().equals(NAME) && one.version().equals(version) && one.ready()));
    Await.until(() -> bundles().size() == 1);
  }

  private Run submit(String text) {
    Pipeline pipeline = PipelineFile.read("test.yaml", PIPELINE.getBytes(StandardCharsets.UTF_8));
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

  private List<Bundle> bundles() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> NAME.equals(bundle.getSymbolicName()))
        .toList();
  }

  private WeakReference<ClassLoader> loader() {
    return new WeakReference<>(bundles().get(0).adapt(BundleWiring.class).getClassLoader());
  }
}
