package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Expert;
import io.consilium.api.ledger.Code;
import io.consilium.api.task.Position;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Takes a plugin in: reads its descriptor once, under a deadline, and warms an expert up on a host
 * thread before it takes work. Thread-safe.
 */
final class Arrivals {
  private static final Duration DESCRIBE = Duration.ofSeconds(10);
  private static final Duration WARM_UP = Duration.ofMinutes(2);

  private final Plugins plugins;
  private final Guests guests;

  Arrivals(Plugins plugins, Guests guests) {
    this.plugins = plugins;
    this.guests = guests;
  }

  /** As below, for a plugin that is to get work. */
  <S> Guest<S> arrive(
      Kind<S> kind, String fallbackId, Function<String, Code> code, Lease<S> lease) {
    return arrive(kind, fallbackId, code, lease, Part.PRIMARY, guest -> {});
  }

  /**
   * Takes a plugin in. Blocks for its descriptor, not for its warm-up.
   *
   * @param fallbackId how to call it if it does not say who it is
   * @param code whose code it is, given its id
   * @param part that it plays from the start
   * @param met told who it is once it is among the plugins, and before it warms up: whoever waits
   *     until it is warm may give it another part at once
   * @return broken if nothing is known of it but its name
   */
  <S> Guest<S> arrive(
      Kind<S> kind,
      String fallbackId,
      Function<String, Code> code,
      Lease<S> lease,
      Part part,
      Consumer<Guest<S>> met) {
    Guest<S> stranger = guest(kind, new Kind.Described(fallbackId, fallbackId, 1), code, lease);
    Ended<Kind.Described> described =
        guests.ask(stranger, spec(DESCRIBE), (service, context) -> kind.describe().of(service));
    if (!described.returned()) {
      stranger.move(Guest.Stage.BROKEN, "Does not say who it is. " + described.message());
      plugins.add(stranger);
      met.accept(stranger);
      return stranger;
    }
    stranger.leave();
    Guest<S> guest = guest(kind, described.value(), code, lease);
    guest.play(part);
    boolean warms = kind.name().equals(Kind.EXPERT);
    if (!warms) {
      guest.move(Guest.Stage.READY, "");
    }
    plugins.add(guest);
    met.accept(guest);
    if (warms) {
      warmUp(guest);
    }
    return guest;
  }

  private <S> Guest<S> guest(
      Kind<S> kind, Kind.Described who, Function<String, Code> code, Lease<S> lease) {
    Code whose = code.apply(who.id());
    return new Guest<>(
        kind.name(),
        who.id(),
        who.descriptor(),
        who.concurrency(),
        Guest.Stage.WARMING,
        whose,
        lease,
        guests.circuit(kind, whose));
  }

  private <S> void warmUp(Guest<S> guest) {
    guests.<S, Boolean>call(
        guest,
        spec(WARM_UP),
        (service, context) -> {
          ((Expert) service).warmUp();
          return true;
        },
        ended ->
            ready(
                guest,
                ended.returned()
                    ? Optional.empty()
                    : Optional.of("Its warm-up failed. " + ended.message())));
  }

  private void ready(Guest<?> guest, Optional<String> trouble) {
    guest.move(trouble.isEmpty() ? Guest.Stage.READY : Guest.Stage.BROKEN, trouble.orElse(""));
    plugins.changed();
  }

  private static CallSpec spec(Duration timeout) {
    return CallSpec.unbound(Position.HOST, timeout, 0);
  }
}
