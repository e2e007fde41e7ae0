package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Principal;
import io.consilium.api.task.Task;
import io.consilium.framework.engine.Submission;
import io.consilium.framework.pipeline.Pipeline;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static Submission submission(Pipeline pipeline, Task.Input... inputs) {
    return new Submission(
        pipeline, List.of(inputs), Principal.LOCAL, OptionalLong.empty(), progress -> {});
  }

  private static Task.Input input(String role, Artifact artifact) {
    return new Task.Input(role, "a.file", artifact);
  }

  private final Rig rig = Rig.of(Fakes.always(null));

  @Test
  void inputsThatDoNotFitTheRolesAreRefused() {
    Pipeline pipeline = rig.pipeline();
    Artifact text = Fakes.text("x");
    assertThatThrownBy(() -> Admission.check(submission(pipeline, input("picture", text))))
        .hasMessage("The pipeline test takes no input called picture. Maybe use one of: text.");
    assertThatThrownBy(() -> Admission.check(submission(pipeline)))
        .hasMessage("The pipeline test takes 1 of text, not 0.");
    assertThatThrownBy(
            () ->
                Admission.check(
                    submission(
                        pipeline,
                        input("text", Slots.ARTIFACTS.of(MediaType.PNG, new byte[] {1})))))
        .hasMessage("The pipeline test takes [text/plain] as text, not image/png (a.file).");
    assertThatThrownBy(
            () ->
                Admission.check(
                    new Submission(
                        pipeline,
                        Collections.nCopies(201, input("text", text)),
                        Principal.LOCAL,
                        OptionalLong.empty(),
                        progress -> {})))
        .hasMessageContaining("at most");
  }

  @Test
  void aPipelineThatNamesWhoIsNotThereIsRefused() {
    try (rig) {
      Pipeline pipeline = rig.pipeline();
      Pipeline other =
          new Pipeline(
              "other",
              pipeline.digest(),
              "",
              "g",
              pipeline.inputs(),
              pipeline.budget(),
              new Pipeline.Use("hrm", Settings.EMPTY),
              pipeline.gate(),
              pipeline.halting());

      assertThatThrownBy(
              () -> rig.engine().submit(submission(other, input("text", Fakes.text("x")))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "No planner (hrm) is installed. Installed: (fake). Maybe change planner.use in the"
                  + " pipeline other.");
      assertThat(rig.ledger.all).isEmpty();
    }
  }

  @Test
  void saysWhatAPipelineLacks() {
    try (rig) {
      Pipeline pipeline = rig.pipeline();
      Map<String, Object> method =
          Map.of(
              "name",
              "m",
              "achieves",
              "goal.deep",
              "steps",
              Map.of(
                  "a", Map.of("capability", "do.one"),
                  "b", Map.of("capability", "goal.deep")),
              "checks",
              Map.of("c", Map.of("verifier", "figures.add-up")));
      Pipeline needy =
          new Pipeline(
              "needy",
              pipeline.digest(),
              "",
              "g",
              pipeline.inputs(),
              pipeline.budget(),
              new Pipeline.Use("fake", new Settings(Map.of("methods", List.of(method)))),
              pipeline.gate(),
              pipeline.halting());

      assertThat(rig.engine().missing(needy))
          .hasSize(2)
          .anyMatch(line -> line.contains("No expert accepts capability (do.one)"))
          .anyMatch(line -> line.contains("No verifier (figures.add-up)"));
      rig.experts.clear();
    }
  }

  @Test
  void labelsOfVeryManyInputsComeBack() {
    for (int count : new int[] {0, 1, 100, 101, 200}) {
      List<String> labels =
          IntStream.range(0, count).mapToObj(i -> "file \u00e9 " + i + ".txt").toList();
      assertThat(Slots.labels(Slots.labels(labels), count)).isEqualTo(labels);
    }
  }

  @Test
  void idsSortByTimeAndDiffer() {
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    assertThat(Admission.newId(now).value()).startsWith("t-20260102-030405-").hasSize(26);
    assertThat(Admission.newId(now)).isNotEqualTo(Admission.newId(now));
  }
}
