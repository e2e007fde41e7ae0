package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.distribution.tests.Consilium.Ended;
import io.consilium.distribution.tests.Consilium.Running;
import io.consilium.distribution.tests.plugin.MischiefExpert;
import io.consilium.distribution.tests.plugin.MischiefModule;
import io.consilium.distribution.tests.plugin.ThrowingModule;
import io.consilium.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong on the way in: pictures, texts, plugins. One host serves all of it, so each case
 * also shows that the ones before did it no harm. What disks do is in {@link BadDiskIT}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
  private static final String PIPELINE =
      """
      pipeline: mischief
      description: Asks one expert.
      goal: test.goal
      inputs:
        text: {media: [text/plain], min: 1, max: 1}
      budget: {cycles: 2, steps: 10, time: 20s, cost: 100, levels: 2}
      planner: {use: method-library}
      gate: {use: top-1}
      halting: {use: evidence}
      methods:
        - name: ask
          achieves: test.goal
          steps:
            ask: {capability: CAPABILITY, goal: Ask, inputs: {text: task.text}}
          outputs: {out: ask.OUTPUT}
      """;
  private static final List<String> GERMAN =
      List.of(
          "Der Umsatz des Unternehmens ist im dritten Quartal deutlich gestiegen.",
          "Die Leitung erwartet auch im kommenden Jahr ein Wachstum von zehn Prozent,",
          "obwohl die Kosten von Energie und Rohstoffen weiterhin hoch sind.",
          "Das Ergebnis vor Steuern und Zinsen lag weit vor den Erwartungen der",
          "Analysten, und der Vorstand schlägt eine höhere Dividende vor.",
          "Die Nachfrage aus dem Ausland hat sich nicht verändert.");

  private Path directory;
  private Path plugins;
  private Consilium consilium;
  private Running serving;
  private int outs;

  @BeforeAll
  void serve(@TempDir Path fresh) throws Exception {
    directory = fresh;
    Path work = directory.resolve("work");
    plugins = work.resolve("plugins");
    consilium = new Consilium(work, directory);
    PluginJar.drop(
        plugins,
        "test.mischief",
        PluginJar.of(
            "test.mischief",
            "1.0.0",
            ",io.consilium.api.data",
            MischiefModule.class,
            MischiefExpert.class));
    pipeline("mischief.yaml", "test.mischief", "text");
    pipeline("rubbish.yaml", "test.rubbish", "table");
    pipeline("nobody.yaml", "test.nobody", "text");
    serving = consilium.start("serve");
    Await.until(() -> serving.said().contains("Serving"));
  }

  private void pipeline(String file, String capability, String output) throws Exception {
    consilium.file(file, pipeline(capability, output));
  }

  private static String pipeline(String capability, String output) {
    return PIPELINE.replace("CAPABILITY", capability).replace("OUTPUT", output);
  }

  /** A pipeline that asks for what nobody can do: it needs no plugin, and its task is recorded. */
  static String nobody() {
    return pipeline("test.nobody", "text");
  }

  @AfterAll
  void theHostStopsAndItsLedgerHolds() throws Exception {
    serving.process().destroy();
    assertThat(serving.end().code()).isZero();
    Ended verify = consilium.run("audit", "verify");
    assertThat(verify.code()).as(verify.out()).isZero();
  }

  @Test
  void whatIsNoPictureIsTurnedAway() throws Exception {
    consilium.file("text.png", "this is not an image\n");
    byte[] page = Files.readAllBytes(example("quarterly-earnings.png"));
    Files.write(directory.resolve("cut.png"), Arrays.copyOf(page, page.length / 2));
    consilium.file("empty.png", "");

    turnedAway("text/plain by its content", "run", "report-forecast", "text.png");
    turnedAway("is cut off after", "run", "report-forecast", "cut.png");
    turnedAway("is empty (0 bytes)", "run", "report-forecast", "empty.png");
    turnedAway("There is no file", "run", "report-forecast", "missing.png");
    turnedAway("no pipeline of this name (no-such)", "run", "no-such", "text.png");
  }

  @Test
  void aDamagedPictureIsRefused() throws Exception {
    byte[] page = Files.readAllBytes(example("quarterly-earnings.png"));
    for (int i = 2000; i < 4000; i++) {
      page[i] ^= 0x55;
    }
    Files.write(directory.resolve("damaged.png"), page);

    refused("damaged or cut off", "report-forecast", "damaged.png");
  }

  @Test
  void aPictureTooLargeToDecodeIsRefused() throws Exception {
    Drawn.blank(directory.resolve("wide.png"), 20_000, 2_000);

    refused("too large (20000x2000 pixels", "report-forecast", "wide.png");
  }

  @Test
  void aBlankPageIsRefused() throws Exception {
    Drawn.blank(directory.resolve("blank.png"), 1240, 1754);

    refused("No text was found", "report-forecast", "blank.png");
  }

  @Test
  void aPhotoWithoutFiguresIsRefused() throws Exception {
    refused("No text was found", "report-forecast", example("no-figures.jpg").toString());
  }

  @Test
  void aPageInAnotherLanguageIsBestEffortAndSaysWhy() throws Exception {
    Drawn.text(directory.resolve("german.png"), GERMAN);

    JsonNode report = ends(3, "report-forecast", "german.png");

    assertThat(report.path("status").asText()).isEqualTo("best-effort");
    assertThat(report.path("answer").path("missing")).isNotEmpty();
    assertThat(report.path("unsolved").findValuesAsText("message"))
        .anyMatch(message -> message.contains("not seem to be English"));
  }

  @Test
  void aTextInAnotherLanguageIsRefused() throws Exception {
    consilium.file("german.txt", String.join("\n", GERMAN));

    refused("does not seem to be English", "document-digest", "german.txt");
  }

  @Test
  void aChartWithoutAxisLabelsIsRefused() throws Exception {
    Drawn.barsWithoutLabels(directory.resolve("bars.png"));

    refused("no axis with at least three numbers", "read-chart", "bars.png");
  }

  @Test
  void aCapabilityThatNobodyHasIsNamed() throws Exception {
    refused("No expert accepts capability (test.nobody)", "./nobody.yaml", asked("throw"));
  }

  @Test
  void aPluginThatThrowsIsToldOf() throws Exception {
    refused("test.mischief broke", "./mischief.yaml", asked("throw"));
    refused("test.mischief broke", "./mischief.yaml", asked("exhaust"));
  }

  @Test
  void aPluginThatHangsIsStopped() throws Exception {
    refused("ran out of time", "./mischief.yaml", asked("hang"));
  }

  @Test
  void aPluginThatIgnoresCancellationIsAbandonedAndCounted() throws Exception {
    JsonNode report = refused("its thread is abandoned", "./mischief.yaml", asked("stubborn"));

    assertThat(report.path("trace").findValuesAsText("kind")).contains("guest-abandoned");
    JsonNode services = json(consilium.run("plugin", "list", "--json").out()).path("services");
    assertThat(services.findValuesAsText("abandoned")).contains("1");
  }

  @Test
  void aPluginThatReturnsNothingOrRubbishIsToldOf() throws Exception {
    refused("returned nothing (null)", "./mischief.yaml", asked("null"));
    refused("The output text is missing", "./mischief.yaml", asked("other"));
    refused("The output table is not what it says", "./rubbish.yaml", asked("rubbish"));
  }

  @Test
  void jarsThatAreNoPluginsAreRefusedAndSaidSo() throws Exception {
    byte[] whole =
        PluginJar.of("test.broken", "1.0.0", "", ThrowingModule.class, MischiefExpert.class);
    PluginJar.drop(plugins, "test.garbage", "PK garbage".getBytes(StandardCharsets.UTF_8));
    PluginJar.drop(plugins, "test.half", Arrays.copyOf(whole, whole.length / 2));
    PluginJar.drop(plugins, "test.broken", whole);

    Await.until(
        () -> {
          String list = consilium.run("plugin", "list").out();
          return list.contains("No reel is mounted")
              && list.lines().filter(line -> line.contains("is no whole jar")).count() == 2;
        });
    Path garbage = Files.copy(plugins.resolve("test.garbage.jar"), directory.resolve("g.jar"));
    turnedAway("is no whole jar", "plugin", "install", garbage.toString());
    Ended ended = consilium.run("run", "./nobody.yaml", asked("throw"));
    assertThat(ended.err()).contains("warning: The plugin").contains("No reel is mounted");
  }

  @Test
  void aFailureInABatchLeavesEveryTaskItsLine() throws Exception {
    Ended ended =
        consilium.run(
            "run", "./mischief.yaml", asked("throw"), asked("null"), asked("other"), "--json");

    assertThat(ended.code()).as(ended.err()).isEqualTo(4);
    assertThat(ended.lines()).hasSize(3).allSatisfy(line -> json(line));
  }

  private String asked(String what) throws Exception {
    consilium.file(what + ".txt", what);
    return what + ".txt";
  }

  private static Path example(String name) {
    return Distribution.home().resolve("examples").resolve(name);
  }

  /** Bad input: no task, nothing written, nothing on standard output. */
  private void turnedAway(String message, String... arguments) throws Exception {
    Ended ended = consilium.run(arguments);
    assertThat(ended.err())
        .contains(message)
        .containsAnyOf("Maybe", "Known")
        .doesNotContain("\tat ");
    assertThat(ended.out()).isEmpty();
    assertThat(ended.code()).isEqualTo(64);
  }

  private JsonNode refused(String message, String pipeline, String file) throws Exception {
    JsonNode report = ends(4, pipeline, file);
    assertThat(report.path("status").asText()).isEqualTo("refused");
    assertThat(report.path("answer").path("message").asText()).contains(message);
    assertThat(report.path("answer").path("outputs")).isEmpty();
    return report;
  }

  /** A task ends as it should: one line, a halting record with its reason, whole files. */
  private JsonNode ends(int code, String pipeline, String file) throws Exception {
    Path out = directory.resolve("out-" + outs++);
    Ended ended = consilium.run("run", pipeline, file, "--json", "--out", out.toString());
    assertThat(ended.code()).as(ended.err() + ended.out()).isEqualTo(code);
    assertThat(ended.err()).doesNotContain("\tat ");
    assertThat(ended.lines()).hasSize(1);
    JsonNode report = json(ended.out());
    assertThat(report.path("halt").path("reason").asText()).isNotEmpty();
    assertThat(report.path("halt").path("conditions")).isNotEmpty();
    assertThat(report.path("trace").findValuesAsText("kind"))
        .contains("halt-decided")
        .endsWith("answer-released");
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("answer.json", "report.html");
    }
    return report;
  }

  private static JsonNode json(String text) {
    return Json.tree(text.getBytes(StandardCharsets.UTF_8));
  }
}
