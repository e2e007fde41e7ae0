package io.consilium.governance.ledger.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.consilium.governance.ledger.Witnessing.Witness;
import io.consilium.governance.ledger.format.AddCheckpoint;
import io.consilium.governance.ledger.format.Merkle;
import io.consilium.governance.ledger.format.SignedNote;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Asks one witness by {@code add-checkpoint} (C2SP tlog-witness). Used by one thread at a time. */
final class WitnessClient {
  private static final int ATTEMPTS = 3;
  private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,17})\n");

  private final HttpClient http;
  private final Witness witness;
  private final Duration timeout;
  private long held;

  WitnessClient(HttpClient http, Witness witness, Duration timeout) {
    this.http = http;
    this.witness = witness;
    this.timeout = timeout;
  }

  /** Asks for a cosignature; comes back within the time-out. */
  WitnessAnswer ask(WitnessAsked asked) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    try {
      for (int i = 0; i < ATTEMPTS; i++) {
        HttpResponse<byte[]> response = post(request(asked), end - System.nanoTime());
        if (response.statusCode() != 409 || !statesSize(response)) {
          return answer(asked, response);
        }
        held = Long.parseLong(new String(response.body(), US_ASCII).strip());
        if (held > asked.size()) {
          long larger = held;
          held = 0;
          return new WitnessAnswer.Conflict("larger", larger);
        }
      }
      return new WitnessAnswer.Away("http-409");
    } catch (TimeoutException e) {
      return new WitnessAnswer.Away("timeout");
    } catch (ExecutionException e) {
      return new WitnessAnswer.Away(
          e.getCause() instanceof java.net.http.HttpTimeoutException ? "timeout" : "unreachable");
    } catch (IOException e) {
      return new WitnessAnswer.Away("proof-unreadable");
    }
  }

  private HttpRequest request(WitnessAsked asked) throws IOException {
    long from = Math.min(held, asked.size());
    List<byte[]> proof = Merkle.consistency(from, asked.size(), asked.tree().get());
    byte[] body = new AddCheckpoint(from, proof, asked.note()).bytes();
    return HttpRequest.newBuilder(witness.addCheckpoint())
        .timeout(timeout)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  private HttpResponse<byte[]> post(HttpRequest request, long nanos)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, info -> bounded());
    try {
      return answer.get(nanos, TimeUnit.NANOSECONDS);
    } finally {
      // The time-out of a request ends with the answer's head; a body may drip for ever.
      answer.cancel(true);
    }
  }

  private static HttpResponse.BodySubscriber<byte[]> bounded() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    return HttpResponse.BodySubscribers.mapping(
        HttpResponse.BodySubscribers.ofByteArrayConsumer(
            part ->
                part.ifPresent(
                    bytes -> {
                      if (body.size() + bytes.length > AddCheckpoint.MAX_BYTES) {
                        throw new IllegalStateException("The answer is too long.");
                      }
                      body.writeBytes(bytes);
                    })),
        done -> body.toByteArray());
  }

  private static boolean statesSize(HttpResponse<byte[]> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    return type.equals(AddCheckpoint.SIZE_TYPE)
        && SIZE.matcher(new String(response.body(), US_ASCII)).matches();
  }

  private WitnessAnswer answer(WitnessAsked asked, HttpResponse<byte[]> response) {
    switch (response.statusCode()) {
      case 200:
        List<String> lines = validLines(asked, response.body());
        if (lines.isEmpty()) {
          return new WitnessAnswer.Away("bad-cosignature");
        }
        held = asked.size();
        return new WitnessAnswer.Cosigned(lines);
      case 409, 422:
        // Earlier texts of the specification answer 409 to another root of the same size.
        long refused = held;
        held = 0;
        return new WitnessAnswer.Conflict("fork", refused);
      default:
        return new WitnessAnswer.Away("http-" + response.statusCode());
    }
  }

  private List<String> validLines(WitnessAsked asked, byte[] body) {
    ByteArrayOutputStream note = new ByteArrayOutputStream();
    note.writeBytes(asked.note().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    note.writeBytes(body);
    try {
      return witness.key().validLines(SignedNote.parse(note.toByteArray()));
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }
}
