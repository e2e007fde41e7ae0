package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.policy.Policy;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.PolicyQuestion;
import io.consilium.api.policy.Ruling;
import io.consilium.framework.deployer.internal.Rollout.Running;
import io.consilium.framework.modules.PublicationSource.Place;
import io.consilium.framework.modules.Publications;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.wiring.FrameworkWiring;

class RolloutTest {
  @TempDir Path directory;
  private final List<String> done = new ArrayList<>();
  private JarStore store;
  private Rollout rollout;
  private Recalls recalls;
  private PluginJar jar;
  private final Set<String> pinnedAtRefresh = new HashSet<>();
  private boolean broken;
  private boolean stuck;
  private Error error;
  private CountDownLatch hanging = new CountDownLatch(0);
  private final CountDownLatch uninstalled = new CountDownLatch(1);
  private Duration patience = Duration.ofMinutes(1);
  private int state = Bundle.INSTALLED;
  private Place place = Place.HERE;
  private Policy policy;
  private final List<PolicyQuestion> asked = new ArrayList<>();

  @BeforeEach
  void makeAPlugin() throws Exception {
    store = new JarStore(directory.resolve("store"));
    Path file = Files.write(directory.resolve("x.jar"), Jars.bundle("a.plugin", "1.0.0"));
    jar = PluginJar.read(file, digest -> false);
  }

  private static <T> T fake(Class<T> type, InvocationHandler answers) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
  }

  private Object bundle(Object proxy, java.lang.reflect.Method method, Object[] arguments)
      throws BundleException {
    switch (method.getName()) {
      case "start":
        if (broken) {
          throw new BundleException("Its activator fails.");
        } else if (error != null) {
          throw error;
        }
        hang();
        break;
      case "stop":
        break;
      case "uninstall":
        if (stuck) {
          throw new BundleException("Its file is locked.");
        }
        state = Bundle.UNINSTALLED;
        uninstalled.countDown();
        break;
      case "getState":
        return state;
      case "getBundleId":
        return 7L;
      case "adapt":
        return fake(FrameworkWiring.class, this::wiring);
      default:
        return null;
    }
    done.add(method.getName());
    return null;
  }

  private void hang() {
    try {
      hanging.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object wiring(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
    if (method.getName().equals("resolveBundles")) {
      return true;
    }
    pinnedAtRefresh.addAll(store.pinned());
    Bundle any = fake(Bundle.class, this::bundle);
    ((FrameworkListener[]) arguments[1])
        [0].frameworkEvent(new FrameworkEvent(FrameworkEvent.PACKAGES_REFRESHED, any, null));
    return null;
  }

  private void build(boolean signed) {
    BundleContext context =
        fake(BundleContext.class, (proxy, method, arguments) -> fake(Bundle.class, this::bundle));
    Publications publications =
        fake(
            Publications.class,
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "trouble" -> Optional.empty();
                  case "of" -> List.of();
                  case "place" -> place;
                  default -> null;
                });
    Changes changes = new Changes(() -> null, digest -> Optional.empty());
    Installer installer =
        new Installer(
            context,
            store,
            new Admittance(
                new Admittance.Terms(
                    directory.resolve("trusted"),
                    "",
                    directory.resolve("allowed"),
                    signed ? Set.of("signed") : Set.of(),
                    directory.resolve("home")),
                (list, before, now) -> {}),
            new PluginPolicy(() -> policy, (ruling, question) -> asked.add(question)),
            new ClaimGate(context, (bundle, why) -> {}),
            publications,
            changes);
    rollout =
        new Rollout(
            installer,
            publications,
            new Traffic(() -> null),
            changes,
            new HealthCheck(store, Duration.ofMinutes(1)),
            new Rollout.Patience(patience, patience));
    recalls = new Recalls(installer, publications, changes);
  }

  @Test
  void whatRunsStaysInTheStoreUntilItIsTakenOut() throws Exception {
    build(false);
    Running live = rollout.bringIn(jar, true);
    assertThat(recalls.recalled(7)).isFalse();
    rollout.takeOut(live, "file-removed");
    assertThat(store.pinned()).isEmpty();

    live = rollout.bringIn(jar, true);
    Running recalled = recalls.recall(jar);
    assertThat(recalls.recalled(7)).isTrue();
    recalls.letGo(recalled);
    assertThat(recalls.recalled(7)).isFalse();
    assertThat(store.pinned()).containsExactly(jar.digest().hex());
    rollout.takeOut(live, "file-removed");

    assertThat(store.pinned()).isEmpty();
    assertThat(String.join(" ", done))
        .isEqualTo("start stop uninstall start start stop uninstall stop uninstall");
  }

  @Test
  void theBytesStayUntilTheFrameworkLetGoOfThem() throws Exception {
    build(false);
    rollout.takeOut(rollout.bringIn(jar, true), "file-removed");
    assertThat(pinnedAtRefresh).containsExactly(jar.digest().hex());
    assertThat(store.pinned()).isEmpty();

    stuck = true;
    state = Bundle.ACTIVE;
    recalls.letGo(recalls.recall(jar));
    assertThat(store.pinned()).containsExactly(jar.digest().hex());
    assertThat(recalls.recalled(7)).isTrue();
  }

  @Test
  void whatIsRefusedOrDoesNotStartIsNotInUse() {
    build(true);
    assertThatThrownBy(() -> rollout.bringIn(jar, true)).hasMessageContaining("it is not signed");
    assertThat(store.pinned()).isEmpty();

    broken = true;
    build(false);
    assertThatThrownBy(() -> rollout.bringIn(jar, true))
        .hasMessageContaining("cannot start: Its activator fails.");
    assertThatThrownBy(() -> recalls.recall(jar)).hasMessageContaining("cannot start");
    assertThat(store.pinned()).isEmpty();
  }

  @Test
  void bytesThatAreAnotherPluginThanWasReadAreRefused() {
    build(false);
    PluginJar posing = new PluginJar(jar.file(), "b.plugin", jar.version(), jar.digest());

    assertThatThrownBy(() -> rollout.bringIn(posing, true))
        .hasMessageContaining("changed while it was read");
    assertThat(store.pinned()).isEmpty();
    assertThat(done).isEmpty();
  }

  @Test
  void policyIsToldWhetherAJarWouldRunInThisProcess() throws Exception {
    policy =
        fake(
            Policy.class,
            (self, method, given) ->
                method.getName().equals("governs")
                    ? (Object) true
                    : new Ruling(
                        PolicyPoint.PLUGIN_INSTALLED,
                        "r",
                        List.of(),
                        List.of(),
                        Instant.EPOCH,
                        Duration.ZERO));
    build(false);
    rollout.bringIn(jar, true);
    place = new Place(true, Optional.empty());
    rollout.bringIn(jar, true);

    assertThat(asked)
        .extracting(question -> ((PolicyQuestion.PluginInstalled) question).isolated())
        .containsExactly(false, true);
  }

  @Test
  void whatCanRunNowhereIsRefusedBeforeItIsInTheFramework() {
    place = new Place(false, Optional.of("Its activator would run in the host."));
    build(false);

    assertThatThrownBy(() -> rollout.bringIn(jar, true))
        .isInstanceOf(PluginJar.BadJar.class)
        .hasMessage("cannot start: Its activator would run in the host.");
    assertThat(store.pinned()).isEmpty();
    assertThat(done).isEmpty();
  }

  @Test
  void aRecallThatBreaksLeavesNothingBehind() {
    error = new StackOverflowError("deep");
    build(false);

    assertThatThrownBy(() -> recalls.recall(jar)).isSameAs(error);
    assertThat(recalls.recalled(7)).isFalse();
    assertThat(store.pinned()).isEmpty();
  }

  @Test
  void whoHangsAsItStartsIsRefusedAndTakenOutIfItEverDoes() throws Exception {
    hanging = new CountDownLatch(1);
    patience = Duration.ofMillis(1);
    build(false);
    assertThatThrownBy(() -> rollout.bringIn(jar, true))
        .hasMessageContaining("did not start within")
        .hasMessageContaining("left behind");
    assertThat(store.pinned()).containsExactly(jar.digest().hex());
    assertThat(done).doesNotContain("uninstall");

    hanging.countDown();
    uninstalled.await();
  }

  @Test
  void aReplayHoldsTheSameBytesUnderALocationOfItsOwn() throws IOException {
    Path bytes = Files.writeString(directory.resolve("0a.jar"), "bytes");

    String recalled = Installer.recallLocation(bytes);

    assertThat(recalled).startsWith("reference:file:").isNotEqualTo(Installer.location(bytes));
    String url = recalled.substring("reference:".length());
    try (InputStream in = URI.create(url).toURL().openStream()) {
      assertThat(in).hasContent("bytes");
    }
  }
}
