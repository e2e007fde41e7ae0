package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.Body.WitnessChanged;
import io.consilium.governance.ledger.Witnessing;
import io.consilium.governance.ledger.Witnessing.Witness;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * Asks the witnesses for cosignatures. A witness that is away costs one checkpoint its time-out,
 * then is asked again in the background until it answers. Thread-safe.
 */
final class Witnesses implements AutoCloseable {
  private final Witnessing options;
  private final ScheduledExecutorService executor;
  private final List<WitnessSeat> seats;

  /**
   * Begins.
   *
   * @param changes told on a thread of its own when a witness begins or ends to cosign
   */
  Witnesses(Witnessing options, Consumer<WitnessChanged> changes) {
    this.options = options;
    this.executor =
        Executors.newScheduledThreadPool(
            Math.max(1, options.witnesses().size()),
            work -> Threads.of("consilium-ledger-witness", work));
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(options.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.seats = options.witnesses().stream().map(witness -> seat(witness, http, changes)).toList();
  }

  private WitnessSeat seat(Witness witness, HttpClient http, Consumer<WitnessChanged> changes) {
    Duration timeout = options.timeout();
    return new WitnessSeat(
        witness.key().name(),
        new WitnessClient(http, witness, timeout),
        executor,
        options.retry().toNanos(),
        changes);
  }

  /** Asks all and returns at once. */
  void begin(WitnessAsked asked) {
    round(asked);
  }

  /** Signature lines for a checkpoint: those that came within the time-out; maybe none. */
  String cosign(WitnessAsked asked) {
    return round(asked).await(options.timeout().toNanos());
  }

  private WitnessRound round(WitnessAsked asked) {
    WitnessRound round = new WitnessRound(seats.size(), options.quorum());
    seats.forEach(seat -> seat.ask(asked, round));
    return round;
  }

  /** What each witness did last. */
  List<WitnessChanged> last() {
    return seats.stream().map(WitnessSeat::last).flatMap(Optional::stream).toList();
  }

  /** Asks nobody any more. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
