package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.api.data.GridSolution;
import io.consilium.api.data.Segment;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Entry;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.SubgoalId;
import io.consilium.distribution.tests.plugin.NetworkExpert;
import io.consilium.distribution.tests.plugin.NetworkModule;
import io.consilium.framework.deployer.Deployer;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.TaskOutcome;
import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.neural.checkpoint.Tensor;
import io.consilium.framework.neural.token.TokenNetwork;
import io.consilium.framework.runtimes.tensor.TensorHealth;
import io.consilium.framework.runtimes.tensor.Tensors;
import io.consilium.json.Json;
import io.consilium.json.JsonArtifacts;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

  private static final String SMALL =
      """
      {"kind": "trm", "task": "sudoku", "side": 9, "seq_len": 81, "vocab_size": 11,
       "hidden_size": 32, "num_heads": 2, "expansion": 1, "H_cycles": 1, "L_cycles": 1,
       "L_layers": 2, "halt_max_steps": 16,
       "mixture": {"experts": 2, "gating": "switch", "expansion": 1}}
      """;
  private static final String PLANNER = "io.consilium.framework.planners.hrm";

  /** Ten cells of it are open. */
  private static final String PUZZLE =
      "534678912672195348.98.42567859.614234268537.171392485696.5.7284287419635.452861.9";

  @Inject private BundleContext context;
  @Inject private Engine engine;
  @Inject private Deployer deployer;
  private Guests guests;

  @Configuration
  public Option[] container() throws Exception {
    return Distribution.container();
  }

  @Before
  public void waitForTheHouse() throws Exception {
    guests = new Guests(context, engine, deployer);
  }

  @After
  public void clearPlugins() throws Exception {
    guests.remove(NAME);
    guests.remove(PLANNER);
    Await.until(() -> guests.bundles(NAME).isEmpty());
  }

  @Test
  public void tenReplacementsLeaveNothingBehind() throws Exception {
    replaced(NAME, this::install, version -> assertThat(think()).isEqualTo(version));
  }

  /** The planner itself, thinking with a network in plain Java and with one on ND4J. */
  @Test
  public void thePlannerIsReplacedTenTimesBetweenSudokus() throws Exception {
    Path shipped = shippedPlanner();
    String sudoku = Files.readString(Distribution.home().resolve("pipelines/sudoku.yaml"));
    String tokens =
        sudoku
            .replace("network: sudoku", "network: small")
            .replaceAll("segments: [0-9]+", "segments: 1");
    String digest = smallNetwork(guests.work().resolve("networks/small.safetensors"));

    replaced(
        PLANNER,
        version -> guests.install(PLANNER, version, "hrm", PluginJar.versioned(shipped, version)),
        version -> {
          TaskOutcome first = guests.run(sudoku, PUZZLE);
          assertThat(first.answer()).isInstanceOf(Answer.Answered.class);
          assertThat(solution(first).method()).isEqualTo("network");
          assertThat(planner(first)).isEqualTo(version);
          TaskOutcome second = guests.run(tokens, PUZZLE);
          assertThat(second.answer()).isInstanceOf(Answer.Answered.class);
          assertThat(solution(second).solutions()).isEqualTo(solution(first).solutions());
          assertThat(segment(second).network()).isEqualTo(digest);
          assertThat(segment(second).routing()).hasSize(2);
        });
  }

  private interface With {
    void version(String version) throws Exception;
  }

  /** Installs version after version of a plugin, does work with each, and looks what is left. */
  private void replaced(String name, With install, With work) throws Exception {
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    install.version("1.0.0");
    Await.until(() -> guests.bundles(name).size() == 1);
    work.version("1.0.0");
    TensorHealth before = baseline();
    for (int i = 1; i <= REPLACEMENTS; i++) {
      loaders.add(guests.loader(name));
      install.version("1.0." + i);
      Await.until(() -> guests.bundles(name).size() == 1);
      work.version("1.0." + i);
    }

    for (WeakReference<ClassLoader> loader : loaders) {
      Guests.awaitCollected(loader);
    }
    flatSince(before);
  }

  private static void flatSince(TensorHealth before) throws Exception {
    TensorHealth after = settled(before.usedBytes());
    assertThat(after.usedBytes()).isLessThanOrEqualTo(before.usedBytes());
    assertThat(after.processBytes()).isLessThan(before.processBytes() + SLACK);
  }

  @Test
  public void aThousandCancelledRunsLeaveNothingBehind() throws Exception {
    install("2.0.0");
    think();
    cancelled(CANCELLED / 10);
    TensorHealth before = baseline();

    cancelled(CANCELLED);

    flatSince(before);
    assertThat(think()).isEqualTo("2.0.0");
  }

  private void cancelled(int times) throws Exception {
    Semaphore inside = new Semaphore(0);
    System.getProperties().put(NetworkExpert.INSIDE, inside);
    try {
      for (int i = 0; i < times; i++) {
        Run run = guests.submit(PIPELINE, "stop:" + i % 4);
        assertThat(inside.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
        run.cancel();
        assertThat(Guests.finish(run).answer()).isNotInstanceOf(Answer.Answered.class);
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

  private void install(String version) throws Exception {
    byte[] jar =
        PluginJar.of(
            NAME,
            version,
            ",io.consilium.framework.neural",
            NetworkModule.class,
            NetworkExpert.class);
    guests.install(NAME, version, NAME, jar);
  }

  private String think() throws Exception {
    return Guests.text(guests.run(PIPELINE, "think"));
  }

  private static Path shippedPlanner() throws IOException {
    try (Stream<Path> jars = Files.list(Distribution.home().resolve("plugins"))) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith(PLANNER))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Writes a network on the tokens of a Sudoku, with mixtures and random weights. */
  private static String smallNetwork(Path file) throws IOException {
    ObjectNode config = (ObjectNode) Json.tree(SMALL.getBytes(StandardCharsets.UTF_8));
    List<Tensor> tensors;
    try (TokenNetwork made = TokenNetwork.create(config, 1)) {
      tensors = made.network().tensors();
    }
    Files.createDirectories(file.getParent());
    return Checkpoint.write(file, config, config.objectNode(), tensors).digest();
  }

  private static GridSolution solution(TaskOutcome outcome) throws Exception {
    Artifact artifact = outcome.answer().outputs().get("solution").get(0);
    return new JsonArtifacts().read(artifact, GridSolution.class);
  }

  private static Segment segment(TaskOutcome outcome) throws Exception {
    Artifact artifact =
        outcome.carry().results().get(new SubgoalId("segment-0-1")).outputs().get("segment").get(0);
    return new JsonArtifacts().read(artifact, Segment.class);
  }

  /** The version that the records name as the planner's. */
  private static String planner(TaskOutcome outcome) {
    return outcome.entries().stream()
        .map(Entry::record)
        .filter(record -> record.body() instanceof Body.PlanRevised)
        .flatMap(record -> record.code().stream())
        .map(Code::version)
        .findFirst()
        .orElseThrow();
  }
}
