package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.Body.WitnessChanged;
import io.consilium.governance.ledger.Witnessing;
import io.consilium.governance.ledger.Witnessing.Witness;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * Asks the witnesses for cosignatures. A witness that is late or away costs one checkpoint its
 * time-out, then is asked in the background until it answers. Thread-safe.
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
            .connectTimeout(patience())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.seats = options.witnesses().stream().map(witness -> seat(witness, http, changes)).toList();
  }

  private WitnessSeat seat(Witness witness, HttpClient http, Consumer<WitnessChanged> changes) {
    return new WitnessSeat(
        witness.key().name(),
        new WitnessClient(http, witness, patience()),
        executor,
        options.retry().toNanos(),
        changes);
  }

  /** How long a witness may take, though nobody waits for it as long. */
  private Duration patience() {
    boolean longer = options.retry().compareTo(options.timeout()) > 0;
    return longer ? options.retry() : options.timeout();
  }

  /** Asks all and returns at once. */
  void begin(WitnessAsked asked) {
    round(asked);
  }

  /** Signature lines for a checkpoint: those that came within the time-out; maybe none. */
  String cosign(WitnessAsked asked) {
    WitnessRound round = round(asked);
    String lines = round.await(options.timeout().toNanos());
    if (round.expired()) {
      seats.forEach(seat -> seat.late(round));
    }
    return lines;
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

  /** Who cosigns, and since when one does not; empty if nobody is asked. */
  Map<String, Object> health() {
    return seats.isEmpty()
        ? Map.of()
        : WitnessHealth.of(seats.stream().map(WitnessSeat::standing).toList(), options.quorum());
  }

  /** Asks nobody any more. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
