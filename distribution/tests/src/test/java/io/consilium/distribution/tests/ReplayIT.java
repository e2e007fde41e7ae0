package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.task.Digest;
import io.consilium.distribution.tests.Consilium.Ended;
import io.consilium.distribution.tests.Consilium.Running;
import io.consilium.distribution.tests.plugin.VerifierModule;
import io.consilium.distribution.tests.plugin.VersionVerifier;
import io.consilium.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task's decisions are taken again with the code that took them, whatever runs by now. */
class ReplayIT {
  private static final String PIPELINE =
      """
      pipeline: judged
      description: Asks one expert and has it judged.
      goal: test.goal
      inputs:
        text: {media: [text/plain], min: 1, max: 1}
      budget: {cycles: 3, steps: 10, time: 1m, cost: 100, levels: 2}
      planner: {use: method-library}
      gate: {use: top-1}
      halting: {use: evidence}
      methods:
        - name: ask
          achieves: test.goal
          steps:
            ask: {capability: test.version, goal: Ask, inputs: {text: task.text}}
          checks:
            fine: {verifier: test.judge, inputs: {text: ask.text}, required: true}
          outputs: {text: ask.text}
      """;

  @TempDir private Path directory;
  private Path work;
  private Consilium consilium;
  private Running serving;
  private String task;

  @AfterEach
  void stop() throws Exception {
    consilium.run("stop");
    serving.end();
  }

  @BeforeEach
  void runATask() throws Exception {
    work = directory.resolve("work");
    consilium = Consilium.bare(work, directory);
    PluginJar.drop(work.resolve("plugins"), "test.version", "1.0.0");
    PluginJar.drop(work.resolve("plugins"), "test.judge", judge("1.0.0"));
    serving = consilium.start("serve");
    Await.until(() -> serving.said().contains("Serving"));
    String pipeline = consilium.file("judged.yaml", PIPELINE).toString();
    String text = consilium.file("a.txt", "hello").toString();
    Ended ended = consilium.run("run", pipeline, text, "--json");
    assertThat(ended.code()).as(ended.err()).isZero();
    task = json(ended).path("task").asText();
  }

  private static byte[] judge(String version) throws Exception {
    return PluginJar.of(
        "test.judge",
        version,
        ",io.consilium.api.verifier",
        VerifierModule.class,
        VersionVerifier.class);
  }

  private static JsonNode json(Ended ended) {
    return Json.tree(ended.out().getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode replayed(int code, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("replay", task, "--json"));
    arguments.addAll(List.of(more));
    Ended ended = consilium.run(arguments.toArray(String[]::new));
    assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(code);
    return json(ended);
  }

  private static JsonNode check(JsonNode replay) {
    for (JsonNode decision : replay.path("decisions")) {
      if (decision.path("kind").asText().equals("check")) {
        return decision;
      }
    }
    throw new AssertionError("No check in " + replay);
  }

  /** Nothing else of it runs any more: what was replaced is gone from the host. */
  private boolean running(String version) throws Exception {
    JsonNode plugins = json(consilium.run("plugin", "list", "--json"));
    List<String> versions = new ArrayList<>();
    for (JsonNode service : plugins.path("services")) {
      if (service.path("bundle").asText().equals("test.judge")) {
        versions.add(service.path("version").asText());
      }
    }
    return versions.equals(List.of(version));
  }

  private static String from(JsonNode replay, String bundle) {
    for (JsonNode code : replay.path("code")) {
      if (code.path("bundle").asText().equals(bundle)) {
        return code.path("from").asText() + " " + code.path("version").asText();
      }
    }
    return "";
  }

  @Test
  void decisionsAreTakenAgainByTheRecordedBytesAndNoOthers() throws Exception {
    JsonNode same = replayed(0, "--experts");
    assertThat(same.path("different").asInt() + same.path("not-repeatable").asInt()).isZero();
    assertThat(same.path("identical").asInt()).isEqualTo(6);
    assertThat(from(same, "test.judge")).isEqualTo("running 1.0.0");

    // Another version judges otherwise; the recorded one is asked all the same.
    PluginJar.drop(work.resolve("plugins"), "test.judge", judge("2.0.0"));
    Await.until(() -> running("2.0.0"));
    JsonNode replaced = replayed(0);
    assertThat(check(replaced).path("outcome").asText()).isEqualTo("identical");
    assertThat(from(replaced, "test.judge")).isEqualTo("store 1.0.0");

    // What stands under the digest is something else.
    String digest = Digest.of(judge("1.0.0")).hex();
    Path kept = work.resolve("store").resolve(digest + ".jar");
    Files.write(kept, judge("3.0.0"));
    JsonNode tampered = replayed(3);
    assertThat(check(tampered).path("outcome").asText()).isEqualTo("not-repeatable");
    assertThat(check(tampered).path("why").asText())
        .contains(kept + " is refused: it is not the code that its name and the record say")
        .contains(Digest.of(judge("3.0.0")).hex());

    // Nothing stands there.
    Files.delete(kept);
    JsonNode emptied = replayed(3);
    assertThat(check(emptied).path("why").asText())
        .contains("The bytes of test.judge 1.0.0 (SHA-256 " + digest + ") are not in the store")
        .contains("Maybe put that jar back as " + kept);
    assertThat(from(emptied, "test.judge")).isEqualTo("missing 1.0.0");
    assertThat(emptied.path("different").asInt()).isZero();

    Ended why = consilium.run("audit", "why", check(same).path("sequence").asText());
    assertThat(why.out()).contains(digest).contains("unsigned");
    Ended nobody = consilium.run("replay", "t-nobody");
    assertThat(nobody.code()).isEqualTo(64);
    assertThat(nobody.err()).contains("No task (t-nobody) is on record");
  }
}
