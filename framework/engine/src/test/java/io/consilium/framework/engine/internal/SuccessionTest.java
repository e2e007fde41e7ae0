package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.expert.Expert;
import io.consilium.api.ledger.Code;
import io.consilium.framework.engine.internal.Succession.Answered;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuccessionTest {
  private static final Ended<String> GONE = new Ended<>(How.GONE, null, "It went away.", 0);
  private static final Ended<String> SAID = new Ended<>(How.RETURNED, "yes", "", 1);

  private final List<Guest<Expert>> asked = new ArrayList<>();
  private final Guests guests = new Guests(Limits.DEFAULT.within(Duration.ofSeconds(5)));
  private final Plugins plugins = new Plugins();

  private Guest<Expert> guest(String version) {
    return new Arrivals(plugins, guests)
        .arrive(
            Kind.EXPERTS,
            "b",
            id -> new Code(id, "b", version, "d" + version, Optional.empty(), Map.of()),
            Lease.of(Fakes.joining("e", "do.one")));
  }

  private Optional<Answered<Expert, String>> ask(
      Deque<Guest<Expert>> who, Deque<Ended<String>> ends) {
    return Succession.ask(
        () -> Optional.ofNullable(who.size() > 1 ? who.remove() : who.peek()),
        guest -> {
          asked.add(guest);
          return ends.remove();
        });
  }

  @Test
  void theSuccessorOfWhoWentIsAsked() {
    Guest<Expert> old = guest("1.0.0");
    Guest<Expert> next = guest("2.0.0");

    Answered<Expert, String> answered =
        ask(new ArrayDeque<>(List.of(old, next)), new ArrayDeque<>(List.of(GONE, SAID)))
            .orElseThrow();

    assertThat(answered.guest()).isSameAs(next);
    assertThat(answered.ended()).isSameAs(SAID);
  }

  @Test
  void whoHasNoSuccessorIsAskedOnce() {
    Guest<Expert> old = guest("1.0.0");

    Answered<Expert, String> answered =
        ask(new ArrayDeque<>(List.of(old)), new ArrayDeque<>(List.of(GONE))).orElseThrow();

    assertThat(answered.ended()).isSameAs(GONE);
    assertThat(asked).containsExactly(old);
  }

  @Test
  void oneThatComesAndGoesWithoutEndIsAskedThreeTimes() {
    List<Guest<Expert>> all =
        List.of(guest("1.0.0"), guest("2.0.0"), guest("3.0.0"), guest("4.0.0"));

    ask(new ArrayDeque<>(all), new ArrayDeque<>(List.of(GONE, GONE, GONE, SAID)));

    assertThat(asked).containsExactlyElementsOf(all.subList(0, 3));
  }

  @Test
  void nobodyIsThere() {
    assertThat(ask(new ArrayDeque<>(), new ArrayDeque<>())).isEmpty();
  }
}
