package io.consilium.framework.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.task.Budget;
import io.consilium.api.task.Digest;
import io.consilium.api.task.MediaType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineFileTest {
  private static final String SMALL =
      """
      pipeline: small
      goal: g
      inputs:
        first: {media: [image/*], min: 0}
        second: {media: [text/plain], min: 2}
      budget: {time: 1h2m3s}
      gate: {use: top-k, settings: {k: 2, names: [on, 010, 12345678901, 1.0, 0.5, .5e1, 2:30, 2026-11-21, ~x]}}
      methods:
        - name: m
          achieves: g
          steps: {a: {capability: c.a, inputs: {x: [task.first ?? none, task.second]}}}
          outputs: {out: a.out}
      """;

  private static Pipeline read(String yaml) {
    return PipelineFile.read("small.yaml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatIsNotSaidIsAsDocumented() {
    Pipeline pipeline = read(SMALL);
    assertThat(pipeline.planner().id()).isEqualTo("method-library");
    assertThat(pipeline.halting().id()).isEqualTo("evidence");
    assertThat(pipeline.budget().cycles()).isEqualTo(Budget.DEFAULT.cycles());
    assertThat(pipeline.description()).isEmpty();
  }

  @Test
  void rolesKeepTheirOrderAndBounds() {
    Pipeline pipeline = read(SMALL);
    assertThat(pipeline.inputs())
        .containsExactly(
            new Pipeline.Role("first", List.of(new MediaType("image/*")), 0, 1),
            new Pipeline.Role("second", List.of(MediaType.TEXT), 2, 2));
  }

  @Test
  void aRoleMaySayThatEachLineIsATask() {
    String lines =
        "pipeline: p\ngoal: g\nplanner: {use: hrm}\n"
            + "inputs: {x: {media: [text/plain], each: {line: '[0-9.]{81}'}}}\n";

    assertThat(read(lines).inputs().get(0).line()).contains("[0-9.]{81}");
    assertThat(read(SMALL).inputs().get(0).line()).isEmpty();
    assertThatThrownBy(() -> read(lines.replace("{81}", "{81")))
        .hasMessageContaining("at inputs.x.each.line: Not a regular expression ([0-9.]{81)")
        .hasMessageContaining("Maybe write what a whole line looks like");
    assertThatThrownBy(() -> read(lines.replace("each", "max: 3, each")))
        .hasMessageContaining("Lines become tasks only where the pipeline takes one input.");
    assertThatThrownBy(() -> read(lines.replace("each", "min: 3, each")))
        .hasMessageContaining("Lines become tasks only where the pipeline takes one input.");
    assertThat(read(lines.replace("each", "min: 0, each")).inputs().get(0).max()).isEqualTo(1);
  }

  @Test
  void timesAreReadAsPeopleWriteThem() {
    assertThat(read(SMALL).budget().time()).isEqualTo(Duration.ofSeconds(3723));
    assertThat(read(SMALL.replace("1h2m3s", "1500ms")).budget().time()).hasMillis(1500);
  }

  @Test
  void wordsStayWords() {
    Map<String, Object> settings = read(SMALL).gate().settings().values();
    assertThat(settings).containsEntry("k", 2);
    assertThat(settings.get("names"))
        .isEqualTo(List.of("on", "010", "12345678901", 1, 0.5, 5, "2:30", "2026-11-21", "~x"));
  }

  @Test
  void theDigestIsThatOfTheBytes() {
    assertThat(read(SMALL).digest())
        .isEqualTo(Digest.of(SMALL.getBytes(StandardCharsets.UTF_8)).hex());
  }

  @Test
  void aPipelineForAnotherPlannerNeedsNoMethods() {
    Pipeline pipeline =
        read("pipeline: p\ngoal: g\ninputs: {x: {media: [text/plain]}}\nplanner: {use: hrm}\n");
    assertThat(pipeline.planner().settings().values()).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsNamed(@TempDir Path directory) {
    assertThatThrownBy(() -> PipelineFile.read(directory.resolve("no.yaml")))
        .isInstanceOf(PipelineError.class)
        .hasMessageContaining("no.yaml")
        .hasMessageContaining("There is no such file. Maybe check the path.");
  }

  @Test
  void aDirectoryIsNoFile(@TempDir Path directory) {
    assertThatThrownBy(() -> PipelineFile.read(directory)).isInstanceOf(PipelineError.class);
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    assertThatThrownBy(() -> PipelineFile.read("x.yaml", new byte[] {(byte) 0xff, 0, 1}))
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void aFileTooLargeIsRefused() {
    byte[] large = new byte[PipelineFile.MAX_BYTES + 1];
    assertThatThrownBy(() -> PipelineFile.read("x.yaml", large)).hasMessageContaining("too large");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> read("[".repeat(500_000)))
        .isInstanceOf(PipelineError.class)
        .hasMessageContaining("nested deeper");
  }

  @Test
  void aDocumentThatHoldsItselfIsRefused() {
    assertThatThrownBy(() -> read("a: &a [*a]"))
        .isInstanceOf(PipelineError.class)
        .hasMessageContaining("has a problem");
  }

  @Test
  void noClassIsBuiltFromATag() {
    assertThatThrownBy(() -> read("!!javax.script.ScriptEngineManager [x]"))
        .isInstanceOf(PipelineError.class)
        .hasMessageContaining("Needs a map");
  }

  @Test
  void theCatalogPrefersTheFirstDirectoryAndNamesNearOnes(@TempDir Path own, @TempDir Path shipped)
      throws Exception {
    Files.writeString(own.resolve("small.yaml"), SMALL.replace("goal: g", "goal: g # own"));
    Files.writeString(shipped.resolve("small.yaml"), SMALL);
    Files.writeString(shipped.resolve("other.yaml"), SMALL);
    PipelineCatalog catalog = new PipelineCatalog(List.of(own.resolve("absent"), own, shipped));
    assertThat(catalog.find("small").digest()).isNotEqualTo(read(SMALL).digest());
    assertThatThrownBy(() -> catalog.find("smal"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is no pipeline of this name (smal). Maybe \"small\" is meant.");
    assertThatThrownBy(() -> catalog.find("../own/small")).hasMessageContaining("other, small");
    assertThatThrownBy(() -> catalog.find("other"))
        .hasMessageContaining("another name than its file (small)");
    assertThat(catalog.list()).hasSize(2);
    assertThat(catalog.list().get(0).trouble()).isPresent();
  }
}
