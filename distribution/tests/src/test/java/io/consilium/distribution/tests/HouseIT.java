package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.planner.Planner;
import io.consilium.api.verifier.Verifier;
import io.consilium.framework.deployer.Deployer;
import io.consilium.framework.engine.Engine;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/** The whole house, as it ships, in a container. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class HouseIT {
  @Inject private BundleContext context;
  @Inject private Engine engine;
  @Inject private Ledger ledger;
  @Inject private Deployer deployer;

  @Configuration
  public Option[] container() throws Exception {
    return Distribution.container();
  }

  @Test
  public void everyBundleResolvesAndStarts() throws Exception {
    deployer.settled().toCompletableFuture().get(60, TimeUnit.SECONDS);
    assertThat(Arrays.stream(context.getBundles()).filter(one -> one.getState() != settled(one)))
        .isEmpty();
    assertThat(deployer.plugins())
        .isNotEmpty()
        .allMatch(plugin -> plugin.state() == Deployer.State.ACTIVE);
  }

  /** A fragment is attached to its host, never started itself. */
  private static int settled(Bundle bundle) {
    return bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null
        ? Bundle.ACTIVE
        : Bundle.RESOLVED;
  }

  @Test
  public void everyShippedPluginBecomesReady() throws Exception {
    deployer.settled().toCompletableFuture().get(60, TimeUnit.SECONDS);
    Await.until(() -> engine.installed().stream().allMatch(Engine.Installed::ready));
    assertThat(engine.installed())
        .extracting(Engine.Installed::kind)
        .contains("expert", "planner", "gate", "halting policy");
    assertThat(engine.installed()).allMatch(plugin -> plugin.digest().length() == 64);
    assertThat(ledger.trouble()).isEmpty();
  }

  @Test
  public void everyShippedPluginIsWhatItClaims() throws Exception {
    deployer.settled().toCompletableFuture().get(60, TimeUnit.SECONDS);
    for (Deployer.Plugin plugin : deployer.plugins()) {
      Bundle bundle =
          Arrays.stream(context.getBundles())
              .filter(one -> plugin.bundle().equals(one.getSymbolicName()))
              .findFirst()
              .orElseThrow();
      assertThat(claimed(bundle)).as(plugin.bundle()).isEqualTo(offered(bundle)).isNotEmpty();
    }
  }

  private static Set<String> claimed(Bundle bundle) {
    return bundle
        .adapt(BundleRevision.class)
        .getDeclaredCapabilities("io.consilium.plugin")
        .stream()
        .map(BundleCapability::getAttributes)
        .map(
            claim ->
                claim.get("kind")
                    + " "
                    + claim.get("id")
                    + " "
                    + claim.getOrDefault("effect", "")
                    + claim.getOrDefault("capabilities", ""))
        .collect(Collectors.toSet());
  }

  /** As claims would say it. */
  private Set<String> offered(Bundle bundle) {
    return Arrays.stream(bundle.getRegisteredServices())
        .map(context::getService)
        .map(HouseIT::said)
        .collect(Collectors.toSet());
  }

  private static String said(Object plugin) {
    if (plugin instanceof Expert expert) {
      ExpertDescriptor said = expert.descriptor();
      return "expert "
          + said.id()
          + " "
          + said.effect().name().toLowerCase(Locale.ROOT).replace('_', '-')
          + said.capabilities().stream().map(Capability::name).toList();
    }
    return plugin instanceof Verifier verifier
        ? "verifier " + verifier.descriptor().id() + " "
        : "planner " + ((Planner) plugin).descriptor().id() + " ";
  }

  @Test
  public void whoLacksACapabilityThatShipsIsToldOfItsPlugin() throws Exception {
    deployer.settled().toCompletableFuture().get(60, TimeUnit.SECONDS);
    Properties offers = new Properties();
    Path home = Path.of(context.getProperty("consilium.home"));
    try (Reader in = Files.newBufferedReader(home.resolve("etc/offers.properties"))) {
      offers.load(in);
    }
    for (Engine.Installed plugin : engine.installed()) {
      for (String capability : plugin.capabilities()) {
        assertThat(offers.getProperty(capability, "").split(", "))
            .as(capability)
            .contains(plugin.bundle());
      }
    }
  }
}
