package io.consilium.expert.nlp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.expert.ExpertOutcome.Solved;
import io.consilium.api.host.Settings;
import io.consilium.api.task.MediaType;
import io.consilium.tck.TestContext;
import java.io.File;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;

/** The bundle as built beside the runtime's, in a framework with an empty cache. */
class NlpBundleIT {
  private static final String RUNTIME = "io.consilium.framework.runtimes.onnx";

  /** What the host offers to plugins, in any 0.x; here the test's own class path does. */
  private static final String SHARED =
      "io.consilium.api.data;io.consilium.api.expert;io.consilium.api.host;io.consilium.api.task"
          + ";version=0.9.0,com.google.inject;com.google.inject.binder"
          + ";com.google.inject.multibindings;version=1.4.0,jakarta.inject;version=2.0.1";

  @TempDir Path home;
  private Framework framework;

  @BeforeEach
  void start() throws Exception {
    framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    "org.osgi.framework.storage",
                    home.resolve("cache").toString(),
                    "org.osgi.framework.system.packages.extra",
                    SHARED));
    framework.start();
    install(runtime());
  }

  @AfterEach
  void stop() throws Exception {
    framework.stop();
    framework.waitForStop(10_000);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void leavesNothingBehindEachTimeItIsReplacedWhetherItWasClosedOrNot(boolean closed)
      throws Exception {
    for (int round = 0; round < 2; round++) {
      WeakReference<ClassLoader> loader = use(closed);
      refresh();
      assertThat(collected(loader)).isTrue();
    }
  }

  private WeakReference<ClassLoader> use(boolean closes) throws Exception {
    Bundle bundle = install(System.getProperty("bundle"));
    String name = bundle.getHeaders().get("Consilium-Module");
    Module module = (Module) bundle.loadClass(name).getDeclaredConstructor().newInstance();
    Set<Expert> experts =
        Guice.createInjector(module).getInstance(Key.get(new TypeLiteral<Set<Expert>>() {}));
    for (Expert expert : experts) {
      expert.warmUp();
      if (expert.descriptor().id().equals("nlp.sentiment")) {
        assertThat(judged(expert).facts().values()).containsEntry("label", "positive");
      }
    }
    for (Expert expert : experts) {
      if (closes && expert instanceof AutoCloseable closeable) {
        closeable.close();
      }
    }
    bundle.uninstall();
    return new WeakReference<>(module.getClass().getClassLoader());
  }

  private static Solved judged(Expert expert) throws Exception {
    TestContext context = TestContext.create();
    byte[] text = "Operating profit rose.".getBytes(StandardCharsets.UTF_8);
    ExpertOutcome outcome =
        expert.solve(
            new Assignment(
                "nlp.sentiment",
                "",
                Map.of("text", List.of(context.artifacts().of(MediaType.TEXT, text))),
                Settings.EMPTY),
            context);
    return (Solved) outcome;
  }

  private Bundle install(String file) throws Exception {
    Bundle bundle = framework.getBundleContext().installBundle(Path.of(file).toUri().toString());
    bundle.start();
    return bundle;
  }

  private static String runtime() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(path -> path.contains(RUNTIME) || path.contains("runtimes/onnx"))
        .findFirst()
        .orElseThrow();
  }

  private void refresh() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    framework.adapt(FrameworkWiring.class).refreshBundles(null, event -> done.countDown());
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
  }

  private static boolean collected(WeakReference<ClassLoader> loader) {
    for (int i = 0; i < 200 && loader.get() != null; i++) {
      System.gc();
    }
    return loader.get() == null;
  }
}
