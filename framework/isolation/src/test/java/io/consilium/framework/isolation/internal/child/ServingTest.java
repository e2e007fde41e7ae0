package io.consilium.framework.isolation.internal.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.host.CallContext;
import io.consilium.api.host.Settings;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Position;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.Verifier;
import io.consilium.api.verifier.VerifierDescriptor;
import io.consilium.framework.bridge.ExpertOffer;
import io.consilium.framework.bridge.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ServingTest {
  @TempDir Path directory;
  private final EchoExpert echo = new EchoExpert();
  private final AtomicReference<Settings> given = new AtomicReference<>();
  private FakeHost host;

  @BeforeEach
  void begin() throws Exception {
    host =
        new FakeHost(
            directory,
            settings -> {
              given.set(settings);
              return new Offered(List.of(echo), List.of(new Doubter()));
            });
  }

  @AfterEach
  void end() throws Exception {
    host.close();
  }

  @Test
  void theHostsHelloBringsThePluginUpWithItsSettings() throws Exception {
    Message.Ready ready = host.greet(new Settings(Map.of("greeting", "Salve")));

    assertThat(given.get().text("greeting", "")).isEqualTo("Salve");
    assertThat(ready.experts()).containsExactly(ExpertOffer.of(echo.descriptor()));
    assertThat(ready.experts().get(0).descriptor()).isEqualTo(echo.descriptor());
    assertThat(ready.verifiers().get(0).descriptor()).isEqualTo(new Doubter().descriptor());
  }

  @Test
  void anExpertSolvesWithTheSeedOfTheHost() throws Exception {
    host.greet(Settings.EMPTY);
    host.say(host.solve("1", "test.echo", "hello"));

    Message.Solved solved = (Message.Solved) host.hear();
    assertThat(solved.id()).isEqualTo("1");
    assertThat(host.text(solved)).isEqualTo("hello");
    assertThat(solved.confidence()).isEqualTo(0.5);
    assertThat(solved.facts().values()).containsEntry("seed", 7.0);
  }

  @Test
  void largeContentsGoThroughFiles() throws Exception {
    String large = "x".repeat(2 * FakeHost.INLINE);
    host.greet(Settings.EMPTY);
    host.say(host.solve("1", "test.echo", large));

    Message.Solved solved = (Message.Solved) host.hear();
    assertThat(solved.outputs().get("text").file()).startsWith("out/");
    assertThat(host.text(solved)).isEqualTo(large);
  }

  @Test
  void warmUpIsPassedOn() throws Exception {
    host.greet(Settings.EMPTY);
    host.say(new Message.Warm("1", "test.echo"));

    assertThat(host.hear()).isEqualTo(new Message.Warmed("1"));
    assertThat(echo.warm).isTrue();
  }

  @Test
  void aCancelledCallIsInterruptedAndItsActionsRunWhileOthersGoOn() throws Exception {
    host.greet(Settings.EMPTY);
    host.say(host.solve("1", "test.echo", "wait"));
    assertThat(host.hear()).isEqualTo(new Message.Progress("1", "waiting"));
    host.say(host.solve("2", "test.echo", "hello"));
    assertThat(((Message.Solved) host.hear()).id()).isEqualTo("2");

    host.say(new Message.Cancel("1"));

    assertThat(host.hear()).isEqualTo(new Message.Failed("1", "cancelled", "cancelled: true"));
  }

  @Test
  void whatIsThrownOrNullFailsThatCallAlone() throws Exception {
    host.greet(Settings.EMPTY);

    assertThat(answer("throw"))
        .isEqualTo(new Message.Failed("1", "threw", "IllegalStateException: The reel is empty."));
    assertThat(answer("error")).isEqualTo(new Message.Failed("1", "threw", "StackOverflowError"));
    assertThat(((Message.Failed) answer("null")).code()).isEqualTo("null");
    assertThat(answer("decline"))
        .isEqualTo(new Message.Declined("1", "absent", "There is nothing to echo."));
    assertThat(answer("hello")).isInstanceOf(Message.Solved.class);
  }

  private Message answer(String text) throws Exception {
    host.say(host.solve("1", "test.echo", text));
    return host.hear();
  }

  @Test
  void halvesOfCharactersAreSentAsQuestionMarks() throws Exception {
    host.greet(Settings.EMPTY);

    assertThat(answer("half")).isEqualTo(new Message.Progress("1", "Half ? of one."));
    assertThat(host.hear())
        .isEqualTo(new Message.Failed("1", "threw", "IllegalStateException: Half ? of one."));
  }

  @Test
  void anAnswerThatNoLineHoldsFails() throws Exception {
    host.greet(Settings.EMPTY);
    host.say(new Message.Warm("1", "y".repeat(30_000)));

    assertThat(host.hear())
        .isInstanceOfSatisfying(
            Message.Failed.class,
            failed -> {
              assertThat(failed.code()).isEqualTo("bad-output");
              assertThat(failed.message()).contains("20000 may be");
            });
  }

  @Test
  void whoIsNotHereIsNamed() throws Exception {
    host.greet(Settings.EMPTY);
    host.say(new Message.Warm("1", "test.nobody"));

    assertThat(((Message.Failed) host.hear()).message()).contains("test.nobody");
  }

  @Test
  void aVerifierJudges() throws Exception {
    host.greet(Settings.EMPTY);
    host.say(
        new Message.Verify(
            "1", "test.doubt", "doubt", Map.of(), Settings.EMPTY, 7, 1, 1_000, Position.HOST));

    assertThat(((Message.Judged) host.hear()).verdict())
        .isEqualTo(new Verdict.Undecided(List.of(new Finding("unsure", "Who knows: doubt."))));
  }

  @Test
  void servingEndsWithAGoodbye() throws Exception {
    host.greet(Settings.EMPTY);
    host.say(new Message.Bye());

    assertThat(host.served()).succeedsWithin(20, TimeUnit.SECONDS);
  }

  @Test
  void servingEndsWithTheHost() throws Exception {
    host.greet(Settings.EMPTY);
    host.close();

    assertThat(host.served()).isCompleted();
  }

  @Test
  void whatIsNoMessageOfTheHostEndsServing() throws Exception {
    host.greet(Settings.EMPTY);
    host.say(new Message.Warmed("1"));

    assertThat(host.served()).failsWithin(20, TimeUnit.SECONDS);
  }

  /** Is never sure. */
  private static final class Doubter implements Verifier {
    @Override
    public VerifierDescriptor descriptor() {
      return new VerifierDescriptor(
          "test.doubt", "Doubts.", Map.of("text", MediaType.TEXT), Duration.ofSeconds(3));
    }

    @Override
    public Verdict verify(Claim claim, CallContext context) {
      return new Verdict.Undecided(
          List.of(new Finding("unsure", "Who knows: " + claim.check() + ".")));
    }
  }
}
