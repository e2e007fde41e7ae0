package io.consilium.framework.planners.hrm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.Settings;
import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.neural.checkpoint.Safetensors;
import io.consilium.framework.neural.checkpoint.Tensor;
import io.consilium.framework.runtimes.tensor.Tensors;
import io.consilium.tck.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworksTest {
  @TempDir private Path directory;
  private Networks networks;

  @BeforeEach
  void look() {
    networks = new Networks(Map.of("sudoku", FakeNetwork::new), Optional.of(directory));
  }

  @AfterEach
  void close() {
    networks.close();
  }

  private Checkpoint write(String name) throws Exception {
    return SmallNetworks.write(directory.resolve(name + ".safetensors"), SmallNetworks.trm());
  }

  @Test
  void aFileInTheDirectoryIsANetworkByItsName() throws Exception {
    assertThat(networks.refusal("mine")).isPresent();

    Checkpoint written = write("mine");

    assertThat(networks.refusal("mine")).isEmpty();
    assertThat(networks.named("mine").orElseThrow().digest()).isEqualTo(written.digest());
    assertThat(networks.refusal("min").orElseThrow())
        .contains("Known: mine, none, sudoku.")
        .contains("Maybe \"mine\" is meant")
        .contains(directory.toString());
  }

  @Test
  void aFileComesBeforeTheBundlesNetworkOfThatName() throws Exception {
    Checkpoint written = write("sudoku");

    assertThat(networks.named("sudoku").orElseThrow().digest()).isEqualTo(written.digest());
  }

  @Test
  void aNetworkInUseStaysWhatItWasWhateverBecomesOfItsFile() throws Exception {
    write("mine");
    Network first = networks.named("mine").orElseThrow();
    Files.delete(directory.resolve("mine.safetensors"));

    assertThat(networks.refusal("mine")).isEmpty();
    assertThat(networks.named("mine")).containsSame(first);
  }

  @Test
  void noNameLeadsOutOfTheDirectory() throws Exception {
    write("mine");
    Networks below =
        new Networks(Map.of(), Optional.of(Files.createDirectory(directory.resolve("below"))));

    assertThat(below.refusal("../mine")).isPresent();
    assertThat(below.named("../mine")).isEmpty();
  }

  @Test
  void aCheckpointThatWillNotDoIsNoNetworkAndSaysWhy() throws Exception {
    write("cut");
    Path file = directory.resolve("cut.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 9));
    altered("greedy", SmallNetworks.trm().put("hidden_size", 4096));
    altered("chess", SmallNetworks.trm().put("task", "chess"));
    altered("wide", SmallNetworks.trm().put("side", 9));
    altered("kind", SmallNetworks.trm().put("kind", "cnn"));

    assertThat(trouble("cut")).contains("(cut) does not load").contains("Maybe");
    assertThat(trouble("greedy")).contains("its configuration needs");
    assertThat(trouble("chess")).contains("(chess)").contains("Maybe sudoku");
    assertThat(trouble("wide")).contains("of side 9").contains("needs 81 of 11");
    assertThat(trouble("kind")).contains("(cnn)").contains("Maybe hrm or trm");
  }

  @Test
  void weightsThatAreNotItsConfigurationsAreToldOfWhenItIsAsked() throws Exception {
    altered("other", SmallNetworks.trm().put("L_layers", 1));
    networks.load();

    ExpertOutcome outcome =
        new ProposeExpert(networks)
            .solve(
                new Assignment(
                    "grid.propose",
                    "Think",
                    Map.of("grid", List.of(Task4.ARTIFACTS.of(Task4.OPEN))),
                    new Settings(Map.of("network", "other"))),
                TestContext.create());

    ExpertOutcome.Failed failed = (ExpertOutcome.Failed) outcome;
    assertThat(failed.code()).isEqualTo("no-network");
    assertThat(failed.message()).contains("unknown").contains("Maybe");
  }

  /** The weights of a small network under another configuration. */
  private void altered(String name, ObjectNode config) throws Exception {
    Checkpoint good = write(name);
    Checkpoint.write(
        directory.resolve(name + ".safetensors"), config, good.training(), good.tensors().values());
  }

  @Test
  void anOfficialCheckpointIsANetworkOnceItsSettingsStandInItsMetadata() throws Exception {
    ObjectNode config =
        SmallNetworks.trm()
            .put("puzzle_emb_ndim", 16)
            .put("puzzle_emb_len", 2)
            .put("num_puzzle_identifiers", 1)
            .put("halt_exploration_prob", 0.1)
            .put("forward_dtype", "bfloat16");
    List<Tensor> official =
        SmallNetworks.weights(config).stream()
            .map(tensor -> tensor.named("_orig_mod." + tensor.name()))
            .toList();
    Path bare = directory.resolve("bare.safetensors");
    Path told = directory.resolve("told.safetensors");
    Safetensors.write(bare, Map.of("format", "pt"), official);
    Safetensors.write(told, Map.of("format", "pt", "config", config.toString()), official);

    assertThat(trouble("bare"))
        .contains("holds no configuration. Maybe it is an official one")
        .endsWith("under config.");
    Network network = networks.named("told").orElseThrow();
    assertThat(network.step(Task4.OPEN, Optional.empty(), new Network.Start(0, 1), () -> false))
        .get()
        .satisfies(step -> assertThat(step.cells()).hasSize(16));
  }

  @Test
  void whileOneNetworkLoadsAnotherIsAsked() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    Networks both =
        new Networks(
            Map.of(
                "slow",
                () -> {
                  begun.countDown();
                  assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
                  return new FakeNetwork();
                },
                "quick",
                FakeNetwork::new),
            Optional.empty());
    CompletableFuture<Optional<Network>> slow =
        CompletableFuture.supplyAsync(() -> both.named("slow"));
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

    assertThat(both.named("quick")).isPresent();
    assertThat(both.refusal("slow")).isEmpty();
    asked.countDown();
    assertThat(slow.get(30, TimeUnit.SECONDS)).isPresent();
  }

  private String trouble(String name) {
    assertThat(networks.refusal(name)).isEmpty();
    assertThat(networks.named(name)).isEmpty();
    return networks.trouble(name);
  }

  @Test
  void aDamagedFileOfAShippedNamesKeepsNobodyElseFromWork() throws Exception {
    write("mine");
    Files.write(directory.resolve("sudoku.safetensors"), new byte[] {1, 2, 3});

    networks.load();

    assertThat(trouble("sudoku")).contains("(sudoku) does not load").contains("Maybe");
    assertThat(networks.named("mine")).isPresent();
  }

  @Test
  void anErrorOnLoadingIsToldOfWhenTheNetworkIsAsked() {
    Networks failing =
        new Networks(
            Map.of(
                "huge",
                () -> {
                  throw new OutOfMemoryError("Java heap space");
                },
                "unlinked",
                () -> {
                  throw new NoClassDefFoundError("org/nd4j/Nd4j");
                }),
            Optional.empty());

    assertThat(failing.named("huge")).isEmpty();
    assertThat(failing.trouble("huge")).contains("(huge) does not load").contains("-Xmx");
    assertThat(failing.named("unlinked")).isEmpty();
    assertThat(failing.trouble("unlinked")).contains("org/nd4j/Nd4j").contains("Maybe");
  }

  @Test
  void networksThatNobodyAskedTakeNoNativeMemory() throws Exception {
    write("mine");
    long before = Tensors.health().usedBytes();

    networks.load();

    assertThat(Tensors.health().usedBytes()).isLessThanOrEqualTo(before);
    assertThat(networks.named("mine")).isPresent();
  }
}
