package io.consilium.framework.console.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.task.TaskId;
import io.consilium.framework.engine.Approvals;
import io.consilium.framework.engine.Approvals.Waiting;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.TaskOutcome;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

class ApprovalRequestsTest {
  private static final TaskId TASK = new TaskId("t-1");

  private final List<Waiting> waits = new ArrayList<>(List.of(wait(1), wait(2)));
  private final CompletableFuture<TaskOutcome> outcome = new CompletableFuture<>();
  private int looks;

  @Test
  void aHostWithoutAnEngineOrALedgerIsNotTheAskersFault() {
    Host host = host(null);

    assertThatThrownBy(() -> new ApprovalRequests(host).list(request()))
        .isInstanceOf(LedgerFailure.class)
        .hasMessageContaining("no engine");
    assertThatThrownBy(() -> ReplayRequest.answer(host, request()))
        .isInstanceOf(LedgerFailure.class)
        .hasMessageContaining("no ledger");
  }

  @Test
  void aTaskThatEndsWithoutAnOutcomeIsNotTheAskersFault() {
    outcome.completeExceptionally(new LedgerFailure("The disk is full."));

    assertThatThrownBy(() -> decide(Integer.MAX_VALUE))
        .isInstanceOf(LedgerFailure.class)
        .hasMessageContaining("The disk is full.");
  }

  @Test
  void aClientThatWentAwayIsFollowedNoLongerAndAWaitOfBeforeIsNoNewOne() throws Exception {
    JsonNode reply = decide(2);

    assertThat(looks).isEqualTo(3);
    assertThat(reply.path("said").asText()).isEqualTo("approved");
    assertThat(reply.has("again")).isFalse();
  }

  @Test
  void aWaitThatWasNotThereBeforeIsTold() throws Exception {
    Approvals approvals = approvals(() -> waits.add(wait(3)));

    assertThat(decide(approvals, Integer.MAX_VALUE).path("again").asBoolean()).isTrue();
  }

  private JsonNode decide(int patience) throws InterruptedException {
    return decide(approvals(() -> {}), patience);
  }

  private JsonNode decide(Approvals approvals, int patience) throws InterruptedException {
    ObjectNode request = request().put("approval", 1).put("name", "ada").put("granted", true);
    return new ApprovalRequests(host(approvals)).decide(request, () -> looks++ >= patience);
  }

  private static ObjectNode request() {
    return JsonNodeFactory.instance.objectNode().put("task", TASK.value());
  }

  private static Waiting wait(int number) {
    return new Waiting(
        TASK,
        "p",
        number,
        PolicyPoint.values()[0],
        "goal",
        List.of(),
        1,
        List.of(),
        Instant.EPOCH,
        false,
        List.of());
  }

  private Approvals approvals(Runnable then) {
    return fake(
        Approvals.class,
        (self, method, arguments) -> {
          if (method.getName().equals("waiting")) {
            return List.copyOf(waits);
          }
          waits.remove(0);
          then.run();
          return "approved";
        });
  }

  private Host host(Approvals approvals) {
    Run run =
        fake(
            Run.class,
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "id" -> TASK;
                  case "outcome" -> outcome;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
    Engine engine = fake(Engine.class, (self, method, arguments) -> List.of(run));
    ServiceReference<?> reference = fake(ServiceReference.class, (self, method, all) -> null);
    BundleContext context =
        fake(
            BundleContext.class,
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getServiceReference" -> approvals == null ? null : reference;
                  case "getService" -> approvals;
                  default -> true;
                });
    return new Host(context, () -> engine, () -> null, () -> null, null, null);
  }

  private static <T> T fake(Class<T> type, InvocationHandler answers) {
    return type.cast(
        Proxy.newProxyInstance(
            ApprovalRequestsTest.class.getClassLoader(), new Class<?>[] {type}, answers));
  }
}
