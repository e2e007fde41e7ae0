package io.consilium.framework.bridge.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.expert.ExpertOutcome.Declined;
import io.consilium.api.expert.ExpertOutcome.Failed;
import io.consilium.api.expert.ExpertOutcome.Solved;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Verdict;
import io.consilium.framework.bridge.BridgeFailure;
import io.consilium.framework.bridge.BridgedPlugin;
import io.consilium.framework.bridge.Message;
import io.consilium.tck.TestContext;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What the helper for Python does with calls. */
@EnabledIf(value = "pythonIsHere", disabledReason = "There is no python3 on the PATH.")
class PythonHelperTest {
  private static final String GUEST =
      """
      import os, time
      import consilium_bridge as bridge
      warm = []

      class Odd(Exception):
          def __str__(self):
              raise KeyError("none")

      @bridge.expert(id="test.helper", description="Tests.", capability="test.it", inputs={"text": bridge.TEXT},
                     outputs={"text": bridge.TEXT}, warm_up=lambda: warm.append(1), concurrency=2)
      def solve(call):
          print("noise")
          os.system("echo noise of a library")
          text = call.input("text").text()
          if text == "raise":
              raise ValueError("no such thing")
          if text == "exit":
              raise SystemExit("done for today")
          if text == "decline":
              raise bridge.Declined("unsuited", "Not mine.")
          if text == "half":
              raise bridge.Declined("unsuited", "Half \\ud800 of one.")
          if text == "none":
              return None
          if text == "foreign":
              return bridge.accepted(1, 1)
          if text == "long":
              return {"type": "solved", "outputs": {}, "confidence": 1, "more": "x" * 9000000}
          if text == "odd":
              raise Odd()
          if text == "large":
              return bridge.solved({"text": bridge.output(bridge.TEXT, b"x" * 1000000)}, 1.0)
          if text == "wait":
              call.progress("waiting")
              while True:
                  call.check()
                  time.sleep(0.01)
          if text == "sleep":
              time.sleep(1000)
          facts = {"warm": len(warm), "seed": str(call.seed), "setting": bridge.settings()["name"]}
          return bridge.solved({"text": bridge.output(bridge.TEXT, b"done")}, 0.5, facts)

      @bridge.verifier(id="test.judge", description="Tests.", inputs={"text": bridge.TEXT})
      def judge(call):
          if call.check_name == "other":
              call.input("other")
          return bridge.rejected(0.2, 0.5, [bridge.finding("short", "It is short.", {"length": 3})])

      bridge.serve()
      """;

  @TempDir private Path work;
  private BridgedPlugin plugin;

  static boolean pythonIsHere() {
    return Python.isHere();
  }

  @BeforeEach
  void start() throws Exception {
    plugin = Python.start(work, Map.of("name", "value"), "-c", GUEST);
  }

  @AfterEach
  void close() {
    plugin.close();
  }

  private ExpertOutcome ask(String text) throws Exception {
    return plugin.experts().get(0).solve(Asked.text(text), TestContext.create());
  }

  @Test
  void whatIsPrintedIsNoMessageAndCallsEndAsTheirFunctionsDo() throws Exception {
    Solved solved = (Solved) ask("x");
    assertThat(solved.confidence()).isEqualTo(0.5);
    assertThat(solved.facts().values())
        .isEqualTo(Map.of("warm", 1.0, "seed", "42", "setting", "value"));
    assertThat(((Solved) ask("large")).outputs().get("text").size()).isEqualTo(1_000_000);

    assertThatThrownBy(() -> ask("raise"))
        .isInstanceOf(BridgeFailure.class)
        .hasMessage("ValueError: no such thing");
    assertThatThrownBy(() -> ask("exit"))
        .isInstanceOf(BridgeFailure.class)
        .hasMessage("SystemExit: done for today");
    assertThat(((Declined) ask("decline")).code()).isEqualTo("unsuited");

    Claim claim = new Claim("c", Asked.text("abc").inputs(), Asked.text("").parameters());
    Verdict verdict = plugin.verifiers().get(0).verify(claim, TestContext.create());
    assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
    assertThat(verdict.findings().get(0).facts().values()).containsEntry("length", 3.0);
  }

  @Test
  void everyCallIsAnsweredByTheSameProcessWhateverIsRaisedOrReturned() throws Exception {
    long pid = plugin.pid().orElseThrow();
    assertThat(((Declined) ask("half")).message()).isEqualTo("Half ? of one.");
    assertThat(brokenBy("none")).hasMessageContaining("returned nothing (None)");
    assertThat(brokenBy("foreign")).hasMessageContaining("returned no answer (dict)");
    assertThat(brokenBy("long")).hasMessageContaining("8388608 may be");
    assertThat(brokenBy("odd")).hasMessage("Odd: Odd");
    Claim claim = new Claim("other", Map.of(), Asked.text("").parameters());
    Verdict verdict = plugin.verifiers().get(0).verify(claim, TestContext.create());
    assertThat(verdict).isInstanceOf(Verdict.Broke.class);
    assertThat(verdict.findings().get(0).code()).isEqualTo("bad-input");
    assertThat(plugin.pid().orElseThrow()).isEqualTo(pid);
  }

  private Throwable brokenBy(String text) {
    Throwable thrown = catchThrowable(() -> ask(text));
    assertThat(thrown).isInstanceOf(BridgeFailure.class);
    return thrown;
  }

  @Test
  void aTerminalsInterruptIsForTheHost() throws Exception {
    long pid = plugin.pid().orElseThrow();
    new ProcessBuilder("sh", "-c", "kill -INT " + pid).start().waitFor();
    assertThat(ask("x")).isInstanceOf(Solved.class);
    assertThat(plugin.pid().orElseThrow()).isEqualTo(pid);
  }

  @Test
  void aCancelledCallIsAnsweredByTheSameProcess() throws Exception {
    long pid = plugin.pid().orElseThrow();
    TestContext context = TestContext.create();
    context.cancelSoon();
    Failed failed = (Failed) plugin.experts().get(0).solve(Asked.text("wait"), context);
    assertThat(failed.code()).isEqualTo("cancelled");
    assertThat(ask("x")).isInstanceOf(Solved.class);
    assertThat(plugin.pid().orElseThrow()).isEqualTo(pid);
  }

  /** As after a kill of the host: nobody is left to end the process. */
  @Test
  void theEndOfItsInputEndsTheProcessWhateverItDoes() throws Exception {
    Process process =
        new ProcessBuilder("python3", "-B", "-c", GUEST)
            .directory(Python.EXAMPLE.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(Message.line(hello()));
      in.write('\n');
      String asleep =
          "{\"type\":\"solve\",\"id\":\"1\",\"plugin\":\"test.helper\",\"remainingMillis\":100000,"
              + "\"inputs\":{\"text\":[{\"media\":\"text/plain\",\"base64\":\"c2xlZXA=\"}]}}\n";
      in.write(asleep.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  private Message hello() {
    return new Message.Hello(
        Message.PROTOCOL,
        "test",
        work.toString(),
        100,
        100_000,
        io.consilium.api.host.Settings.EMPTY);
  }
}
