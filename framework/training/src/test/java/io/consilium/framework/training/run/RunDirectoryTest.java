package io.consilium.framework.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  @TempDir private Path directory;

  private static Metrics line(long step) {
    return new Metrics(
        step, 1.5, 64, "easy", 0.5, 0.25, Double.NaN, 2, 0.3, 6e-4, Map.of("hard", 0.01));
  }

  @Test
  void readsWhatItAppended() throws IOException {
    RunDirectory run = new RunDirectory(directory.resolve("new"));

    run.append(line(10));
    run.append(line(20));

    assertThat(run.readMetrics()).containsExactly(line(10), line(20));
  }

  @Test
  void readsLinesOfTheShapeThatOtherTrainersWrite() {
    Metrics read =
        Metrics.parse(
            "{\"step\":7,\"seconds\":3,\"phase\":2,\"loss\":1,\"eval\":{\"easy\":{\"exact\":0.5,\"count\":8},"
                + "\"hard\":0.25},\"more\":[]}");

    assertThat(read.phase()).isEqualTo("2");
    assertThat(read.eval()).containsExactly(Map.entry("easy", 0.5), Map.entry("hard", 0.25));
    assertThat(read.exact()).isNaN();
  }

  @Test
  void leavesOutALineTornByADyingProcess() throws IOException {
    RunDirectory run = new RunDirectory(directory);
    run.append(line(10));
    Files.writeString(run.metrics(), "{\"step\":20,\"sec", StandardOpenOption.APPEND);

    assertThat(run.readMetrics()).containsExactly(line(10));
  }

  @Test
  void rewindsToTheStepTrainingGoesOnFrom() throws IOException {
    RunDirectory run = new RunDirectory(directory);
    run.append(line(10));
    run.append(line(20));
    Files.writeString(run.metrics(), "{\"st", StandardOpenOption.APPEND);

    run.rewindTo(10);
    run.append(line(20));

    assertThat(run.readMetrics()).containsExactly(line(10), line(20));
  }

  @Test
  void aFailedWriteLeavesTheOldFile() throws IOException {
    RunDirectory run = new RunDirectory(directory);
    run.replace(run.latest(), "old");

    assertThatThrownBy(
            () ->
                run.replace(
                    run.latest(),
                    part -> {
                      Files.writeString(part, "ne");
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");

    assertThat(run.latest()).hasContent("old");
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void removesTheDraftsOfAKilledProcessAndNothingElse() throws IOException {
    RunDirectory run = new RunDirectory(directory);
    List<String> drafts =
        List.of(
            "resume.safetensors.1234567890.tmp",
            "latest.safetensors.0f8fad5b-d9cb-469f-a165-70867728950e.tmp",
            "curves.png.part");
    List<String> others =
        List.of(
            "resume.safetensors",
            "notes.tmp",
            "mine.safetensors.123.tmp",
            "latest.safetensors.my.tmp");
    for (String name : drafts) {
      Files.writeString(directory.resolve(name), "half");
    }
    for (String name : others) {
      Files.writeString(directory.resolve(name), "whole");
    }

    run.removeDrafts();

    assertThat(drafts).allSatisfy(name -> assertThat(directory.resolve(name)).doesNotExist());
    assertThat(others).allSatisfy(name -> assertThat(directory.resolve(name)).exists());
    new RunDirectory(directory.resolve("none")).removeDrafts();
  }

  @Test
  void refusesASecondTrainer() throws Exception {
    RunDirectory run = new RunDirectory(directory);
    try (AutoCloseable claim = run.claim()) {
      assertThat(claim).isNotNull();
      assertThatThrownBy(run::claim).hasMessageContaining("Another process trains in");
    }
    run.claim().close();
  }

  @Test
  void progressNamesWhatWasMeasuredAndNothingElse() {
    assertThat(Progress.text(line(10), 123.4, 3723))
        .isEqualTo(
            "step 10  easy  loss 0.5000  exact 25.0 %  halts at 2.00  |g| 0.300  lr 6.00e-04"
                + "  123/s  1:02:03 left");
  }
}
