package io.consilium.governance.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Entry;
import io.consilium.api.ledger.Receipt;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Digest;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Position;
import io.consilium.api.task.TaskId;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a host that writes, again and again on one directory. The system property {@code
 * consilium.kills} says how often.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("consilium.kills", 2);
  private static final List<String> TASKS = List.of("t-0", "t-1");

  @TempDir Path directory;

  @Test
  void whatWasAcknowledgedSurvivesAKilledHost() throws Exception {
    Random random = new Random(7);
    Map<Long, String> acknowledged = new HashMap<>();
    for (int kill = 0; kill < KILLS; kill++) {
      writeAndDie(random.nextInt(200), acknowledged);
      try (FileLedger ledger = FileLedger.open(directory, Options.DEFAULT)) {
        assertThat(found(ledger)).containsAllEntriesOf(acknowledged);
        long last = ledger.size() - 1;
        if (last >= 0) {
          assertThat(ledger.prove(last).toCompletableFuture().join().sequence()).isEqualTo(last);
        }
      }
    }
    assertThat(acknowledged).isNotEmpty();
  }

  private void writeAndDie(int lines, Map<Long, String> acknowledged) throws IOException {
    Process host =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Host.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(host.getInputStream(), StandardCharsets.UTF_8))) {
      int read = 0;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        String[] words = line.split(" ", -1);
        if (words.length == 3) {
          acknowledged.put(Long.parseLong(words[0]), words[1]);
        }
        if (++read == lines + 1) {
          host.toHandle().destroyForcibly();
        }
      }
    } finally {
      host.destroyForcibly();
    }
  }

  private static Map<Long, String> found(FileLedger ledger) {
    Map<Long, String> found = new HashMap<>();
    for (String task : TASKS) {
      for (Entry entry : ledger.entries(new TaskId(task))) {
        assertThat(entry.payloads()).containsKey("message");
        found.put(entry.record().sequence(), entry.record().id());
      }
    }
    return found;
  }

  /** The host that is killed: says what is durable, line by line. */
  static final class Host {
    public static void main(String[] args) {
      FileLedger ledger = FileLedger.open(Path.of(args[0]), Options.DEFAULT);
      for (String task : TASKS) {
        new Thread(() -> write(ledger, task)).start();
      }
    }

    private static void write(FileLedger ledger, String task) {
      for (int i = 0; ; i++) {
        byte[] message =
            (task + " " + i).repeat(1 + i % 3 * 2_000).getBytes(StandardCharsets.UTF_8);
        Draft draft =
            new Draft(
                new Position(task, "", 0, 1, 0),
                new Body.PlanFailed("planner", "none"),
                List.of(),
                Map.of("message", artifact(message)));
        Receipt receipt = ledger.append(List.of(draft));
        receipt.durable().thenRun(() -> tell(receipt.records().get(0)));
        if (i % 2 == 0) {
          receipt.durable().toCompletableFuture().join();
        }
      }
    }

    private static void tell(DecisionRecord record) {
      System.out.println(record.sequence() + " " + record.id() + " .");
    }

    private static Artifact artifact(byte[] bytes) {
      return new Artifact(
          MediaType.TEXT, bytes.length, Digest.of(bytes), () -> new ByteArrayInputStream(bytes));
    }
  }
}
