package io.consilium.framework.bridge.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.expert.ExpertOutcome.Failed;
import io.consilium.api.expert.ExpertOutcome.Solved;
import io.consilium.api.host.Settings;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Position;
import io.consilium.framework.bridge.BridgeFailure;
import io.consilium.framework.bridge.BridgedPlugin;
import io.consilium.framework.bridge.ExpertOffer;
import io.consilium.framework.bridge.Limits;
import io.consilium.framework.bridge.Message;
import io.consilium.tck.TestContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of calls whatever a process does. */
@Timeout(30)
class ChildLinkTest {
  private static final String ECHO = "solve() { solved $1 b2s=; }\n";

  @TempDir private Path work;
  private BridgedPlugin plugin;

  @AfterEach
  void close() throws Exception {
    if (plugin != null) {
      plugin.close();
      assertThat(plugin.pid().stream().mapToObj(ProcessHandle::of))
          .allSatisfy(process -> assertThat(process.filter(ProcessHandle::isAlive)).isEmpty());
      try (Stream<Path> left = Files.list(work.resolve("exchange"))) {
        assertThat(left).isEmpty();
      }
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread.getName().startsWith("bridge-test.plugin")) {
          thread.join(10_000);
          assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
      }
    }
  }

  private Expert start(String functions) throws Exception {
    plugin = Shell.start(work, functions);
    return plugin.experts().get(0);
  }

  private static ExpertOutcome ask(Expert expert, String text) throws Exception {
    return expert.solve(Asked.text(text), TestContext.create());
  }

  private static String text(ExpertOutcome outcome) throws Exception {
    assertThat(outcome).isInstanceOf(Solved.class);
    return new String(
        ((Solved) outcome).outputs().get("text").open().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static Failed failed(ExpertOutcome outcome) {
    assertThat(outcome).isInstanceOf(Failed.class);
    return (Failed) outcome;
  }

  /** What a call breaks with, so that it counts as a fault of the plugin. */
  private static BridgeFailure broken(Expert expert, String text) {
    return broken(() -> ask(expert, text));
  }

  private static BridgeFailure broken(ThrowableAssert.ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isInstanceOf(BridgeFailure.class);
    return (BridgeFailure) thrown;
  }

  @Test
  void aGuestIsWarmedAndSolves() throws Exception {
    Expert expert = start(ECHO);
    expert.warmUp();
    assertThat(text(ask(expert, "anything"))).isEqualTo("ok");
  }

  @Test
  void largeInputsStandInAFileThatIsGoneAfterwards() throws Exception {
    Expert expert =
        start("solve() { solved $1 $(wc -c < $exchange/in/$1-0 | tr -d '\\n' | base64); }\n");
    assertThat(text(ask(expert, "x".repeat(100_000)))).isEqualTo("100000");
    try (Stream<Path> all = Files.walk(work.resolve("exchange"))) {
      assertThat(all.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void aProcessThatDiesFailsItsCallWithItsLastWordsAndIsStartedAgain() throws Exception {
    Expert expert =
        start(
            "solve() { case \"$line\" in *Ym9vbQ*) echo 'no such model' >&2; kill -9 $$;;"
                + " *) solved $1 b2s=;; esac; }\n");
    long first = plugin.pid().orElseThrow();

    BridgeFailure failed = broken(expert, "boom");
    assertThat(failed.code()).isEqualTo("process-died");
    assertThat(failed.getMessage())
        .contains("test.plugin 1.0.0", "signal 9, SIGKILL", "it said last: no such model");

    assertThat(text(ask(expert, "fine"))).isEqualTo("ok");
    assertThat(plugin.pid().orElseThrow()).isNotEqualTo(first);
  }

  @Test
  void aCallDoesNotWaitForEverForAProcessThatDoesNotComeBack() throws Exception {
    Expert expert = start("[ -e again ] && exec sleep 1000; touch again\nsolve() { exit 3; }\n");
    assertThat(broken(expert, "x")).hasMessageContaining("exit status 3");

    Failed failed =
        failed(expert.solve(Asked.text("x"), TestContext.withTimeout(Duration.ofMillis(200))));
    assertThat(failed.code()).isEqualTo("not-running");
    assertThat(failed.message()).contains("is being started", "1 times in a row", "exit status 3");
  }

  @Test
  void garbageOnStandardOutputIsQuotedAndTheProcessReplaced() throws Exception {
    Expert expert = start("solve() { echo 'Loading weights'; solved $1 b2s=; }\n");
    BridgeFailure failed = broken(expert, "x");
    assertThat(failed.code()).isEqualTo("protocol");
    assertThat(failed.getMessage()).contains("Loading weights", "Maybe print to standard error");
  }

  @Test
  void anAnswerToNoCallIsABreach() throws Exception {
    Expert expert = start("solve() { solved 77 b2s=; }\n");
    assertThat(broken(expert, "x")).hasMessageContaining("it answers a call (77)");
  }

  @Test
  void anAnswerToAnotherQuestionIsABreach() throws Exception {
    Expert expert = start("solve() { echo '{\"type\":\"warmed\",\"id\":\"'$1'\"}'; }\n");
    assertThat(broken(expert, "x")).hasMessageContaining("asks for something else");
  }

  @Test
  void whatItsHelperCaughtIsAFaultAndWhatItSaysItselfIsNot() throws Exception {
    Expert expert =
        start(
            "solve() { code=threw; case \"$line\" in *Ym9vbQ*) code=no-model;; esac;"
                + " echo '{\"type\":\"failed\",\"id\":\"'$1'\",\"code\":\"'$code'\",\"message\":\"Oh.\"}'; }\n");
    assertThat(broken(expert, "x").code()).isEqualTo("threw");
    assertThat(failed(ask(expert, "boom")).code()).isEqualTo("no-model");
  }

  @Test
  void aLineWithoutEndIsGivenUp() throws Exception {
    Limits small =
        new Limits(
            Shell.QUICK.start(),
            Shell.QUICK.warm(),
            Shell.QUICK.cancel(),
            Shell.QUICK.end(),
            1,
            1000,
            100_000,
            1000);
    plugin = Shell.start(work, "solve() { cat /dev/zero; }\n", small, Map.of());
    BridgeFailure failed = broken(plugin.experts().get(0), "x");
    assertThat(failed.code()).isEqualTo("protocol");
    assertThat(failed.getMessage()).contains("longer than 100000 bytes");
  }

  @Test
  void aCancelledCallThatIsAnsweredCostsNothing() throws Exception {
    Expert expert = start("solve() { case \"$line\" in *d2FpdA*) ;; *) solved $1 b2s=;; esac; }\n");
    expert.warmUp();
    long pid = plugin.pid().orElseThrow();
    TestContext context = TestContext.create();
    context.cancelSoon();
    assertThat(failed(expert.solve(Asked.text("wait"), context)).code()).isEqualTo("cancelled");
    assertThat(text(ask(expert, "x"))).isEqualTo("ok");
    assertThat(plugin.pid().orElseThrow()).isEqualTo(pid);
  }

  @Test
  void aCancelledCallThatIsNotAnsweredEndsTheProcessWithAllThatItStarted() throws Exception {
    Expert expert =
        start(
            "trap '' TERM\ncancel() { :; }\n"
                + "solve() { sleep 1000 & echo '{\"type\":\"progress\",\"id\":\"'$1'\",\"message\":\"'$!'\"}'; }\n");
    TestContext other = TestContext.create();
    CompletableFuture<BridgeFailure> beside =
        CompletableFuture.supplyAsync(
            () -> broken(() -> expert.solve(Asked.text("beside"), other)));
    while (other.messages().isEmpty()) {
      Thread.onSpinWait();
    }
    long descendant = Long.parseLong(other.messages().get(0));
    TestContext stuck = TestContext.withTimeout(Duration.ofMillis(50));
    assertThat(failed(expert.solve(Asked.text("stuck"), stuck)).code()).isEqualTo("cancelled");

    BridgeFailure ended = beside.get(20, TimeUnit.SECONDS);
    assertThat(ended.code()).isEqualTo("unanswered");
    assertThat(ended.getMessage()).contains("did not answer a cancelled call within 300 ms");
    ProcessHandle.of(descendant)
        .ifPresent(one -> one.onExit().orTimeout(10, TimeUnit.SECONDS).join());
  }

  @Test
  void theEnvironmentIsWhatIsListedAndNoMore() throws Exception {
    plugin =
        Shell.start(
            work,
            "solve() { solved $1 $(env | base64 | tr -d '\\n'); }\n",
            Shell.QUICK,
            Map.of("LANGUAGE", "la"));
    Expert expert = plugin.experts().get(0);
    String[] lines = text(ask(expert, "x")).split("\n");
    assertThat(Stream.of(lines).map(line -> line.replaceAll("=.*", "")))
        .contains("PATH", "HOME", "TMPDIR", "LANGUAGE")
        .isSubsetOf("PATH", "HOME", "TMPDIR", "LANGUAGE", "PWD", "OLDPWD", "SHLVL", "_");
    String home = "HOME=" + work.toRealPath() + "/exchange/";
    assertThat(lines).anyMatch(line -> line.startsWith(home));
  }

  @Test
  void aProgramThatIsNotThereIsSaidSo() {
    assertThatThrownBy(() -> Shell.command(work, Shell.QUICK, Map.of(), "no-such-program"))
        .isInstanceOf(BridgeFailure.class)
        .hasMessageContaining("The program (no-such-program) of test.plugin 1.0.0")
        .hasMessageContaining("Maybe install it");
  }

  @Test
  void anEnvironmentThatCannotBeIsSaidAtOnceAndLeavesNothing() throws Exception {
    assertThatThrownBy(() -> Shell.command(work, Shell.QUICK, Map.of("A=B", "x"), "true"))
        .isInstanceOf(BridgeFailure.class)
        .hasMessageContaining("cannot be started: Invalid environment variable name");
    try (Stream<Path> left = Files.list(work.resolve("exchange"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void whatIsLeftOfAProcessMayBeAnything() throws Exception {
    plugin =
        Shell.start(
            work,
            "solve() { exit 3; }\n",
            (status, temporary) -> {
              throw new UncheckedIOException(new IOException("unreadable"));
            });
    BridgeFailure failed = broken(plugin.experts().get(0), "x");
    assertThat(failed.code()).isEqualTo("process-died");
    assertThat(failed).hasMessageContaining("exit status 3");
  }

  @Test
  void outputsAreBoundedTogether() throws Exception {
    Limits small =
        new Limits(
            Shell.QUICK.start(),
            Shell.QUICK.warm(),
            Shell.QUICK.cancel(),
            Shell.QUICK.end(),
            1,
            1000,
            100_000,
            5);
    String output = "{\"media\":\"text/plain\",\"base64\":\"b2s=\"}";
    plugin =
        Shell.start(
            work,
            "solve() { echo '{\"type\":\"solved\",\"id\":\"'$1'\",\"confidence\":1,\"outputs\":{\"a\":"
                + output
                + ",\"b\":"
                + output
                + ",\"c\":"
                + output
                + "}}'; }\n",
            small,
            Map.of());
    BridgeFailure failed = broken(plugin.experts().get(0), "x");
    assertThat(failed.code()).isEqualTo("bad-output");
    assertThat(failed).hasMessageContaining("1 are allowed");
  }

  @Test
  void aGuestThatSaysNothingDoesNotStart() {
    Limits hasty =
        Shell.QUICK.with(
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofMillis(100),
            0);
    assertThatThrownBy(() -> Shell.command(work, hasty, Map.of(), "sleep", "1000"))
        .hasMessageContaining("did not say what it offers within 100 ms");
  }

  @Test
  void aGuestThatEndsAtOnceSaysWhy() {
    assertThatThrownBy(
            () ->
                Shell.command(
                    work, Shell.QUICK, Map.of(), "sh", "-c", "echo 'bad option' >&2; exit 2"))
        .hasMessageContaining("exit status 2")
        .hasMessageContaining("bad option");
  }

  @Test
  void aGuestThatIgnoresItsEndIsKilled() throws Exception {
    Limits impatient =
        Shell.QUICK.with(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofMillis(50),
            0);
    plugin =
        Shell.start(
            work,
            "trap '' TERM\nbye() { while :; do sleep 1; done; }\n" + ECHO,
            impatient,
            Map.of());
    ProcessHandle process = ProcessHandle.of(plugin.pid().orElseThrow()).orElseThrow();
    plugin.close();
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void whatAGuestLeavesBehindWhenItIsStoppedIsEndedToo() throws Exception {
    start("sleep 1000 &\n" + ECHO);
    List<ProcessHandle> left =
        ProcessHandle.of(plugin.pid().orElseThrow()).orElseThrow().descendants().toList();
    assertThat(left).isNotEmpty();
    plugin.close();
    for (ProcessHandle one : left) {
      one.onExit().get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aGuestThatSaysItBearsAnyNumberOfCallsIsStoppedLikeAnyOther() throws Exception {
    try (ChildLink link = Shell.link(work, ECHO)) {
      Link.Target boastful = new Link.Target("test.shell", Integer.MAX_VALUE, true);
      Link.Reply reply =
          link.ask(
              boastful,
              (id, packer) ->
                  new Message.Solve(
                      id,
                      "test.shell",
                      "test.it",
                      "",
                      Map.of(),
                      Settings.EMPTY,
                      0,
                      1,
                      1000,
                      Position.HOST),
              TestContext.create());
      assertThat(reply.outputs()).containsKey("text");
    }
  }

  @Test
  void anOutputThatIsNotThereFailsThatCallAlone() throws Exception {
    Expert expert =
        start(
            "solve() { echo '{\"type\":\"solved\",\"id\":\"'$1'\",\"confidence\":1,\"outputs\":"
                + "{\"text\":{\"media\":\"text/plain\",\"file\":\"../../../etc/passwd\"}}}'; }\n");
    long pid = plugin.pid().orElseThrow();
    assertThat(broken(expert, "x").code()).isEqualTo("bad-output");
    assertThat(plugin.pid().orElseThrow()).isEqualTo(pid);
  }

  private static Message.Ready declared(String id) {
    ExpertOffer.Offered capability =
        new ExpertOffer.Offered(
            "test.it", Map.of("text", MediaType.TEXT), null, Map.of("text", MediaType.TEXT));
    return new Message.Ready(
        Message.PROTOCOL,
        List.of(
            new ExpertOffer(id, "Tests.", List.of(capability), Effect.PURE, null, null, null, 2)),
        List.of());
  }

  @Test
  void aGuestOfWhichIsKnownWhatItOffersStartsAtItsWarmUp() throws Exception {
    plugin = Shell.declared(work, ECHO, declared("test.shell"));
    assertThat(plugin.pid()).isEmpty();
    plugin.experts().get(0).warmUp();
    assertThat(plugin.pid()).isPresent();
    assertThat(text(ask(plugin.experts().get(0), "x"))).isEqualTo("ok");
  }

  @Test
  void aGuestThatOffersSomethingElseThanIsDeclaredIsNotUsed() throws Exception {
    plugin = Shell.declared(work, ECHO, declared("test.other"));
    assertThatThrownBy(() -> plugin.experts().get(0).warmUp())
        .isInstanceOf(BridgeFailure.class)
        .hasMessageContaining("offers something else than its bridge.yaml says");
  }

  @Test
  void aGuestThatOffersSomethingElseThanAtItsFirstStartIsNotUsed() throws Exception {
    Expert expert =
        start(
            "[ -e again ] && echo() { command echo \"$@\" | sed s/test.shell/test.other/; }\n"
                + "touch again\nsolve() { exit 3; }\n");
    assertThat(broken(expert, "x")).hasMessageContaining("exit status 3");
    assertThatThrownBy(expert::warmUp)
        .isInstanceOf(BridgeFailure.class)
        .hasMessageContaining("offers something else than at its first start");
  }

  @Test
  void whatIsDeclaredWrongIsRefused() {
    assertThatThrownBy(() -> Shell.declared(work, ECHO, declared("No Id")))
        .isInstanceOf(BridgeFailure.class)
        .hasMessageContaining("Not an expert id (No Id)");
  }

  @Test
  void callsAfterTheEndAreOver() throws Exception {
    Expert expert = start(ECHO);
    plugin.close();
    assertThat(failed(ask(expert, "x")).code()).isEqualTo("process-ended");
  }

  @Test
  void aWarmUpThatFailedIsTriedAgainByTheNextCall() throws Exception {
    String away =
        "{\"type\":\"failed\",\"id\":\"'$1'\",\"code\":\"no-model\",\"message\":\"It is away.\"}";
    Expert expert =
        start(
            "warm() { [ -e tried ] && { warmed $1; return; }; touch tried; echo '"
                + away
                + "'; }\n"
                + ECHO);
    long pid = plugin.pid().orElseThrow();
    assertThat(broken(expert, "x")).hasMessage("It is away.");
    assertThat(text(ask(expert, "x"))).isEqualTo("ok");
    assertThat(plugin.pid().orElseThrow()).isEqualTo(pid);
  }

  @Test
  void whoClosesItsInputIsEndedAtOnceAndNotWhenItsCallsAreOutOfTime() throws Exception {
    Expert expert =
        start(
            "solve() { exec 0<&-; echo '{\"type\":\"progress\",\"id\":\"'$1'\",\"message\":\"deaf\"}';"
                + " exec sleep 1000; }\n");
    TestContext first = TestContext.create();
    CompletableFuture<BridgeFailure> beside =
        CompletableFuture.supplyAsync(() -> broken(() -> expert.solve(Asked.text("a"), first)));
    while (first.messages().isEmpty()) {
      Thread.onSpinWait();
    }
    BridgeFailure failed = broken(expert, "b");
    assertThat(failed.code()).isEqualTo("protocol");
    assertThat(failed).hasMessage("test.plugin 1.0.0 closed its standard input.");
    assertThat(beside.get(20, TimeUnit.SECONDS).code()).isEqualTo("protocol");
  }

  @Test
  void whoDiesIsSeenToThoughWhatItStartedHoldsItsOutputOpen() throws Exception {
    Expert expert =
        start(
            "solve() { sleep 1000 & echo '{\"type\":\"progress\",\"id\":\"'$1'\",\"message\":\"'$!'\"}';"
                + " kill -9 $$; }\n");
    TestContext context = TestContext.create();
    BridgeFailure failed = broken(() -> expert.solve(Asked.text("x"), context));
    ProcessHandle.of(Long.parseLong(context.messages().get(0)))
        .ifPresent(ProcessHandle::destroyForcibly);
    assertThat(failed.code()).isEqualTo("process-died");
    assertThat(failed).hasMessageContaining("signal 9, SIGKILL");
  }

  @Test
  void whatIsLeftOfAProcessActsOnNoTerminal() throws Exception {
    plugin =
        Shell.start(
            work,
            "solve() { exit 3; }\n",
            (status, temporary) -> Optional.of("bad\nnews\u001b[2J"));
    assertThat(broken(plugin.experts().get(0), "x"))
        .hasMessage("The process of test.plugin 1.0.0 ended: bad news [2J");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void processesThatComeAndGoLeaveNoPipes() throws Exception {
    Expert expert = start("solve() { solved $1 b2s=; exit 0; }\n");
    long before = pipes();
    Set<Long> pids = new HashSet<>();
    while (pids.size() < 20) {
      plugin.pid().ifPresent(pids::add);
      try {
        ask(expert, "x");
      } catch (BridgeFailure e) {
        // It was just ending.
        assertThat(e.code()).isEqualTo("process-died");
      }
    }
    plugin.close();
    while (pipes() >= before) {
      Thread.onSpinWait();
    }
  }

  private static long pipes() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(one -> target(one).startsWith("pipe:")).count();
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
