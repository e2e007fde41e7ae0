package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.distribution.tests.Consilium.Ended;
import io.consilium.distribution.tests.Consilium.Running;
import io.consilium.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of the command line, held at the level of processes. */
class CommandLineIT {
  private static final String PIPELINE = Pipelines.once("test.version");

  @TempDir private Path directory;
  private Path work;
  private Consilium consilium;
  private String pipeline;

  @BeforeEach
  void prepare() throws Exception {
    work = directory.resolve("work");
    consilium = Consilium.bare(work, directory);
    PluginJar.drop(work.resolve("plugins"), "test.version", "1.0.0");
    pipeline = consilium.file("version.yaml", PIPELINE).toString();
  }

  @Test
  void anAnsweredTaskIsOneJsonObjectOnStandardOutput() throws Exception {
    Path text = consilium.file("a.txt", "hello");
    Path out = directory.resolve("out");

    Ended ended = consilium.run("run", pipeline, text.toString(), "--json", "--out", "out");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.lines()).hasSize(1);
    JsonNode report = json(ended.out());
    assertThat(report.path("status").asText()).isEqualTo("answered");
    assertThat(report.path("task").asText()).isNotEmpty();
    assertThat(report.path("answer").path("outputs").path("text").asText()).isEqualTo("1.0.0");
    assertThat(report.path("verdicts").isArray()).isTrue();
    assertThat(report.path("halt").path("reason").asText()).isNotEmpty();
    assertThat(report.path("halt").path("conditions")).isNotEmpty();
    assertThat(report.path("records").asInt()).isPositive();
    assertThat(report.path("millis").isNumber()).isTrue();
    assertThat(report.path("proof").asText()).contains("c2sp.org/tlog-proof");
    assertThat(json(Files.readString(out.resolve("answer.json")))).isEqualTo(report);
    assertThat(out.resolve("report.html")).content().startsWith("<!DOCTYPE html>");

    Ended audit = consilium.run("audit", "verify");
    assertThat(audit.code()).as(audit.out() + audit.err()).isZero();
  }

  @Test
  void aBatchIsOneJsonObjectATaskInTheOrderOfItsFiles() throws Exception {
    for (String name : new String[] {"a", "b", "c"}) {
      consilium.file(name + ".txt", name);
    }

    Ended ended =
        consilium.run("run", pipeline, "a.txt", "b.txt", "c.txt", "--json", "--out", "out");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.lines())
        .extracting(line -> json(line).path("inputs").path(0).path("name").asText())
        .containsExactly("a.txt", "b.txt", "c.txt");
    assertThat(directory.resolve("out/b/answer.json")).exists();
  }

  @Test
  void badInputIsTurnedAwayBeforeThereIsATask() throws Exception {
    Path good = consilium.file("good.txt", "hello");
    consilium.file("empty.txt", "");
    Files.write(
        directory.resolve("cut.png"),
        new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H'});
    Files.createDirectory(directory.resolve("nothing"));
    String lacking = PIPELINE.replace("method-library", "nobody");
    consilium.file("lacking.yaml", lacking);
    consilium.file("broken.yaml", "pipeline: [");

    Running serving = consilium.start("serve");
    Await.until(() -> serving.said().contains("Serving"));
    refuses("There is no file", "run", pipeline, "missing.txt");
    refuses("is empty", "run", pipeline, "empty.txt");
    refuses("is cut off", "run", "report-forecast", "cut.png");
    refuses("holds no files", "run", pipeline, "nothing");
    refuses("suits no input", "run", "report-forecast", good.toString());
    refuses("no pipeline of this name", "run", "no-such", good.toString());
    refuses("nobody", "run", "./lacking.yaml", good.toString());
    refuses("broken.yaml", "run", "./broken.yaml", good.toString());
    refuses("Missing required", "run");
    refuses("has no command nonsense", "plugin", "nonsense");
    refuses("Unknown option", "run", pipeline, good.toString(), "--nonsense");
    serving.process().destroy();
    serving.end();
    Ended list = consilium.run("audit", "list");
    assertThat(list.out()).doesNotContain("t-");
  }

  @Test
  void aCapabilityThatNobodyHasIsRefusedWithAHaltingRecord() throws Exception {
    consilium.file("lacking.yaml", PIPELINE.replace("test.version", "test.nobody"));
    consilium.file("a.txt", "hello");

    Ended ended = consilium.run("run", "./lacking.yaml", "a.txt", "--json");

    assertThat(ended.code()).as(ended.err()).isEqualTo(4);
    assertThat(ended.err()).contains("test.nobody").doesNotContain("\tat ");
    JsonNode report = json(ended.out());
    assertThat(report.path("status").asText()).isEqualTo("refused");
    assertThat(report.path("halt").path("reason").asText()).isEqualTo("NO_EXPERT");
  }

  @Test
  void aWorkDirectoryThatCannotBeUsedIsSaidSo() throws Exception {
    Path file = consilium.file("a.txt", "hello");

    Ended ended = new Consilium(file, directory).run("run", pipeline, file.toString());

    assertThat(ended.code()).isEqualTo(64);
    assertThat(ended.err()).contains("is a file").doesNotContain("\tat ");
  }

  @Test
  void parallelRunsOnOneDirectoryWaitForOneAnother() throws Exception {
    consilium.file("a.txt", "hello");
    Running[] running = new Running[3];
    for (int i = 0; i < running.length; i++) {
      running[i] = consilium.start("run", pipeline, "a.txt", "--json");
    }
    for (Running one : running) {
      Ended ended = one.end();
      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(ended.lines()).hasSize(1);
    }
    assertThat(consilium.run("audit", "verify").code()).isZero();
  }

  @Test
  void aServingHostTakesTheTasksAndKeepsOthersOut() throws Exception {
    consilium.file("a.txt", "hello");
    Running serving = consilium.start("serve");
    Await.until(() -> serving.said().contains("Serving"));

    Ended ended = consilium.run("run", pipeline, "a.txt", "--json");
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(json(consilium.run("status").out()).path("records").asInt()).isPositive();
    assertThat(consilium.run("audit", "list").code()).isZero();

    Ended second = consilium.run("serve");
    assertThat(second.code()).isEqualTo(64);
    assertThat(second.err()).contains("Another host").contains(Long.toString(pid(serving)));

    serving.process().destroy();
    assertThat(serving.end().code()).isZero();
    assertThat(work.resolve("host.json")).doesNotExist();
  }

  @Test
  void anInterruptCancelsTheTaskAndItsRecordSaysSo() throws Exception {
    Path go = directory.resolve("go");
    consilium.file("wait.txt", "wait:" + go);
    Running run = consilium.start("run", pipeline, "wait.txt", "--json");
    Await.until(() -> Files.exists(directory.resolve("asked-1.0.0")));

    run.interrupt();

    Ended ended = run.end();
    assertThat(ended.code()).as(ended.err()).isEqualTo(130);
    assertThat(json(ended.out()).path("halt").path("reason").asText()).isEqualTo("CANCELLED");
    assertThat(consilium.run("audit", "verify").code()).isZero();
  }

  @Test
  void aKilledHostLeavesADirectoryThatGoesOn() throws Exception {
    Path go = directory.resolve("go");
    consilium.file("wait.txt", "wait:" + go);
    consilium.file("a.txt", "hello");
    Running killed = consilium.start("run", pipeline, "wait.txt", "--json");
    Await.until(() -> Files.exists(directory.resolve("asked-1.0.0")));
    killed.process().destroyForcibly().waitFor();

    Ended ended = consilium.run("run", pipeline, "a.txt", "--json");

    assertThat(ended.code()).as(ended.err()).isZero();
    Ended list = consilium.run("audit", "list");
    assertThat(list.out()).contains("RECOVERED");
    assertThat(consilium.run("audit", "verify").code()).isZero();
  }

  @Test
  void aTaskWhoseHostIsLostHasItsLineAllTheSame() throws Exception {
    consilium.file("wait.txt", "wait:" + directory.resolve("go"));
    Running serving = consilium.start("serve");
    Await.until(() -> serving.said().contains("Serving"));
    Running run = consilium.start("run", pipeline, "wait.txt", "--json", "--out", "out");
    Await.until(() -> Files.exists(directory.resolve("asked-1.0.0")));
    serving.process().destroyForcibly().waitFor();

    Ended ended = run.end();

    assertThat(ended.code()).as(ended.err()).isEqualTo(70);
    assertThat(ended.lines()).hasSize(1);
    assertThat(json(ended.out()).path("status").asText()).isEqualTo("failed");
    assertThat(directory.resolve("out/answer.json")).doesNotExist();
    assertThat(ended.err()).contains("The host ended before its work was done");
  }

  @Test
  void aTamperedLedgerDoesNotVerify() throws Exception {
    consilium.file("a.txt", "hello");
    assertThat(consilium.run("run", pipeline, "a.txt", "--json").code()).isZero();
    Path tile =
        Files.walk(work.resolve("ledger/tile")).filter(Files::isRegularFile).findAny().get();
    byte[] bytes = Files.readAllBytes(tile);
    bytes[bytes.length / 2] ^= 1;
    Files.write(tile, bytes);

    Ended ended = consilium.run("audit", "verify");

    assertThat(ended.code()).isEqualTo(65);
    assertThat(ended.out() + ended.err()).contains(tile.getFileName().toString());
  }

  @Test
  void everyCommandHelps() throws Exception {
    for (String command :
        new String[] {
          "run",
          "serve",
          "status",
          "stop",
          "doctor",
          "eval",
          "audit",
          "audit verify",
          "plugin",
          "plugin install",
          "pipeline",
          "pipeline check"
        }) {
      Ended ended = consilium.run((command + " --help").split(" "));
      assertThat(ended.code()).isZero();
      assertThat(ended.out()).contains("Usage: consilium " + command);
    }
    assertThat(consilium.run("--version").out()).contains("consilium 0.");
  }

  private long pid(Running serving) {
    return serving
        .process()
        .descendants()
        .mapToLong(ProcessHandle::pid)
        .findFirst()
        .orElse(serving.process().pid());
  }

  private void refuses(String message, String... arguments) throws Exception {
    Ended ended = consilium.run(arguments);
    assertThat(ended.err()).as(Arrays.toString(arguments)).contains(message);
    assertThat(ended.err()).doesNotContain("\tat ");
    assertThat(ended.out()).isEmpty();
    assertThat(ended.code()).as(ended.err()).isEqualTo(64);
  }

  private static JsonNode json(String text) {
    return Json.tree(text.getBytes(StandardCharsets.UTF_8));
  }
}
