package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.expert.Expert;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Planner;
import io.consilium.api.routing.Gate;
import io.consilium.api.task.Answer;
import io.consilium.api.verifier.Verifier;
import io.consilium.framework.engine.CodeArchive;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.engine.Run;
import io.consilium.framework.halting.internal.EvidenceHaltingPolicy;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.apache.felix.framework.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** The engine over a real service registry, with services that come and go. */
@Timeout(60)
class EngineActivatorTest {
  private static final Plan PLAN =
      Fakes.plan(
          List.of(Fakes.subgoal("only", "do.one", Map.of("a", "task.text"))),
          List.of(Fakes.check("fine", "judge", "only.out")),
          "only.out");

  @TempDir Path cache;
  private final EngineActivator activator = new EngineActivator();
  private final MemoryLedger ledger = new MemoryLedger();
  private final Rig rig = Rig.of(Fakes.always(PLAN));
  private Felix felix;
  private BundleContext context;

  @BeforeEach
  void start() throws Exception {
    felix = new Felix(Map.of(Constants.FRAMEWORK_STORAGE, cache.toString()));
    felix.start();
    context = felix.getBundleContext();
    activator.start(context);
    register(Planner.class, rig.planner);
    register(Gate.class, rig.gate);
    register(HaltingPolicy.class, new EvidenceHaltingPolicy());
    register(Verifier.class, Fakes.accepting("judge"));
  }

  @AfterEach
  void stop() throws Exception {
    activator.stop(context);
    felix.stop();
    felix.waitForStop(10_000);
  }

  private <S> ServiceRegistration<S> register(Class<S> type, S service) {
    return context.registerService(type, service, null);
  }

  private Engine engine() {
    return context.getService(context.getServiceReference(Engine.class));
  }

  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private Run submit(int plugins) {
    until(() -> engine().installed().stream().filter(Engine.Installed::ready).count() >= plugins);
    return engine().submit(rig.submission());
  }

  @Test
  void theEngineComesAndGoesWithItsLedger() {
    assertThat(context.getServiceReference(Engine.class)).isNull();
    ServiceRegistration<Ledger> registration = register(Ledger.class, ledger);
    assertThat(context.getServiceReference(Engine.class)).isNotNull();
    registration.unregister();
    assertThat(context.getServiceReference(Engine.class)).isNull();
  }

  @Test
  void runsATaskOverServicesAndHoldsNoneAfterwards() {
    register(Ledger.class, ledger);
    ServiceRegistration<Expert> expert = register(Expert.class, Fakes.joining("one", "do.one"));

    assertThat(Rig.end(submit(5)).answer()).isInstanceOf(Answer.Answered.class);
    ServiceReference<Expert> reference = expert.getReference();
    until(() -> reference.getUsingBundles() == null);
    assertThat(ledger.bodies(Body.ExpertCalled.class)).hasSize(1);
  }

  @Test
  void theRoleOfAServiceIsReadFromItsPropertiesAndCanChange() {
    register(Ledger.class, ledger);
    ServiceRegistration<Expert> expert =
        context.registerService(
            Expert.class,
            Fakes.joining("one", "do.one"),
            new Hashtable<>(Map.of("consilium.shadow", true)));
    assertThat(Rig.end(submit(5)).answer()).isNotInstanceOf(Answer.Answered.class);

    expert.setProperties(new Hashtable<>(Map.of("consilium.share", 1.0)));
    assertThat(Rig.end(submit(5)).answer()).isInstanceOf(Answer.Answered.class);
    assertThat(ledger.bodies(Body.SubgoalRouted.class))
        .last()
        .satisfies(routed -> assertThat(routed.candidates().get(0).parts()).containsKey("canary"));

    expert.setProperties(new Hashtable<>());
    assertThat(Rig.end(submit(5)).answer()).isInstanceOf(Answer.Answered.class);
    assertThat(ledger.bodies(Body.SubgoalRouted.class))
        .last()
        .satisfies(
            routed -> assertThat(routed.candidates().get(0).parts()).doesNotContainKey("canary"));
  }

  @Test
  void codeThatRunsForReplaysAloneGetsNoOtherWorkAlthoughItRegistersItsServicesItself() {
    register(Ledger.class, ledger);
    until(() -> engine().installed().stream().filter(Engine.Installed::ready).count() >= 4);
    register(
        CodeArchive.class,
        new CodeArchive() {
          @Override
          public Optional<String> signer(String digest) {
            return Optional.empty();
          }

          @Override
          public Recalled recall(Code code) throws Missing {
            throw new Missing("Nothing is kept here.");
          }

          @Override
          public boolean recalled(long osgiBundle) {
            return osgiBundle == context.getBundle().getBundleId();
          }
        });
    register(Expert.class, Fakes.joining("one", "do.one"));

    assertThat(Rig.end(submit(5)).answer()).isNotInstanceOf(Answer.Answered.class);
    assertThat(ledger.bodies(Body.ExpertCalled.class)).isEmpty();
  }

  @Test
  void aCallInFlightEndsAsGoneWhenItsServiceGoes() throws Exception {
    register(Ledger.class, ledger);
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    ServiceRegistration<Expert> expert =
        register(
            Expert.class,
            Fakes.expert(
                "one",
                "do.one",
                (x, c) -> {
                  reached.countDown();
                  never.await();
                  return null;
                }));
    Run run = submit(5);
    reached.await();
    expert.unregister();
    Rig.end(run);

    assertThat(ledger.bodies(Body.ExpertReturned.class))
        .extracting(Body.ExpertReturned::outcome)
        .containsExactly(Body.ExpertReturned.Outcome.GONE);
    until(() -> engine().installed().stream().noneMatch(plugin -> plugin.id().equals("one")));
  }

  @Test
  void closesWhatACrashLeftOpenBeforeTheEngineAppears() {
    try (Rig crashed = Rig.of(rig.planner, Fakes.joining("one", "do.one"))) {
      crashed.run();
      ledger.all.addAll(crashed.ledger.all.subList(0, 3));
    }
    register(Ledger.class, ledger);

    assertThat(ledger.unfinished()).isEmpty();
    assertThat(engine().recover()).hasSize(1);
  }

  @Test
  void aBundleWhoseServicesComeAndGoWithoutEndIsKeptOutAndThatIsOnRecordOnce() {
    register(Ledger.class, ledger);
    Expert one = Fakes.joining("one", "do.one");
    for (int i = 0; i < 500; i++) {
      register(Expert.class, one).unregister();
    }
    register(Expert.class, one);

    until(() -> !ledger.bodies(Body.PluginChanged.class).isEmpty());
    assertThat(Rig.end(submit(4)).answer()).isNotInstanceOf(Answer.Answered.class);
    assertThat(engine().installed()).noneMatch(plugin -> plugin.id().equals("one"));
    assertThat(ledger.bodies(Body.PluginChanged.class))
        .singleElement()
        .satisfies(
            changed -> {
              assertThat(changed.change()).isEqualTo(Body.PluginChanged.Change.QUARANTINED);
              assertThat(changed.cause()).matches("comes and goes: \\d+ services left within 10 s");
            });
  }

  @Test
  void whatIsTakenOutBeforeItLeavesIsNotRestless() {
    register(Ledger.class, ledger);
    for (int i = 0; i < 60; i++) {
      ServiceRegistration<Expert> old = register(Expert.class, Fakes.joining("one", "do.one"));
      old.setProperties(new Hashtable<>(Map.of("consilium.retired", true)));
      old.unregister();
    }
    register(Expert.class, Fakes.joining("one", "do.one"));

    assertThat(Rig.end(submit(5)).answer()).isInstanceOf(Answer.Answered.class);
    assertThat(ledger.bodies(Body.PluginChanged.class)).isEmpty();
  }

  @Test
  void theHostsBeginningAndEndAreOnRecord() {
    ServiceRegistration<?> registered = register(Ledger.class, ledger);
    engine();
    registered.unregister();

    assertThat(ledger.bodies(Body.HostChanged.class))
        .extracting(Body.HostChanged::change)
        .containsExactly(Body.HostChanged.Change.STARTED, Body.HostChanged.Change.STOPPED);
  }
}
