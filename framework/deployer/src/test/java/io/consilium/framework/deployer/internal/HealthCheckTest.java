package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
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
import io.consilium.framework.deployer.internal.PluginJar.BadJar;
import io.consilium.framework.deployer.internal.Rollout.Running;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/** New code is asked what its own jar says that it can. */
class HealthCheckTest {
  private static final String ECHO =
      "{\"capability\": \"test.echo\", \"inputs\": {\"text\": {\"media\": \"text/plain\","
          + " \"text\": \"hello\"}}}";

  @TempDir Path directory;
  private Effect effect = Effect.PURE;
  private final CountDownLatch cancelled = new CountDownLatch(1);

  private interface Solving {
    ExpertOutcome solve(Assignment assignment, CallContext call) throws Exception;
  }

  private record Echo(Effect effect, Solving solving) implements Expert {
    @Override
    public ExpertDescriptor descriptor() {
      Map<String, MediaType> text = Map.of("text", MediaType.TEXT);
      return new ExpertDescriptor(
          "test.echo",
          "Echoes.",
          List.of(new Capability("test.echo", text, text)),
          effect,
          Determinism.DETERMINISTIC,
          1,
          Duration.ofSeconds(1),
          1);
    }

    @Override
    public ExpertOutcome solve(Assignment assignment, CallContext call) throws Exception {
      return solving.solve(assignment, call);
    }
  }

  private static <T> T fake(Class<T> type, InvocationHandler answers) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
  }

  private void check(String example, Duration patience, Solving solving) throws Exception {
    check(example, patience, new Echo(effect, solving));
  }

  private void check(String example, Duration patience, Expert expert) throws Exception {
    JarStore store = new JarStore(directory);
    Path jar = Files.createTempFile(directory, "a", ".jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("CONSILIUM-INF/examples/echo.json"));
      zip.write(example.getBytes(StandardCharsets.UTF_8));
    }
    PluginJar plugin = new PluginJar(jar, "a", Version.emptyVersion, PluginJarDigest.of(jar));
    store.keep(plugin);
    ServiceReference<?> reference = fake(ServiceReference.class, (self, method, given) -> null);
    BundleContext context = fake(BundleContext.class, (self, method, given) -> expert);
    Bundle bundle =
        fake(
            Bundle.class,
            (self, method, given) ->
                method.getName().equals("getRegisteredServices")
                    ? new ServiceReference<?>[] {reference}
                    : context);
    new HealthCheck(store, patience)
        .check(new Running(plugin, bundle), ", the version before it goes on");
  }

  private static ExpertOutcome echo(Assignment assignment, CallContext call) {
    return ExpertOutcome.solved("text", assignment.input("text"), 1);
  }

  @Test
  void whoDoesWhatItsExampleSaysIsHealthy() {
    assertThatCode(() -> check(ECHO, Duration.ofMinutes(1), HealthCheckTest::echo))
        .doesNotThrowAnyException();
  }

  @Test
  void whoDoesSomethingElseIsNot() {
    String declines = ECHO.replace("{\"capability\"", "{\"expect\": \"declined\", \"capability\"");
    assertThatThrownBy(() -> check(declines, Duration.ofMinutes(1), HealthCheckTest::echo))
        .isInstanceOf(BadJar.class)
        .hasMessageContaining("the version before it goes on")
        .hasMessageContaining("its own example \"echo\" ended as solved instead of declined");
  }

  @Test
  void whoBreaksIsNot() {
    assertThatThrownBy(
            () ->
                check(
                    ECHO,
                    Duration.ofMinutes(1),
                    (assignment, call) -> {
                      throw new NoClassDefFoundError("a.Gone");
                    }))
        .isInstanceOf(BadJar.class)
        .hasMessageContaining("broke it (java.lang.NoClassDefFoundError: a.Gone)");
  }

  @Test
  void whoseDescriptionBreaksIsNotEither() {
    Expert expert =
        fake(
            Expert.class,
            (self, method, given) -> {
              throw new AssertionError("described once too often");
            });
    assertThatThrownBy(() -> check(ECHO, Duration.ofMinutes(1), expert))
        .isInstanceOf(BadJar.class)
        .hasMessageContaining("its description broke it (java.lang.AssertionError: described once");
  }

  @Test
  void whoseDescriptionHangsHoldsUpNobody() throws Exception {
    Expert expert =
        fake(
            Expert.class,
            (self, method, given) -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                cancelled.countDown();
              }
              return null;
            });
    assertThatThrownBy(() -> check(ECHO, Duration.ofMillis(1), expert))
        .isInstanceOf(BadJar.class)
        .hasMessageContaining("its description did not end within");
    cancelled.await();
  }

  @Test
  void whoHangsIsToldToStopAndIsNot() throws Exception {
    assertThatThrownBy(
            () ->
                check(
                    ECHO,
                    Duration.ofMillis(1),
                    (assignment, call) -> {
                      call.onCancel(cancelled::countDown);
                      cancelled.await();
                      return null;
                    }))
        .isInstanceOf(BadJar.class)
        .hasMessageContaining("did not end within");
    cancelled.await();
  }

  @Test
  void whoReachesOutsideIsNotAsked() {
    effect = Effect.READS_OUTSIDE;
    assertThatCode(
            () ->
                check(
                    ECHO,
                    Duration.ofMinutes(1),
                    (assignment, call) -> {
                      throw new AssertionError("asked");
                    }))
        .doesNotThrowAnyException();
  }

  @Test
  void anExampleThatIsNoneIsAFault() {
    assertThatThrownBy(() -> check("{", Duration.ofMinutes(1), HealthCheckTest::echo))
        .isInstanceOf(BadJar.class)
        .satisfies(e -> assertThat(((BadJar) e).code()).isEqualTo("not-healthy"))
        .hasMessageContaining("carries an example that is none");
  }
}
