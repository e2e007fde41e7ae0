package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code plugin dev} beside a host. The build is a script in Maven's place, since what a plugin's
 * project needs is not installed while these tests run.
 */
class PluginDevIT {
  private static final String MAVEN =
      """
      mkdir -p target/surefire-reports
      cp report.xml target/surefire-reports/TEST-kit.xml
      if [ -e broken ]; then
        echo "[ERROR] src/A.java:[1,1] class expected"
        echo "[ERROR] -> [Help 1]"
        exit 1
      fi
      cp next.jar target/plugin.jar""";

  private Serving serving;
  private Path project;
  private Path said;

  @BeforeEach
  void serve() throws Exception {
    serving = new Serving();
    serving.start();
    project = Files.createDirectories(serving.directory().resolve("project"));
    Files.createDirectory(project.resolve("src"));
    Files.createFile(project.resolve("pom.xml"));
    Files.writeString(project.resolve("once.yaml"), Pipelines.once("test.dev"));
    Files.writeString(project.resolve("in.txt"), "hello");
    report("<testcase name='rule01'/>");
    said = Consilium.passing();
  }

  @AfterEach
  void stop() throws Exception {
    serving.stop();
  }

  private void report(String cases) throws IOException {
    Files.writeString(project.resolve("report.xml"), "<testsuite>" + cases + "</testsuite>");
  }

  private void save(String version) throws IOException {
    Path part = project.resolve("part");
    Files.write(part, PluginJar.of("test.dev", version, ""));
    Files.move(part, project.resolve("next.jar"), StandardCopyOption.ATOMIC_MOVE);
    Files.writeString(project.resolve("src").resolve("A.java"), "// " + version);
  }

  private void awaitSaid(String text) throws Exception {
    Await.until(() -> Files.readString(said).contains(text));
  }

  @Test
  void eachSaveTakesOverAndShowsATaskAndWhatBreaksLeavesTheOneBefore() throws Exception {
    Shell shell = new Shell(serving);
    shell.command("mvn", MAVEN);
    save("1.0.0");
    Process dev =
        shell.start(project, "exec consilium plugin dev . --run ./once.yaml --file in.txt", said);
    try {
      awaitSaid("test.dev 1.0.0: active");
      awaitSaid("text: 1.0.0");
      awaitSaid("Waiting for a save");

      save("1.1.0");
      awaitSaid("text: 1.1.0");

      report("<testcase name='rule09'><failure message='[Rule 9: no.]'/></testcase>");
      Files.createFile(project.resolve("broken"));
      save("1.2.0");
      awaitSaid("1 broken");
      awaitSaid("rule09: [Rule 9: no.]");
      awaitSaid("src/A.java:[1,1] class expected");
      awaitSaid("what ran before goes on");
      assertThat(Files.readString(said)).doesNotContain("Help 1").doesNotContain("\tat ");

      Files.delete(project.resolve("broken"));
      report("<testcase name='rule09'/>");
      save("1.3.0");
      awaitSaid("text: 1.3.0");
    } finally {
      new ProcessBuilder("kill", "-INT", Long.toString(dev.pid())).start().waitFor();
    }
    assertThat(dev.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(dev.exitValue()).isZero();
    assertThat(serving.run(0, "plugin", "list").out()).contains("test.dev 1.3.0");
  }
}
