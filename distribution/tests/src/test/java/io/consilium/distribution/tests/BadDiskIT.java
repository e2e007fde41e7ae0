package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.consilium.distribution.tests.Consilium.Ended;
import io.consilium.distribution.tests.Consilium.Running;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is full, and one that cannot be written, under the ledger. Needs the right to mount a
 * small file system; skipped where there is none.
 */
class BadDiskIT {
  @TempDir private Path directory;
  private Path ledger;
  private Consilium consilium;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    ledger = Files.createDirectories(directory.resolve("work/ledger"));
    consilium = Consilium.bare(directory.resolve("work"), directory);
    consilium.file("nobody.yaml", BadInputIT.nobody());
    consilium.file("a.txt", "hello");
    mounted = mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", ledger.toString());
    assumeTrue(mounted, "no right to mount a small file system");
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      new ProcessBuilder("umount", "-l", ledger.toString()).start().waitFor();
    }
  }

  private static boolean mount(String... arguments) throws InterruptedException {
    try {
      String[] command = new String[arguments.length + 1];
      command[0] = "mount";
      System.arraycopy(arguments, 0, command, 1, arguments.length);
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aFullDiskStopsTheWorkAndLosesNothing() throws Exception {
    assertThat(run().code()).isEqualTo(4);
    Running serving = consilium.start("serve");
    Await.until(() -> serving.said().contains("Serving"));
    Path filler = ledger.resolve("filler");
    fill(filler);

    Ended ended = run();

    assertThat(ended.code()).as(ended.err()).isEqualTo(70);
    assertThat(ended.err() + ended.out()).contains("No space left").contains("free some space");
    assertThat(ended.err()).doesNotContain("\tat ");
    assertThat(run().code()).isEqualTo(70);
    serving.process().destroy();
    serving.end();
    Ended starting = run();
    assertThat(starting.code()).isEqualTo(70);
    assertThat(starting.err()).contains("No space left").contains("free some space");

    Files.delete(filler);
    assertThat(run().code()).isEqualTo(4);
    assertThat(consilium.run("audit", "verify").code()).isZero();
  }

  @Test
  void aLedgerThatCannotBeWrittenIsSaidSoAndCanBeRead() throws Exception {
    assertThat(run().code()).isEqualTo(4);
    assumeTrue(mount("-o", "remount,ro", ledger.toString()), "no right to remount");

    Ended ended = run();

    assertThat(ended.code()).as(ended.err()).isEqualTo(70);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .contains("Read-only file system")
        .contains(ledger.toString())
        .contains("Maybe")
        .doesNotContain("\tat ");
    assertThat(consilium.run("audit", "list").code()).isZero();
    assertThat(consilium.run("audit", "verify").code()).isZero();
  }

  @Test
  void anOutputDirectoryThatCannotBeWrittenIsKnownBeforeThereIsATask() throws Exception {
    assumeTrue(mount("-o", "remount,ro", ledger.toString()), "no right to remount");

    Ended ended = consilium.run("run", "./nobody.yaml", "a.txt", "--out", ledger + "/out");

    assertThat(ended.code()).isEqualTo(64);
    assertThat(ended.err()).contains("The output directory").contains("Maybe");
  }

  private Ended run() throws Exception {
    return consilium.run("run", "./nobody.yaml", "a.txt", "--json");
  }

  /** Writes until the disk is full. */
  private static void fill(Path filler) throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }
}
