package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.framework.deployer.Deployer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of files in the plugin directories of a host that runs. */
class WatchingDeployerTest {
  private static final String NAME = "a.plugin";

  @TempDir Path directory;

  @Test
  void aZipBombIsRefusedOnceInWordsAndOnRecordAndKeptNowhere() throws Exception {
    Zips zip = new Zips();
    Zips.Content zeros = Zips.Content.of(new byte[1 << 20]);
    int at = zip.put("a", zeros);
    for (int i = 0; i < 1_000; i++) {
      zip.listed("a" + i, zeros, at);
    }
    FakeHouse house = FakeHouse.at(directory);
    house.drop("bomb.jar", zip.bytes());

    house.look().look();

    assertThat(house.deployer().plugins())
        .singleElement()
        .satisfies(
            plugin -> {
              assertThat(plugin.state()).isEqualTo(Deployer.State.REFUSED);
              assertThat(plugin.message()).contains("entries a0 and a1 share the same bytes");
            });
    assertThat(house.records).containsExactly("REFUSED   too-large");
    assertThat(house.store.directory()).doesNotExist();
    assertThat(house.deployer().settled().toCompletableFuture()).isCompleted();
  }

  @Test
  void aHigherVersionReplacesTheOneThatServes() throws Exception {
    FakeHouse house = FakeHouse.at(directory);
    house.drop("a-1.jar", NAME, "1.0.0");
    house.look();
    house.drop("a-2.jar", NAME, "2.0.0");

    house.look();

    assertThat(house.running()).containsExactly("a.plugin 2.0.0 primary");
    assertThat(house.states()).containsExactly("1.0.0 SHADOWED NONE", "2.0.0 ACTIVE PRIMARY");
    assertThat(house.records)
        .containsExactly(
            "INSTALLED a.plugin 1.0.0 dropped",
            "STARTED a.plugin 1.0.0 dropped",
            "INSTALLED a.plugin 2.0.0 dropped",
            "REPLACED a.plugin 2.0.0 dropped");
  }

  @Test
  void aBrokenVersionIsRefusedAndTheOneBeforeGoesOn() throws Exception {
    FakeHouse house = FakeHouse.at(directory);
    house.drop("a-1.jar", NAME, "1.0.0");
    house.look();
    house.broken.add("a.plugin 2.0.0");
    house.drop("a-2.jar", NAME, "2.0.0");

    house.look().look();

    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary");
    assertThat(house.states()).containsExactly("1.0.0 ACTIVE PRIMARY", "2.0.0 REFUSED NONE");
    assertThat(house.deployer().plugins().get(0).message())
        .startsWith("goes on, since ")
        .endsWith("a-2.jar is refused.");
    assertThat(house.records).contains("REFUSED a.plugin 2.0.0 not-started");
  }

  @Test
  void aJarThatTwoLooksMissIsTakenOut() throws Exception {
    FakeHouse house = FakeHouse.at(directory);
    Path jar = house.drop("a.jar", NAME, "1.0.0");
    house.look();
    Files.delete(jar);

    house.look();
    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary");
    assertThat(house.deployer().plugins())
        .singleElement()
        .satisfies(one -> assertThat(one.message()).contains("its file is gone"));
    house.look();

    assertThat(house.running()).isEmpty();
    assertThat(house.records).endsWith("REMOVED a.plugin 1.0.0 file-removed");
  }

  @Test
  void aJarThatIsPutInPlaceOfItselfGoesOn() throws Exception {
    FakeHouse house = FakeHouse.at(directory);
    house.drop("a-1.jar", NAME, "1.0.0");
    house.drop("a-2.jar", NAME, "2.0.0");
    house.look();
    for (int i = 0; i < 3; i++) {
      Files.delete(house.plugins.resolve("a-2.jar"));
      house.look();
      house.drop("a-2.jar", NAME, "2.0.0");
      house.look();
    }

    assertThat(house.running()).containsExactly("a.plugin 2.0.0 primary");
    assertThat(house.records)
        .containsExactly("INSTALLED a.plugin 2.0.0 dropped", "STARTED a.plugin 2.0.0 dropped");
  }

  @Test
  void aDirectoryThatIsGoneOrSweptTakesNothingDown() throws Exception {
    FakeHouse house = FakeHouse.at(directory);
    house.drop("a-1.jar", NAME, "1.0.0");
    house.look();
    house.drop("a-2.jar", NAME, "2.0.0");
    house.look();
    Path aside = Files.move(house.plugins, house.plugins.resolveSibling("unmounted"));

    // Before any look has seen it, too.
    assertThatThrownBy(() -> house.deployer().rollBack(NAME, Optional.empty()))
        .hasMessageContaining("is gone");
    assertThat(house.plugins).doesNotExist();
    house.look().look().look();
    assertThat(house.running()).containsExactly("a.plugin 2.0.0 primary");
    assertThat(house.deployer().plugins())
        .anySatisfy(
            one -> {
              assertThat(one.file()).isEqualTo(house.plugins);
              assertThat(one.message()).startsWith("is gone: what it held goes on.");
            });
    assertThatThrownBy(() -> house.deployer().rollBack(NAME, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is gone");

    Files.createDirectory(house.plugins);
    house.look().look().look();
    assertThat(house.running()).containsExactly("a.plugin 2.0.0 primary");
    assertThat(house.deployer().plugins())
        .anySatisfy(one -> assertThat(one.message()).startsWith("holds nothing any more"));

    Files.delete(house.plugins);
    Files.move(aside, house.plugins);
    house.look();
    assertThat(house.states()).containsExactly("1.0.0 SHADOWED NONE", "2.0.0 ACTIVE PRIMARY");
  }

  @Test
  void aLinkThatLeadsInACircleDisturbsNobody() throws Exception {
    FakeHouse house = FakeHouse.at(directory);
    Path circle = house.plugins.resolve("circle.jar");
    Files.createSymbolicLink(circle, circle);
    house.drop("a.jar", NAME, "1.0.0");

    house.look().look();

    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary");
    assertThat(house.states()).containsExactly("1.0.0 ACTIVE PRIMARY", " REFUSED NONE");
  }

  static List<Error> errors() {
    return List.of(
        new StackOverflowError(), new OutOfMemoryError("theirs"), new Error("of their own"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void whateverAnActivatorThrowsIsARefusalAndTheWatchGoesOn(Error error) throws Exception {
    FakeHouse house = FakeHouse.at(directory);
    house.throwing.put("a.plugin 1.0.0", error);
    house.drop("a.jar", NAME, "1.0.0");
    house.look().look();
    assertThat(house.records).endsWith("REFUSED a.plugin 1.0.0 not-started");

    house.drop("b.jar", "b.plugin", "1.0.0");
    house.look();
    assertThat(house.running()).containsExactly("b.plugin 1.0.0 primary");
  }

  @ParameterizedTest
  @MethodSource("errors")
  void whateverAReplacementThrowsAfterItsStartIsARefusal(Error error) throws Exception {
    FakeHouse house = FakeHouse.at(directory);
    house.drop("a-1.jar", NAME, "1.0.0");
    house.look();
    house.unplayable.put("a.plugin 2.0.0", error);
    house.drop("a-2.jar", NAME, "2.0.0");
    house.look().look();

    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary");
    assertThat(house.records).endsWith("REFUSED a.plugin 2.0.0 not-healthy");
  }

  @Test
  void whoIsWrittenAnewIsTriedAnew() throws Exception {
    FakeHouse house = FakeHouse.at(directory);
    house.broken.add("a.plugin 1.0.0");
    Path jar = house.drop("a.jar", NAME, "1.0.0");
    house.look().look();
    house.broken.clear();
    house.look();
    assertThat(house.states()).containsExactly("1.0.0 REFUSED NONE");

    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
    house.look();
    assertThat(house.states()).containsExactly("1.0.0 COMING NONE");
    house.look();

    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary");
  }

  @Test
  void aFirstVersionIsAskedItsExamplesToo() throws Exception {
    FakeHouse house = FakeHouse.at(directory);
    byte[] jar =
        Jars.with(FakeHouse.jar(NAME, "1.0.0"), Map.of("CONSILIUM-INF/examples/one.json", "{"));
    house.drop("a.jar", jar);

    house.look().look();

    assertThat(house.running()).isEmpty();
    assertThat(house.records)
        .containsExactly("INSTALLED a.plugin 1.0.0 dropped", "REFUSED a.plugin 1.0.0 not-healthy");
    assertThat(house.deployer().plugins().get(0).message()).contains("carries an example");
  }

  @Test
  void nothingIsRemovedWhileAFileMayBeItsSuccessor() throws Exception {
    FakeHouse house = FakeHouse.at(directory);
    Path jar = house.drop("a.jar", NAME, "1.0.0");
    house.look();
    Files.delete(jar);
    Files.write(house.plugins.resolve("b.jar"), Jars.bundle(NAME, "1.1.0"));

    house.look();
    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary");
    house.look();

    assertThat(house.running()).containsExactly("a.plugin 1.1.0 primary");
    assertThat(house.records).noneMatch(record -> record.startsWith("REMOVED"));
  }

  @Test
  void whoDrainsSlowlyHoldsUpNoOtherPlugin() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    CountDownLatch calls = new CountDownLatch(1);
    BlockingQueue<Long> draining = new ArrayBlockingQueue<>(1);
    FakeHouse house = new FakeHouse(directory, threads);
    house.drop("slow-1.jar", "a.slow", "1.0.0");
    house.drop("quick-1.jar", "a.quick", "1.0.0");
    awaitActive(house, 2);
    house.onDrain =
        bundle -> {
          if (house.running().contains("a.slow 1.0.0 retired") && draining.offer(bundle)) {
            await(calls);
          }
        };
    house.drop("slow-2.jar", "a.slow", "2.0.0");
    while (draining.isEmpty()) {
      house.look();
      Thread.onSpinWait();
    }

    house.drop("quick-2.jar", "a.quick", "2.0.0");
    house.drop("slow-3.jar", "a.slow", "3.0.0");
    while (!house.running().contains("a.quick 2.0.0 primary")) {
      house.look();
      Thread.onSpinWait();
    }

    assertThat(house.running()).contains("a.slow 1.0.0 retired", "a.slow 2.0.0 primary");
    assertThat(house.running()).noneMatch(one -> one.startsWith("a.slow 3.0.0"));
    calls.countDown();
    while (!house.running().contains("a.slow 3.0.0 primary")) {
      house.look();
      Thread.onSpinWait();
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(house.records.stream().filter(record -> record.contains("a.slow")))
        .containsExactly(
            "INSTALLED a.slow 1.0.0 dropped",
            "STARTED a.slow 1.0.0 dropped",
            "INSTALLED a.slow 2.0.0 dropped",
            "REPLACED a.slow 2.0.0 dropped",
            "INSTALLED a.slow 3.0.0 dropped",
            "REPLACED a.slow 3.0.0 dropped");
  }

  private static void awaitActive(FakeHouse house, int plugins) {
    while (house.running().size() < plugins) {
      house.look();
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
