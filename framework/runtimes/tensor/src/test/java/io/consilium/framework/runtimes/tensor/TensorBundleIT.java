package io.consilium.framework.runtimes.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** The bundles as built, in a framework with an empty cache. Only one test may load the natives. */
class TensorBundleIT {
  @TempDir Path home;
  private Framework framework;
  private Bundle bundle;

  @AfterEach
  void stop() throws Exception {
    framework.stop();
    framework.waitForStop(10_000);
  }

  @Test
  void startsWithoutLoadingAnything() throws Exception {
    Path cache = home.resolve("natives");
    start(cache, true);

    assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(report())
        .containsEntry("well", true)
        .containsEntry(
            "summary", "ND4J not loaded, nobody needed it; native memory up to 256 MB, 1 thread");
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void servesAUserThatNeverAskedWhetherItIsReady() throws Exception {
    Path javacpp = Path.of(System.getProperty("user.home"), ".javacpp");
    boolean was = Files.exists(javacpp);
    start(Path.of(System.getProperty("cache")), true);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(null);
    Object array;
    try {
      array = call("org.nd4j.linalg.factory.Nd4j", "create", new float[] {1, 2, 3});
    } finally {
      thread.setContextClassLoader(before);
    }

    assertThat(array).hasToString("[    1.0000,    2.0000,    3.0000]");
    Map<String, Object> report = report();
    assertThat(report.get("well")).isEqualTo(true);
    assertThat(report.get("summary"))
        .asString()
        .startsWith("ND4J loaded; native memory 0 MB of 256 MB");
    assertThat((Long) report.get("usedBytes")).isPositive();
    assertThat(Files.exists(javacpp)).isEqualTo(was);
  }

  @Test
  void saysThatTheNativesAreMissing() throws Exception {
    start(home.resolve("natives"), false);

    assertThatThrownBy(() -> call(Tensors.class.getName(), "ready"))
        .hasCauseInstanceOf(Exception.class)
        .satisfies(
            thrown ->
                assertThat(((InvocationTargetException) thrown).getTargetException())
                    .hasMessageContaining("are missing")
                    .hasMessageContaining("runtimes.tensornatives")
                    .satisfies(
                        cause ->
                            assertThat(cause.getClass().getName())
                                .isEqualTo(TensorUnavailable.class.getName())));
    assertThat(report().get("well")).isEqualTo(false);
    assertThat(report().get("summary")).asString().contains("are missing");
  }

  @Test
  void exportsTheLibraryAndItsDoorAndNothingElse() throws Exception {
    start(home.resolve("natives"), false);
    String[] exported = bundle.getHeaders().get("Export-Package").split(",");

    assertThat(exported)
        .allMatch(
            name ->
                name.startsWith("org.nd4j") && !name.startsWith("org.nd4j.shade")
                    || name.startsWith("io.consilium.framework.runtimes.tensor;"));
    assertThat(exported).anyMatch(name -> name.startsWith("org.nd4j.linalg.factory;"));
  }

  private void start(Path cache, boolean natives) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("org.osgi.framework.storage", home.resolve("felix").toString());
    settings.put("consilium.tensor.cache", cache.toString());
    settings.put("consilium.tensor.memory", "256");
    settings.put(
        "org.osgi.framework.system.packages.extra",
        "org.slf4j;version=2.0.18,org.slf4j.helpers;version=2.0.18");
    framework = new FrameworkFactory().newFramework(settings);
    framework.start();
    BundleContext context = framework.getBundleContext();
    bundle = context.installBundle(reference(Path.of(System.getProperty("bundle"))));
    if (natives) {
      context.installBundle(reference(fragment()));
    }
    bundle.start();
  }

  private static Path fragment() {
    return List.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator)).stream()
        .filter(entry -> entry.contains("tensornatives"))
        .map(Path::of)
        .findFirst()
        .orElseThrow();
  }

  private static String reference(Path jar) {
    return "reference:" + jar.toUri();
  }

  private Object call(String type, String method, Object... arguments) throws Exception {
    Class<?>[] types = new Class<?>[arguments.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = arguments[i].getClass();
    }
    return bundle.loadClass(type).getMethod(method, types).invoke(null, arguments);
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> report() throws Exception {
    BundleContext context = framework.getBundleContext();
    ServiceReference<?>[] found =
        context.getAllServiceReferences(Supplier.class.getName(), "(consilium.health=tensor)");
    return (Map<String, Object>) ((Supplier<?>) context.getService(found[0])).get();
  }
}
