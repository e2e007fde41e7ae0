package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.distribution.tests.Consilium.Ended;
import io.consilium.distribution.tests.Consilium.Running;
import io.consilium.distribution.tests.plugin.CountingGate;
import io.consilium.distribution.tests.plugin.CountingHalting;
import io.consilium.distribution.tests.plugin.CountingModule;
import io.consilium.distribution.tests.plugin.LetterExpert;
import io.consilium.distribution.tests.plugin.LetterModule;
import io.consilium.distribution.tests.plugin.MischiefExpert;
import io.consilium.distribution.tests.plugin.MischiefModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A host under rules, whose gate and halting policy note every decision they take; and all that was
 * shown of its tasks.
 */
final class CountedHost {
  private static final String COUNTING =
      ",io.consilium.api.routing,io.consilium.api.halting,io.consilium.api.planner";
  private static final String PIPELINE =
      """
      pipeline: %s
      description: A test.
      goal: test.goal
      inputs:
        text: {media: [text/plain], min: 1, max: 1}
      budget: {cycles: 4, steps: 20, time: 1m, cost: 100, levels: 2}
      planner: {use: method-library}
      gate: {use: test.counting, settings: {tally: "%s"}}
      halting: {use: test.counting, settings: {tally: "%s", cycles: 2}}
      methods:
        - name: all
          achieves: test.goal
          steps:
            first: {capability: %s, goal: First, inputs: {text: task.text}}
            second: {capability: %s, goal: Second, inputs: {text: first.text}, with: {to: "%s"}}
          outputs: {text: second.text}
        - name: below
          achieves: test.below
          steps:
            inner: {capability: test.version, goal: Inner, inputs: {text: task.text}}
          outputs: {text: inner.text}
      """;

  private final Serving serving = new Serving();
  private final List<JsonNode> shown = new ArrayList<>();

  /** Serves at once. */
  CountedHost(String rules) throws Exception {
    Files.createDirectory(serving.work().resolve("policy"));
    Files.writeString(serving.work().resolve("policy/rules.yaml"), rules);
    Path plugins = serving.work().resolve("plugins");
    PluginJar.drop(plugins, "test.version", "1.0.0");
    PluginJar.drop(plugins, "test.counting", counting("1.0.0"));
    PluginJar.drop(
        plugins,
        "test.letter",
        PluginJar.of("test.letter", "1.0.0", "", LetterModule.class, LetterExpert.class));
    PluginJar.drop(
        plugins,
        "test.mischief",
        PluginJar.of(
            "test.mischief",
            "1.0.0",
            ",io.consilium.api.data",
            MischiefModule.class,
            MischiefExpert.class));
    serving.start();
  }

  private static byte[] counting(String version) throws Exception {
    String tally = CountingGate.class.getPackageName() + ".Tally";
    return PluginJar.of(
        "test.counting",
        version,
        COUNTING,
        CountingModule.class,
        CountingGate.class,
        CountingHalting.class,
        Class.forName(tally));
  }

  Serving serving() {
    return serving;
  }

  /** Where the gate and the halting policy note what they decide. */
  Path tally() {
    return serving.directory().resolve("tally");
  }

  /** Where letters are sent to in a pipeline. */
  Path sent(String pipeline) {
    return serving.directory().resolve(pipeline + ".sent");
  }

  /** Begins a task of each text in a pipeline of two steps; {@code test.below} is a loop below. */
  Running begin(String pipeline, String first, String second, String... texts) throws Exception {
    Consilium consilium = serving.consilium();
    consilium.file(
        pipeline + ".yaml",
        PIPELINE.formatted(pipeline, tally(), tally(), first, second, sent(pipeline)));
    List<String> arguments = new ArrayList<>(List.of("run", "./" + pipeline + ".yaml", "--json"));
    for (int i = 0; i < texts.length; i++) {
      arguments.add(consilium.file(pipeline + i + ".txt", texts[i]).toString());
    }
    return consilium.start(arguments.toArray(String[]::new));
  }

  /** Waits for the end of what was begun; a line for each task. */
  List<JsonNode> end(int code, Running running) throws Exception {
    Ended ended = Serving.ended(code, running.end());
    List<JsonNode> lines = ended.lines().stream().map(Serving::json).toList();
    shown.addAll(lines);
    return lines;
  }

  /** The one task of what was begun. */
  JsonNode one(int code, Running running) throws Exception {
    List<JsonNode> lines = end(code, running);
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  /** Every line that anybody was shown. */
  List<JsonNode> shown() {
    return shown;
  }

  /** Replaces the expert and those who decide, and returns when the new ones take the work. */
  void replace(String version) throws Exception {
    Path plugins = serving.work().resolve("plugins");
    // In this order: whoever is replaced while he works holds up those who come after him.
    PluginJar.drop(plugins, "test.counting", counting(version));
    Await.until(() -> ready("test.counting", version));
    PluginJar.drop(plugins, "test.version", version);
    Await.until(() -> ready("test.version", version));
  }

  private boolean ready(String bundle, String version) throws Exception {
    for (JsonNode jar : serving.ask("plugins").path("jars")) {
      if (jar.path("bundle").asText().equals(bundle)
          && jar.path("version").asText().equals(version)
          && jar.path("role").asText().equals("primary")) {
        return true;
      }
    }
    return false;
  }
}
