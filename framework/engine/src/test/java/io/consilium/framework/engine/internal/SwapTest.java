package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Entry;
import io.consilium.api.planner.Plan;
import io.consilium.api.task.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An expert's versions come, are tried, take over and go, while clients send tasks. */
@Timeout(120)
class SwapTest {
  private static final int CLIENTS = 4;
  private static final int TASKS = 40;
  private static final Plan PLAN =
      Fakes.plan(
          List.of(
              Fakes.subgoal("first", "do.one", Map.of("a", "task.text")),
              Fakes.subgoal("second", "do.one", Map.of("a", "first.out"))),
          List.of(Fakes.check("fine", "judge", "second.out")),
          "second.out");

  private int swaps;
  private final Rig rig = Rig.of(Fakes.always(PLAN)).verifiedBy(Fakes.accepting("judge"));

  @Test
  void everyCallHasOneRoutingAndOneOutcomeAndNoShadowIsACall() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try (rig) {
      Guest<?> serving = arrive(0, Part.PRIMARY);
      List<CompletableFuture<List<Answer>>> loads = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        loads.add(CompletableFuture.supplyAsync(this::send, clients));
      }
      CompletableFuture<?> all = CompletableFuture.allOf(loads.toArray(CompletableFuture[]::new));
      while (!all.isDone()) {
        serving = swap(serving, ++swaps);
      }
      for (CompletableFuture<List<Answer>> client : loads) {
        assertThat(client.get()).allMatch(Answer.Answered.class::isInstance);
      }
    } finally {
      clients.shutdown();
    }

    Map<String, List<Entry>> tasks =
        rig.ledger.all.stream()
            .filter(entry -> !entry.record().position().task().isEmpty())
            .collect(Collectors.groupingBy(entry -> entry.record().position().task()));
    int sent = CLIENTS * TASKS + 2 * swaps;
    assertThat(tasks).hasSize(sent);
    tasks.values().forEach(FoldPropertyTest::holdsTheOrder);
    assertThat(rig.ledger.bodies(Body.ShadowReturned.class)).isNotEmpty();
    assertThat(rig.ledger.bodies(Body.SubgoalRouted.class)).hasSize(2 * sent);
    assertThat(rig.ledger.bodies(Body.AnswerReleased.class)).hasSize(sent);
  }

  private Guest<?> arrive(int version, Part part) {
    return Versioned.expert(rig, Fakes.joining("e", "do.one"), version + ".0.0", part);
  }

  /** As a deployer does it: tried first, then in the other's place. */
  private Guest<?> swap(Guest<?> serving, int version) {
    Plugins plugins = rig.engine().plugins();
    Guest<?> next = arrive(version, Part.SHADOW);
    Rig.end(rig.start());
    plugins.play(next, Part.canary(0.5));
    Rig.end(rig.start());
    plugins.play(next, Part.PRIMARY);
    plugins.play(serving, Part.RETIRED);
    Asked.until(() -> serving.calls() == 0);
    plugins.remove(serving);
    return next;
  }

  private List<Answer> send() {
    return IntStream.range(0, TASKS).mapToObj(i -> rig.run().answer()).toList();
  }
}
