package io.consilium.distribution.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As typed: in a process of its own, since the command owns its streams and its exit code. */
class PluginNewCommandTest {
  @TempDir private Path directory;

  private record Ended(int code, String said) {}

  private Ended consilium(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    Path said = directory.resolve("said.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    return new Ended(process.waitFor(), Files.readString(said, StandardCharsets.UTF_8));
  }

  @Test
  void writesAProjectAndSaysWhatToDoNext() throws Exception {
    Ended ended = consilium("plugin", "new", "expert", "my-fraud", "--package", "org.acme.fraud");

    assertThat(ended.code()).isZero();
    assertThat(ended.said())
        .contains("mvn -f my-fraud verify")
        .contains("./consilium plugin check my-fraud/target/my-fraud-1.0.0-SNAPSHOT.jar")
        .contains("./consilium plugin install my-fraud/target/my-fraud-1.0.0-SNAPSHOT.jar");
    assertThat(directory.resolve("my-fraud/src/main/java/org/acme/fraud/MyFraudExpert.java"))
        .exists();
  }

  @Test
  void writesAProjectInPythonThatNeedsNoMaven() throws Exception {
    Ended ended = consilium("plugin", "new", "python", "my-fraud");

    assertThat(ended.code()).isZero();
    assertThat(ended.said())
        .contains("./consilium plugin pack my-fraud\n")
        .contains("./consilium plugin install my-fraud/my-fraud-1.0.0.jar");
    assertThat(directory.resolve("my-fraud/expert.py")).exists();
  }

  @Test
  void doesNotTouchWhatIsThere() throws Exception {
    Files.writeString(
        Files.createDirectories(directory.resolve("there")).resolve("pom.xml"), "mine");

    Ended ended = consilium("plugin", "new", "gate", "my-gate", "--dir", "there");

    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.said()).contains("There is something at there already").contains("--dir");
    assertThat(directory.resolve("there/pom.xml")).hasContent("mine");
  }
}
