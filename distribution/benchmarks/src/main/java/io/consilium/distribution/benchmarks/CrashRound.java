package io.consilium.distribution.benchmarks;

import io.consilium.api.ledger.Body;
import io.consilium.api.task.TaskId;
import io.consilium.governance.auditor.AuditCommand;
import io.consilium.governance.ledger.FileLedger;
import io.consilium.governance.ledger.Options;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/**
 * One kill.
 *
 * @param shown answers that the victim showed
 * @param closed tasks that the restart closed
 * @param failures what did not hold
 */
record CrashRound(int shown, int closed, List<String> failures) {
  /** After which line the random wait begins; the empty one is the start of the process. */
  private static final List<String> MOMENTS = List.of("", "ready", "answer", "answer");

  private static final int START_MILLIS = 1_500;
  private static final int WORK_MILLIS = 500;

  static CrashRound run(Path directory, Random chance) throws Exception {
    List<String> lines = kill(directory, chance);
    List<String> failures = new ArrayList<>();
    lines.stream().filter(line -> line.startsWith("open ")).forEach(failures::add);
    List<TaskId> answered =
        lines.stream()
            .map(line -> line.split(" ", -1))
            .filter(words -> words[0].equals("answer") && words.length == 3)
            .map(words -> new TaskId(words[1]))
            .toList();
    if (!Files.exists(directory.resolve("checkpoint")) && answered.isEmpty()) {
      return new CrashRound(0, 0, failures);
    }
    verify(directory, "after the kill", failures);
    int closed = restart(directory, answered, failures);
    verify(directory, "after the restart", failures);
    return new CrashRound(answered.size(), closed, failures);
  }

  /** Starts a victim, kills it at a random moment, and returns what it had shown. */
  private static List<String> kill(Path directory, Random chance) throws Exception {
    String moment = MOMENTS.get(chance.nextInt(MOMENTS.size()));
    int delay = chance.nextInt(moment.isEmpty() ? START_MILLIS : WORK_MILLIS);
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CrashVictim.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> lines = new ArrayList<>();
    CountDownLatch reached = new CountDownLatch(1);
    Thread reader = new Thread(() -> read(victim, lines, moment, reached));
    reader.start();
    reached.await(60, TimeUnit.SECONDS);
    TimeUnit.MILLISECONDS.sleep(delay);
    victim.destroyForcibly().waitFor();
    reader.join();
    return lines;
  }

  private static void read(
      Process victim, List<String> lines, String moment, CountDownLatch reached) {
    if (moment.isEmpty()) {
      reached.countDown();
    }
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
        if (line.startsWith(moment)) {
          reached.countDown();
        }
      }
    } catch (IOException e) {
      lines.add("open: its output broke: " + e.getMessage());
    } finally {
      reached.countDown();
    }
  }

  private static void verify(Path directory, String when, List<String> failures) {
    StringWriter said = new StringWriter();
    CommandLine audit = new CommandLine(new AuditCommand(() -> directory));
    audit.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
    if (audit.execute("verify") != 0) {
      failures.add("the ledger does not verify " + when + ": " + said);
    }
  }

  private static int restart(Path directory, List<TaskId> answered, List<String> failures) {
    try (FileLedger ledger = FileLedger.open(directory, Options.DEFAULT)) {
      for (TaskId task : answered) {
        if (ledger.entries(task).stream()
            .noneMatch(entry -> entry.record().body() instanceof Body.AnswerReleased)) {
          failures.add("the answer of " + task + " was shown and is not on record");
        }
      }
      int open = ledger.unfinished().size();
      NullRoom.engine(ledger, 1).recover();
      if (!ledger.unfinished().isEmpty()) {
        failures.add("still open after the restart: " + ledger.unfinished());
      }
      return open;
    }
  }
}
