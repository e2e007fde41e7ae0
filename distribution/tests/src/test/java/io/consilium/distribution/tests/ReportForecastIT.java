package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Entry;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.ledger.Proof;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Principal;
import io.consilium.api.task.Task;
import io.consilium.framework.deployer.Deployer;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.engine.Submission;
import io.consilium.framework.engine.TaskOutcome;
import io.consilium.framework.pipeline.Pipeline;
import io.consilium.framework.pipeline.PipelineFile;
import io.consilium.json.JsonArtifacts;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** The main job in a container: a page in, a verified forecast out, every decision on record. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ReportForecastIT {
  @Inject private BundleContext context;
  @Inject private Engine engine;
  @Inject private Ledger ledger;
  @Inject private Deployer deployer;

  @Configuration
  public Option[] container() throws Exception {
    return Distribution.container();
  }

  @Test
  public void aPageBecomesAVerifiedForecast() throws Exception {
    TaskOutcome outcome = run("report-forecast.yaml", "quarterly-earnings.png");

    assertThat(outcome.answer()).isInstanceOf(Answer.Answered.class);
    Artifact forecast = outcome.answer().outputs().get("forecast").get(0);
    assertThat(forecast.mediaType()).isEqualTo(Vocabulary.mediaType(Forecast.class));
    assertThat(new JsonArtifacts().read(forecast, Forecast.class).points()).isNotEmpty();
    routingPrecedesEveryCall(outcome);
    theReleaseCanBeProved(outcome);
  }

  @Test
  public void aPhotoWithoutFiguresIsRefusedWithAReason() throws Exception {
    TaskOutcome outcome = run("report-forecast.yaml", "no-figures.jpg");

    assertThat(outcome.answer()).isNotInstanceOf(Answer.Answered.class);
    assertThat(outcome.entries().stream().map(Entry::record).map(DecisionRecord::body))
        .anyMatch(Body.HaltDecided.class::isInstance);
  }

  private TaskOutcome run(String pipeline, String example) throws Exception {
    deployer.settled().toCompletableFuture().get(60, TimeUnit.SECONDS);
    Await.until(() -> engine.installed().stream().allMatch(Engine.Installed::ready));
    Path home = Path.of(context.getProperty("consilium.home"));
    Pipeline read = PipelineFile.read(home.resolve("pipelines").resolve(pipeline));
    MediaType type = example.endsWith(".png") ? MediaType.PNG : MediaType.JPEG;
    Artifact page = new JsonArtifacts().of(type, home.resolve("examples").resolve(example));
    return engine
        .submit(
            new Submission(
                read,
                List.of(new Task.Input("image", example, page)),
                Principal.LOCAL,
                OptionalLong.of(1),
                progress -> {}))
        .outcome()
        .toCompletableFuture()
        .get(120, TimeUnit.SECONDS);
  }

  private static void routingPrecedesEveryCall(TaskOutcome outcome) {
    Set<Integer> routed = new HashSet<>();
    Set<Integer> returned = new HashSet<>();
    for (Entry entry : outcome.entries()) {
      Body body = entry.record().body();
      if (body instanceof Body.SubgoalRouted routing) {
        assertThat(routed.add(routing.routing())).isTrue();
      } else if (body instanceof Body.ExpertCalled call) {
        assertThat(routed).contains(call.routing());
      } else if (body instanceof Body.ExpertReturned back) {
        assertThat(returned.add(back.call())).isTrue();
      }
    }
    assertThat(returned).isNotEmpty();
  }

  private void theReleaseCanBeProved(TaskOutcome outcome) throws Exception {
    DecisionRecord last = outcome.entries().get(outcome.entries().size() - 1).record();
    assertThat(last.body()).isInstanceOf(Body.AnswerReleased.class);
    Proof proof = ledger.prove(last.sequence()).toCompletableFuture().get(30, TimeUnit.SECONDS);
    assertThat(proof.sequence()).isEqualTo(last.sequence());
    assertThat(proof.text()).contains("c2sp.org/tlog-proof");
  }
}
