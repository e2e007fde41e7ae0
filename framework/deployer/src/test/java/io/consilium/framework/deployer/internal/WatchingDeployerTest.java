package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Entry;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.ledger.Proof;
import io.consilium.api.ledger.Receipt;
import io.consilium.api.task.TaskId;
import io.consilium.framework.deployer.Deployer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no plugins, in a host that runs. */
class WatchingDeployerTest {
  @TempDir Path directory;
  private final List<Body> recorded = new ArrayList<>();

  private final class Remembering implements Ledger {
    @Override
    public Receipt append(List<Draft> drafts) {
      drafts.forEach(draft -> recorded.add(draft.body()));
      return null;
    }

    @Override
    public List<Entry> entries(TaskId task) {
      return List.of();
    }

    @Override
    public List<TaskId> recent(int most) {
      return List.of();
    }

    @Override
    public List<TaskId> unfinished() {
      return List.of();
    }

    @Override
    public long size() {
      return recorded.size();
    }

    @Override
    public CompletionStage<Proof> prove(long sequence) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String trouble() {
      return "";
    }
  }

  @Test
  void aZipBombIsRefusedOnceInWordsAndOnRecordAndKeptNowhere() throws Exception {
    Zips zip = new Zips();
    Zips.Content zeros = Zips.Content.of(new byte[1 << 20]);
    int at = zip.put("a", zeros);
    for (int i = 0; i < 1_000; i++) {
      zip.listed("a" + i, zeros, at);
    }
    Path plugins = Files.createDirectory(directory.resolve("plugins"));
    Path bomb = Files.write(plugins.resolve("bomb.jar"), zip.bytes());
    Files.setLastModifiedTime(bomb, FileTime.from(Instant.now().minusSeconds(60)));
    JarStore store = new JarStore(directory.resolve("store"));
    Ledger ledger = new Remembering();
    Changes changes = new Changes(() -> ledger, digest -> Optional.empty());
    Admittance admittance =
        new Admittance(
            directory.resolve("trusted"), "", false, directory, (before, revision) -> {});
    Rollout rollout =
        new Rollout(
            null,
            store,
            admittance,
            new PluginPolicy(() -> null, (ruling, question) -> {}),
            null,
            new Traffic(() -> null),
            changes,
            new Rollout.Patience(Duration.ZERO, Duration.ZERO));
    WatchingDeployer deployer =
        new WatchingDeployer(
            List.of(new PluginFolder(plugins, store::has, Clock.systemUTC())), rollout, changes);

    deployer.look();
    deployer.look();

    assertThat(deployer.plugins())
        .singleElement()
        .satisfies(
            plugin -> {
              assertThat(plugin.state()).isEqualTo(Deployer.State.REFUSED);
              assertThat(plugin.message()).contains("entries a0 and a1 share the same bytes");
            });
    assertThat(recorded)
        .containsExactly(
            new Body.PluginChanged(Body.PluginChanged.Change.REFUSED, "", "", "too-large"));
    assertThat(store.directory()).doesNotExist();
    assertThat(deployer.settled().toCompletableFuture()).isCompleted();
  }
}
