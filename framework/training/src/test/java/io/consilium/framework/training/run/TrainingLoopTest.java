package io.consilium.framework.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLoopTest {
  private static final TrainingLoop.Plan PLAN =
      new TrainingLoop.Plan(40, 5, 10, 7, Double.POSITIVE_INFINITY);
  private static final Progress QUIET =
      new Progress(new PrintStream(OutputStream.nullOutputStream()), false);

  @TempDir private Path directory;

  /** Its weight is a hash of all steps before; it may die or diverge at a step. */
  private static final class Fake implements Learner {
    private static final ObjectMapper JSON = new ObjectMapper();
    private long step;
    private long weight = 1;
    private long dieAt = -1;
    private long divergeAt = -1;

    @Override
    public long step() {
      return step;
    }

    @Override
    public Update update() {
      if (step == dieAt) {
        throw new IllegalStateException("killed");
      }
      if (step == divergeAt) {
        return new Update("one", 4, Double.NaN, 0, 0, 0, 0, 1, 0.01);
      }
      weight = weight * 31 + step++;
      return new Update("one", 4, 1.0 / step, 2, 1, 1.5, 6, 0.5, 0.01);
    }

    @Override
    public Map<String, Double> evaluate() {
      return Map.of("easy", Math.abs(weight % 100) / 100.0);
    }

    @Override
    public void writeWeights(Path file, boolean averaged, ObjectNode training) throws IOException {
      Files.writeString(file, weight + " " + averaged + " " + training.get("step"));
    }

    @Override
    public void writeState(Path file, ObjectNode position) throws IOException {
      position.put("weight", weight);
      Files.writeString(file, position.toString());
    }

    @Override
    public ObjectNode readState(Path file) throws IOException {
      ObjectNode position = (ObjectNode) JSON.readTree(file.toFile());
      step = position.get("step").asLong();
      weight = position.get("weight").asLong();
      return position;
    }

    @Override
    public void close() {}
  }

  private static TrainingLoop loop(Fake fake, RunDirectory run, TrainingLoop.Plan plan) {
    return new TrainingLoop(fake, run, plan, QUIET, JsonNodeFactory.instance.objectNode());
  }

  @Test
  void aRunThatIsKilledAtAnyStepAndResumedEndsAsOneThatIsNot() throws IOException {
    Fake whole = new Fake();
    RunDirectory unbroken = new RunDirectory(directory.resolve("whole"));
    assertThat(loop(whole, unbroken, PLAN).train(() -> false)).isEqualTo(TrainingLoop.End.FINISHED);
    for (long death = 0; death < 40; death += 3) {
      RunDirectory run = new RunDirectory(directory.resolve("killed" + death));
      Fake dies = new Fake();
      dies.dieAt = death;
      assertThatThrownBy(() -> loop(dies, run, PLAN).train(() -> false)).hasMessage("killed");

      Fake again = new Fake();
      TrainingLoop resumed = loop(again, run, PLAN);
      resumed.resume();
      resumed.train(() -> false);

      assertThat(again.weight).isEqualTo(whole.weight);
      assertThat(run.best()).hasSameTextualContentAs(unbroken.best());
      assertThat(run.readMetrics()).map(Metrics::step).isSorted().doesNotHaveDuplicates();
      assertThat(evaluations(run)).isEqualTo(evaluations(unbroken));
    }
  }

  private static List<Map<String, Double>> evaluations(RunDirectory run) throws IOException {
    return run.readMetrics().stream().map(Metrics::eval).filter(eval -> !eval.isEmpty()).toList();
  }

  @Test
  void oneThatIsToldToStopSavesFirst() throws IOException {
    Fake fake = new Fake();
    RunDirectory run = new RunDirectory(directory);

    TrainingLoop.End end = loop(fake, run, PLAN).train(() -> fake.step == 12);

    assertThat(end).isEqualTo(TrainingLoop.End.STOPPED);
    Fake again = new Fake();
    assertThat(again.readState(run.resume()).get("samples").asLong()).isEqualTo(48);
    assertThat(again.weight).isEqualTo(fake.weight);
    assertThat(run.latest()).hasContent(fake.weight + " false 12");
  }

  @Test
  void stopsWhenItsMinutesAreOver() throws IOException {
    TrainingLoop.Plan short_ = new TrainingLoop.Plan(40, 5, 10, 7, 0);

    assertThat(loop(new Fake(), new RunDirectory(directory), short_).train(() -> false))
        .isEqualTo(TrainingLoop.End.OUT_OF_TIME);
  }

  @Test
  void divergenceLeavesTheLastGoodCheckpointAndSaysWhere() throws IOException {
    Fake fake = new Fake();
    fake.divergeAt = 17;
    RunDirectory run = new RunDirectory(directory);

    assertThatThrownBy(() -> loop(fake, run, PLAN).train(() -> false))
        .isInstanceOf(TrainingFailed.class)
        .hasMessageContaining("Training diverged after step (17): loss (NaN)")
        .hasMessageContaining("Maybe lower optimiser.learningRate (0.01)");

    assertThat(new Fake().readState(run.resume()).get("step").asLong()).isEqualTo(14);
  }

  @Test
  void aLineHoldsTheMeansOfItsInterval() throws IOException {
    RunDirectory run = new RunDirectory(directory);

    loop(new Fake(), run, PLAN).train(() -> false);

    Metrics first = run.readMetrics().get(0);
    assertThat(first.step()).isEqualTo(5);
    assertThat(first.samples()).isEqualTo(20);
    assertThat(first.exact()).isEqualTo(0.5);
    assertThat(first.cells()).isEqualTo(0.75);
    assertThat(first.steps()).isEqualTo(3);
  }
}
