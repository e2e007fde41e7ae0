package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.ledger.Code;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ArrivalsTest {
  /** Notes that it warms up. */
  private record Noting(BlockingQueue<String> order) implements Expert {
    @Override
    public ExpertDescriptor descriptor() {
      return ExpertDescriptor.pure("e", "A fake.", Fakes.capability("do.one"));
    }

    @Override
    public void warmUp() {
      order.add("warms up");
    }

    @Override
    public ExpertOutcome solve(Assignment assignment, CallContext context) {
      return ExpertOutcome.absent("Nothing.");
    }
  }

  @Test
  void whoArrivesIsMetBeforeItWarmsUp() throws Exception {
    BlockingQueue<String> order = new LinkedBlockingQueue<>();
    Plugins plugins = new Plugins();
    try (Guests guests = new Guests(Limits.DEFAULT.within(Duration.ofSeconds(5)))) {
      new Arrivals(plugins, guests)
          .<Expert>arrive(
              Kind.EXPERTS,
              "b",
              id -> new Code(id, "b", "1.0.0", "d", Optional.empty(), Map.of()),
              Lease.of(new Noting(order)),
              Part.PRIMARY,
              guest -> order.add(plugins.all().contains(guest) ? "met" : "unknown"));

      assertThat(List.of(order.take(), order.take())).containsExactly("met", "warms up");
    }
  }

  @Test
  void whoComesLaterIsNotWaitedFor() throws Exception {
    Plugins plugins = new Plugins();
    long first = plugins.expect();
    Thread waiting = new Thread(() -> plugins.awaitArrivals(Duration.ofMinutes(10)));
    waiting.start();
    Asked.until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
    plugins.expect();
    plugins.expectNoMore(first);

    waiting.join();
    assertThat(waiting.isAlive()).isFalse();
  }
}
