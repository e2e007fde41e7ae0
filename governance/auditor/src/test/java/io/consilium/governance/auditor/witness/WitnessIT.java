package io.consilium.governance.auditor.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.governance.ledger.format.CosignerKey;
import io.consilium.governance.ledger.format.SignedNote;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The witness as its own process, killed at any moment while it is asked: what it once cosigned it
 * never goes behind. The system property {@code consilium.kills} says how often.
 */
@Timeout(300)
class WitnessIT {
  private static final int KILLS = Integer.getInteger("consilium.kills", 1);

  @TempDir Path directory;
  private final SampleLog log = SampleLog.of("example.com/log");
  private final HttpClient http = HttpClient.newHttpClient();
  private final Random random = new Random(4);
  private long cosigned;

  private record Running(Process process, BufferedReader out, CosignerKey key, URI url) {}

  private Process launch() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar"));
    command.add(System.getProperty("consilium.auditor"));
    command.addAll(List.of("witness", "--listen", "127.0.0.1:0", "--log", log.vkey().toString()));
    command.addAll(List.of("--state", directory.resolve("state").toString()));
    command.addAll(List.of("--key", directory.resolve("key").toString()));
    command.addAll(List.of("--name", "witness.example.com/w1"));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private Running start() throws IOException {
    Process process = launch();
    BufferedReader out = process.inputReader(UTF_8);
    CosignerKey key = CosignerKey.parse(out.readLine().substring(9));
    assertThat(out.readLine()).startsWith("watches  example.com/log at ");
    return new Running(process, out, key, URI.create(out.readLine().substring(9)));
  }

  private HttpResponse<String> ask(Running witness, byte[] body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(witness.url().resolve("add-checkpoint"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void neverGoesBehindWhatItCosigned() throws Exception {
    for (int i = 0; i <= KILLS; i++) {
      Running witness = start();
      resume(witness);
      if (cosigned > 0) {
        assertThat(ask(witness, log.fork(0).request(cosigned, cosigned + 1)).statusCode())
            .isEqualTo(422);
      }
      int requests = 5 + random.nextInt(40);
      Thread killer = new Thread(() -> {});
      try {
        for (int n = 0; ; n++) {
          if (n == requests) {
            killer = new Thread(witness.process()::destroyForcibly);
            killer.start();
          }
          grow(witness);
        }
      } catch (IOException e) {
        // Killed while it was asked.
      }
      killer.join();
      witness.process().waitFor();
    }
    Running last = start();
    resume(last);
    assertThat(new String(launch().getInputStream().readAllBytes(), UTF_8))
        .startsWith("Another witness works in ");
    last.process().toHandle().destroy();
    last.process().waitFor();
    assertThat(last.out().readLine()).isNull();
  }

  /** Finds out where the witness stands: at what was cosigned, or one checkpoint further. */
  private void resume(Running witness) throws IOException, InterruptedException {
    HttpResponse<String> now = ask(witness, log.request(cosigned + 1, cosigned + 1));
    if (now.statusCode() == 409) {
      assertThat(Long.parseLong(now.body().strip())).isEqualTo(cosigned);
    } else {
      assertThat(now.statusCode()).isEqualTo(200);
      cosigned++;
    }
  }

  private void grow(Running witness) throws IOException, InterruptedException {
    long next = cosigned + 1;
    HttpResponse<String> answer = ask(witness, log.request(cosigned, next));
    assertThat(answer.statusCode()).isEqualTo(200);
    SignedNote note = SignedNote.parse((log.note(next) + answer.body()).getBytes(UTF_8));
    assertThat(witness.key().on(note)).isPresent();
    cosigned = next;
  }
}
