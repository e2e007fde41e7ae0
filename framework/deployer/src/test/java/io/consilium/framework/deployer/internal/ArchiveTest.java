package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.ledger.Code;
import io.consilium.framework.deployer.internal.Rollout.Running;
import io.consilium.framework.engine.CodeArchive.Missing;
import io.consilium.framework.engine.CodeArchive.Recalled;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** Recorded code, some of which hangs. */
@Timeout(60)
class ArchiveTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(50);

  @TempDir Path directory;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch hanging = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<String> said = new CopyOnWriteArrayList<>();
  private JarStore store;

  @BeforeEach
  void open() {
    store = new JarStore(directory.resolve("store"));
  }

  @AfterEach
  void stop() {
    end.countDown();
    threads.shutdown();
  }

  /** Hangs on what is called after a method of its own. */
  private final class Hanging implements Archive.Stage {
    private final AtomicLong bundles = new AtomicLong(100);

    @Override
    public Running recall(PluginJar jar) throws InterruptedException {
      said.add("start " + jar.bundle());
      if (jar.bundle().equals("error")) {
        throw new StackOverflowError("deep");
      }
      hang(jar.bundle().equals("start"));
      return new Running(jar, bundle(bundles.incrementAndGet()));
    }

    @Override
    public void letGo(Running running) throws InterruptedException {
      hang(running.jar().bundle().equals("stop"));
      said.add("gone " + running.jar().bundle());
    }

    @Override
    public boolean recalled(long osgiBundle) {
      return osgiBundle > 100;
    }

    private void hang(boolean here) throws InterruptedException {
      if (here) {
        hanging.countDown();
        end.await();
      }
    }
  }

  private static Bundle bundle(long id) {
    return (Bundle)
        Proxy.newProxyInstance(
            ArchiveTest.class.getClassLoader(),
            new Class<?>[] {Bundle.class},
            (proxy, method, arguments) -> method.getName().equals("getBundleId") ? id : null);
  }

  private Archive archive(Duration start, Duration stop) {
    return new Archive(
        store,
        new Hanging(),
        digest -> Optional.empty(),
        new Rollout.Patience(start, stop),
        threads);
  }

  private Code code(String name) throws Exception {
    return code(name, Jars.bundle(name, "1.0.0"));
  }

  private Code code(String name, byte[] bytes) throws Exception {
    Path jar = Files.write(directory.resolve(name + ".jar"), bytes);
    String digest = store.keep(jar, PluginJarDigest.of(jar)).getFileName().toString();
    return new Code(name, name, "1.0.0", digest.replace(".jar", ""), Optional.empty(), Map.of());
  }

  private boolean held(Code code) {
    return store.pinned().contains(code.digest());
  }

  @Test
  void whoRecallsTheSameCodeSharesItAndItStaysInTheStoreUntilTheLastIsDone() throws Exception {
    Archive archive = archive(LONG, LONG);
    Code code = code("good");
    Recalled one = archive.recall(code);
    Recalled two = archive.recall(code);

    assertThat(one.osgiBundle()).isEqualTo(two.osgiBundle()).isEqualTo(101);
    one.close();
    one.close();
    assertThat(said).containsExactly("start good");
    assertThat(held(code)).isTrue();
    two.close();
    assertThat(said).containsExactly("start good", "gone good");
    assertThat(held(code)).isFalse();

    archive.recall(code).close();
    assertThat(said).hasSize(4);
  }

  @Test
  void codeThatHangsWhileItStartsHoldsUpNobodyElse() throws Exception {
    Archive archive = archive(LONG, LONG);
    Code slow = code("start");
    CompletableFuture<Recalled> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return archive.recall(slow);
              } catch (Missing e) {
                throw new IllegalStateException(e);
              }
            },
            threads);
    hanging.await();

    archive.recall(code("good")).close();
    assertThat(said).containsExactly("start start", "start good", "gone good");
    assertThat(waiting).isNotDone();

    end.countDown();
    waiting.get().close();
    assertThat(said).endsWith("gone start");
  }

  @Test
  void whoWaitsForCodeThatHangsIsToldAndItGoesIfItEverStarts() throws Exception {
    Archive archive = archive(SHORT, SHORT);
    Code slow = code("start");

    assertThatThrownBy(() -> archive.recall(slow))
        .isInstanceOf(Missing.class)
        .hasMessageContaining("start 1.0.0 (SHA-256 " + slow.digest() + ") did not start within");
    assertThat(held(slow)).isTrue();
    assertThatThrownBy(() -> archive.recall(slow))
        .hasMessageContaining("was recalled before and does not go");

    end.countDown();
    while (held(slow)) {
      Thread.onSpinWait();
    }
    assertThat(said).containsExactly("start start", "gone start");
  }

  @Test
  void codeThatThrowsWhateverItMayIsMissingAtOnce() throws Exception {
    Archive archive = archive(LONG, LONG);
    Code code = code("error");

    assertThatThrownBy(() -> archive.recall(code))
        .isInstanceOf(Missing.class)
        .hasMessageContaining("broke while it was brought in: java.lang.StackOverflowError: deep");
    assertThatThrownBy(() -> archive.recall(code)).hasMessageContaining("broke while");
  }

  @Test
  void codeThatHangsWhileItStopsHoldsUpNobodyElse() throws Exception {
    Archive archive = archive(LONG, SHORT);
    Code stuck = code("stop");
    archive.recall(stuck).close();

    archive.recall(code("good")).close();
    assertThat(said).containsExactly("start stop", "start good", "gone good");
    assertThat(held(stuck)).isTrue();
    assertThatThrownBy(() -> archive.recall(stuck))
        .isInstanceOf(Missing.class)
        .hasMessageContaining("Maybe start the host again");
  }

  @Test
  void codeThatIsNotThereCanBePutBack() throws Exception {
    Archive archive = archive(LONG, LONG);
    Code code = code("good");
    byte[] bytes = Files.readAllBytes(store.file(code.digest()));
    Files.delete(store.file(code.digest()));

    assertThatThrownBy(() -> archive.recall(code))
        .isInstanceOf(Missing.class)
        .hasMessageContaining("are not in the store");
    Files.write(store.file(code.digest()), bytes);
    archive.recall(code).close();
    assertThat(said).containsExactly("start good", "gone good");
  }

  @Test
  void aBombInTheStoreIsNotOpenedWhateverRecordsNameIt() throws Exception {
    Zips.Content zeros = Zips.Content.of(new byte[100_000]);
    Code bomb = code("bomb", new Zips().with("a", zeros.saying(10)).bytes());

    assertThatThrownBy(() -> archive(LONG, LONG).recall(bomb))
        .isInstanceOf(Missing.class)
        .hasMessageContaining("The code bomb 1.0.0")
        .hasMessageContaining("is refused: its entry a unpacks to more than it says");
    assertThat(said).isEmpty();
  }
}
