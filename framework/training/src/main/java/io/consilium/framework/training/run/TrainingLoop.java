package io.consilium.framework.training.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.framework.neural.checkpoint.BadCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Trains: update after update, a line of the record for every interval, tests, checkpoints. A
 * checkpoint is one file that is replaced as a whole, so a process that is killed at any moment
 * goes on from the last one with the same numbers. For one thread.
 */
public final class TrainingLoop {

  /**
   * When to do what, in steps.
   *
   * @param steps at which training is done
   * @param reportEvery steps between two lines
   * @param evaluateEvery steps between two tests
   * @param checkpointEvery steps between two checkpoints
   * @param minutes that this session may last; infinite if it may last for ever
   */
  public record Plan(
      long steps, int reportEvery, int evaluateEvery, int checkpointEvery, double minutes) {}

  /** What else is to be done after a test. */
  @FunctionalInterface
  public interface AfterTest {
    void run() throws IOException;
  }

  /** Why a session ended. */
  public enum End {
    FINISHED,
    OUT_OF_TIME,
    STOPPED
  }

  private final Learner learner;
  private final RunDirectory run;
  private final Plan plan;
  private final Progress progress;
  private final ObjectNode about;
  private final LongSupplier clock;
  private final Interval interval = new Interval();

  private AfterTest afterTest = () -> {};
  private double secondsBefore;
  private long samples;
  private double best = -1;
  private long started;
  private long firstStep;
  private double evaluating;

  /**
   * @param about goes into every checkpoint's training record
   */
  public TrainingLoop(
      Learner learner, RunDirectory run, Plan plan, Progress progress, ObjectNode about) {
    this(learner, run, plan, progress, about, System::nanoTime);
  }

  /**
   * @param about goes into every checkpoint's training record
   * @param clock nanoseconds, by which the minutes of the plan and the seconds of the record count
   */
  public TrainingLoop(
      Learner learner,
      RunDirectory run,
      Plan plan,
      Progress progress,
      ObjectNode about,
      LongSupplier clock) {
    this.learner = learner;
    this.run = run;
    this.plan = plan;
    this.progress = progress;
    this.about = about;
    this.clock = clock;
  }

  /** Goes back to the last checkpoint of the directory. */
  public void resume() throws IOException {
    ObjectNode position = readState();
    secondsBefore = position.path("seconds").asDouble();
    samples = position.path("samples").asLong();
    best = position.path("best").asDouble(-1);
    run.rewindTo(learner.step());
  }

  private ObjectNode readState() throws IOException {
    try {
      return learner.readState(run.resume());
    } catch (BadCheckpoint | RuntimeException e) {
      throw new IOException(
          "The state in ("
              + run.resume()
              + ") cannot be gone on from: "
              + e.getMessage()
              + " Maybe it was altered, or is of another recipe.",
          e);
    }
  }

  /**
   * Trains until the steps are done, the time is over, or somebody stops it; then saves.
   *
   * @throws TrainingFailed if the loss or the gradient is no number any more
   */
  public End train(BooleanSupplier stop) throws IOException {
    return train(stop, () -> {});
  }

  /**
   * The same.
   *
   * @param afterTest done after every test, such as drawing curves
   */
  public End train(BooleanSupplier stop, AfterTest afterTest) throws IOException {
    this.afterTest = afterTest;
    started = clock.getAsLong();
    firstStep = learner.step();
    Files.createDirectories(run.directory());
    if (!Files.exists(run.resume())) {
      save();
    }
    while (learner.step() < plan.steps()) {
      if (stop.getAsBoolean() || elapsed() >= 60 * plan.minutes()) {
        save();
        return stop.getAsBoolean() ? End.STOPPED : End.OUT_OF_TIME;
      }
      Learner.Update update = learner.update();
      if (!update.finite()) {
        throw diverged(update);
      }
      samples += update.samples();
      interval.add(update);
      afterStep(learner.step());
    }
    save();
    return End.FINISHED;
  }

  private void afterStep(long step) throws IOException {
    boolean last = step == plan.steps();
    if (last || step % plan.evaluateEvery() == 0) {
      report(tested());
      afterTest.run();
    } else if (step % plan.reportEvery() == 0) {
      report(Map.of());
    }
    if (!last && step % plan.checkpointEvery() == 0) {
      save();
    }
  }

  private Map<String, Double> tested() throws IOException {
    long before = clock.getAsLong();
    Map<String, Double> eval = learner.evaluate();
    evaluating += (clock.getAsLong() - before) / 1e9;
    double score = eval.values().stream().mapToDouble(v -> v).average().orElse(-1);
    if (score >= best) {
      best = score;
      learner.writeWeights(run.best(), true, record(eval));
    }
    return eval;
  }

  private void report(Map<String, Double> eval) throws IOException {
    double done = learner.step() - firstStep;
    double perStep = elapsed() / done;
    Metrics line = interval.close(learner.step(), seconds(), samples, eval);
    run.append(line);
    double left =
        Math.min((plan.steps() - learner.step()) * perStep, 60 * plan.minutes() - elapsed());
    progress.report(line, 1 / perStep, left);
  }

  /** A last interval that is not full gets its line too: nothing of it is known after a resume. */
  private void save() throws IOException {
    if (!interval.isEmpty()) {
      report(Map.of());
    }
    ObjectNode position = JsonNodeFactory.instance.objectNode();
    position.put("step", learner.step());
    position.put("seconds", seconds());
    position.put("samples", samples);
    position.put("best", best);
    // Refuses weights that are no numbers: the state before them then still stands.
    learner.writeWeights(run.latest(), false, record(Map.of()));
    learner.writeState(run.resume(), position);
  }

  private ObjectNode record(Map<String, Double> eval) {
    ObjectNode record = about.deepCopy();
    record.put("step", learner.step());
    record.put("seconds", Math.round(seconds()));
    record.put("samples", samples);
    if (!eval.isEmpty()) {
      ObjectNode shares = record.putObject("eval");
      eval.forEach(shares::put);
    }
    return record;
  }

  private TrainingFailed diverged(Learner.Update update) {
    return new TrainingFailed(
        "Training diverged after step ("
            + learner.step()
            + "): loss ("
            + update.loss()
            + "), gradient norm ("
            + update.gradientNorm()
            + "). The last good checkpoint stands in ("
            + run.directory()
            + "). Maybe lower optimiser.learningRate ("
            + update.learningRate()
            + "), or set optimiser.clip.");
  }

  private double elapsed() {
    return (clock.getAsLong() - started) / 1e9;
  }

  /** Seconds of training, over all sessions, without the tests. */
  private double seconds() {
    return secondsBefore + elapsed() - evaluating;
  }
}
