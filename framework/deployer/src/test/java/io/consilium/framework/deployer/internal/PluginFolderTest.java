package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.task.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginFolderTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path directory;
  private final SetClock clock = new SetClock();

  @Test
  void aFileCountsOnceTwoLooksFindItTheSame() throws Exception {
    PluginFolder folder = new PluginFolder(directory, digest -> false, clock);
    byte[] jar = Jars.bundle("a.b", "1.2.3");
    write("x.jar", jar);

    assertThat(folder.look()).isEmpty();
    assertThat(folder.settled()).isFalse();
    PluginJar found = folder.look().get(0).jar();
    assertThat(folder.settled()).isTrue();
    assertThat(found.bundle()).isEqualTo("a.b");
    assertThat(found.version()).hasToString("1.2.3");
    assertThat(found.digest()).isEqualTo(Digest.of(jar));
  }

  @Test
  void anOldFileCountsAtTheFirstLook() throws Exception {
    write("x.jar", Jars.bundle("a.b", "1.2.3"));
    clock.pass(Duration.ofMinutes(1));

    assertThat(new PluginFolder(directory, digest -> false, clock).look()).hasSize(1);
  }

  @Test
  void aFileThatIsBeingOverwrittenStaysWhatItWas() throws Exception {
    PluginFolder folder = new PluginFolder(directory, digest -> false, clock);
    write("x.jar", Jars.bundle("a.b", "1.0.0"));
    folder.look();
    List<PluginFolder.Finding> before = folder.look();
    byte[] next = Jars.bundle("a.b", "2.0.0");

    write("x.jar", Arrays.copyOf(next, 60));
    assertThat(folder.look()).isEqualTo(before);
    clock.pass(Duration.ofMillis(500));
    assertThat(folder.look()).isEqualTo(before);
    write("x.jar", next);
    folder.look();
    assertThat(folder.look().get(0).jar().version()).hasToString("2.0.0");
  }

  @Test
  void halfAJarIsRefusedWhenItHasNotGrownForAWhile() throws Exception {
    PluginFolder folder = new PluginFolder(directory, digest -> false, clock);
    write("x.jar", Arrays.copyOf(Jars.bundle("a.b", "1.0.0"), 60));
    folder.look();
    assertThat(folder.look()).isEmpty();
    clock.pass(Duration.ofSeconds(3));

    assertThat(folder.look().get(0).bad())
        .hasMessageContaining("is no whole jar")
        .hasMessageContaining("x.jar.part");
  }

  @Test
  void whatIsNoPluginSaysWhy() throws Exception {
    write("nameless.jar", Jars.bundle(null, "1.0.0"));
    write("odd.jar", Jars.bundle("a.b", "one"));
    clock.pass(Duration.ofMinutes(1));

    assertThat(new PluginFolder(directory, digest -> false, clock).look())
        .extracting(finding -> finding.bad().code())
        .containsExactly("no-symbolic-name", "bad-version");
  }

  @Test
  void whoRemovesJarsLeavesTheRestAndADirectoryThatIsSweptHoldsOn() throws Exception {
    PluginFolder folder = new PluginFolder(directory, digest -> false, clock);
    write("x.jar", Jars.bundle("a.b", "1.0.0"));
    clock.pass(Duration.ofMinutes(1));
    assertThat(folder.look()).hasSize(1);
    Files.delete(directory.resolve("x.jar"));
    assertThat(folder.look()).isEmpty();

    write("x.jar", Jars.bundle("a.b", "1.0.0"));
    write(".served", new byte[] {1});
    clock.pass(Duration.ofMinutes(1));
    assertThat(folder.look()).hasSize(1);
    Files.delete(directory.resolve("x.jar"));
    Files.delete(directory.resolve(".served"));
    assertThat(folder.look()).hasSize(1);
    assertThat(folder.problem()).startsWith("holds nothing any more: what it held goes on.");
    assertThat(folder.settled()).isTrue();

    write("y.jar", Jars.bundle("b.c", "1.0.0"));
    clock.pass(Duration.ofMinutes(1));
    assertThat(folder.look()).extracting(one -> one.jar().bundle()).containsExactly("b.c");
    assertThat(folder.problem()).isEmpty();
  }

  @Test
  void aFragmentIsNoPlugin() throws Exception {
    write(
        "x.jar",
        Jars.bundle(
            Map.of("Bundle-SymbolicName", "a.b", "Fragment-Host", "system.bundle;extension:=x")));
    clock.pass(Duration.ofMinutes(1));

    assertThat(new PluginFolder(directory, digest -> false, clock).look().get(0).bad())
        .hasMessageContaining("is a fragment")
        .hasMessageContaining("Maybe leave out Fragment-Host");
  }

  @Test
  void whatBreaksItsReaderIsRefusedAndTheOthersAreRead() throws Exception {
    write("a.jar", Jars.bundle("a.b", "1.0.0"));
    write("b.jar", Jars.bundle("b.c", "1.0.0"));
    clock.pass(Duration.ofMinutes(1));
    boolean[] first = {true};

    List<PluginFolder.Finding> found =
        new PluginFolder(
                directory,
                digest -> {
                  if (first[0]) {
                    first[0] = false;
                    throw new StackOverflowError();
                  }
                  return false;
                },
                clock)
            .look();

    assertThat(found).filteredOn(one -> one.jar() != null).hasSize(1);
    assertThat(found)
        .anySatisfy(
            one -> assertThat(one.bad()).hasMessageContaining("java.lang.StackOverflowError"));
  }

  @Test
  void whatWouldNotFitIntoARecordIsNoName() throws Exception {
    write("a.jar", Jars.bundle("n".repeat(70_000), "1.0.0"));
    write("b.jar", Jars.bundle("n".repeat(201), "1.0.0"));
    write("c.jar", Jars.bundle("n".repeat(200) + ";singleton:=true", "1.0.0"));
    write("d.jar", Jars.bundle("a.b", "1.0.0." + "v".repeat(70_000)));
    clock.pass(Duration.ofMinutes(1));

    List<PluginFolder.Finding> found = new PluginFolder(directory, digest -> false, clock).look();
    assertThat(found)
        .extracting(finding -> finding.bad() == null ? "" : finding.bad().code())
        .containsExactly("too-long", "too-long", "", "too-long");
    assertThat(found.get(0).bad())
        .hasMessage(
            "has a Bundle-SymbolicName of 70000 characters (nnnnnnnnnnnnnnnnnnnn...); at most 200."
                + " Maybe build it with bnd-maven-plugin.");
  }

  @Test
  void partsHiddenFilesAndOthersAreNotLookedAt() throws Exception {
    for (String name : List.of("x.jar.part", ".x.jar", "x.txt")) {
      write(name, new byte[] {1});
    }
    clock.pass(Duration.ofMinutes(1));

    assertThat(new PluginFolder(directory, digest -> false, clock).look()).isEmpty();
    assertThat(new PluginFolder(directory.resolve("none"), digest -> false, clock).look())
        .isEmpty();
  }

  private void write(String name, byte[] content) throws IOException {
    Path file = Files.write(directory.resolve(name), content);
    Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
  }

  /** A clock that tests set. */
  private static final class SetClock extends Clock {
    private Instant now = START;

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
