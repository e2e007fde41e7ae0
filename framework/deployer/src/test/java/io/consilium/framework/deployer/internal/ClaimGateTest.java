package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Determinism;
import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.task.MediaType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;

/** A plugin, a house that looks for experts, and the gate between them, in a framework. */
class ClaimGateTest {
  private static final Limits PURE =
      new Limits(
          Optional.of(new Claims(List.of(new Claim("expert", "a", Effect.PURE, Set.of("a.b"))))),
          List.of());

  @TempDir Path directory;
  private final List<String> told = new ArrayList<>();
  private Framework framework;
  private Bundle plugin;
  private ClaimGate gate;
  private ServiceTracker<Expert, Expert> house;

  private record Plain(ExpertDescriptor descriptor) implements Expert {
    @Override
    public ExpertOutcome solve(Assignment assignment, CallContext context) {
      return ExpertOutcome.absent("Nothing here.");
    }
  }

  private static final class Breaking implements Expert {
    @Override
    public ExpertDescriptor descriptor() {
      throw new AssertionError() {
        @Override
        public String toString() {
          throw new IllegalStateException("Not to be asked either.");
        }
      };
    }

    @Override
    public ExpertOutcome solve(Assignment assignment, CallContext context) {
      return ExpertOutcome.absent("Nothing here.");
    }
  }

  @BeforeEach
  void start() throws Exception {
    framework = new Framework(directory.resolve("cache"), "io.consilium.api.expert;version=0.2.0");
    gate = ClaimGate.open(framework.context(), (bundle, why) -> told.add(why));
    BundleContext other = started("the.house").getBundleContext();
    house = new ServiceTracker<>(other, Expert.class, null);
    house.open();
    plugin = started("a.plugin");
  }

  private Bundle started(String name) throws Exception {
    Bundle bundle =
        framework.install(
            Jars.bundle(
                Map.of("Bundle-SymbolicName", name, "Import-Package", "io.consilium.api.expert")));
    bundle.start();
    return bundle;
  }

  @AfterEach
  void stop() throws Exception {
    framework.close();
  }

  private static Expert expert(Effect effect, String capability) {
    return new Plain(
        new ExpertDescriptor(
            "a",
            "An expert.",
            List.of(
                new Capability(
                    capability, Map.of("x", MediaType.TEXT), Map.of("x", MediaType.TEXT))),
            effect,
            Determinism.DETERMINISTIC,
            1,
            Duration.ofSeconds(1),
            1));
  }

  private ServiceRegistration<Expert> offer(Effect effect, String capability) {
    return plugin
        .getBundleContext()
        .registerService(Expert.class, expert(effect, capability), null);
  }

  @Test
  void whatLiesWithinItsClaimsIsSeen() {
    gate.watch(plugin, PURE);
    offer(Effect.PURE, "a.b");
    assertThat(house.size()).isEqualTo(1);
    assertThat(gate.settle(plugin)).isEmpty();
    assertThat(gate.said(plugin))
        .containsExactly(new Claim("expert", "a", Effect.PURE, Set.of("a.b")));
  }

  @Test
  void whatGoesBeyondIsSeenByNobodyWhenItComesOrLater() throws Exception {
    gate.watch(plugin, PURE);
    offer(Effect.PURE, "a.b");
    ServiceRegistration<Expert> worse = offer(Effect.WRITES_OUTSIDE, "a.b");
    assertThat(gate.settle(plugin)).singleElement().asString().contains("(writes-outside)");
    assertThat(told).isEmpty();
    assertThatThrownBy(() -> gate.demandWithin(plugin))
        .isInstanceOf(PluginJar.BadJar.class)
        .hasMessageContaining("which it claims as the expert a (pure) for a.b. Maybe let");
    offer(Effect.PURE, "a.c");

    assertThat(house.size()).isEqualTo(1);
    assertThat(house.getTracked().firstKey().getBundle()).isEqualTo(plugin);
    assertThat(started("late").getBundleContext().getServiceReferences(Expert.class, null))
        .hasSize(1);
    assertThat(gate.settle(plugin)).hasSize(2);
    worse.unregister();
    assertThat(told).singleElement().asString().contains("(pure) for a.c").contains("for a.b");
  }

  @Test
  void aPluginThatCannotSayWhatItIsIsSeenByNobody() {
    gate.watch(plugin, PURE);
    plugin.getBundleContext().registerService(Expert.class, new Plain(null), null);
    assertThat(house.size()).isZero();
    assertThat(gate.settle(plugin).get(0)).contains("does not say what it offers");
  }

  @Test
  void anErrorThrownAtTheGateHidesWhoThrowsIt() {
    gate.watch(plugin, PURE);
    plugin.getBundleContext().registerService(Expert.class, new Breaking(), null);
    assertThat(house.size()).isZero();
    assertThat(gate.settle(plugin))
        .singleElement()
        .asString()
        .contains("does not say what it offers (");
  }

  @Test
  void aContractNamedTwiceIsNoWayAroundTheGate() {
    gate.watch(plugin, PURE);
    String[] twice = {Expert.class.getName(), Expert.class.getName()};
    plugin.getBundleContext().registerService(twice, expert(Effect.WRITES_OUTSIDE, "a.b"), null);
    assertThat(house.size()).isZero();
    assertThat(gate.settle(plugin)).singleElement().asString().contains("(writes-outside)");
  }

  @Test
  void whoIsNotWatchedIsSeenWhateverHeOffers() {
    offer(Effect.WRITES_OUTSIDE, "z.z");
    gate.watch(plugin, Limits.NONE);
    offer(Effect.WRITES_OUTSIDE, "y.y");
    gate.forget(plugin);
    assertThat(house.size()).isEqualTo(2);
    assertThat(told).isEmpty();
  }
}
