package io.consilium.governance.telemetry.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

class TelemetryActivatorTest {
  private static BundleContext context(Map<String, String> properties) {
    return (BundleContext)
        Proxy.newProxyInstance(
            BundleContext.class.getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("getProperty");
              return properties.get((String) arguments[0]);
            });
  }

  @Test
  void loadsNothingOfOpenTelemetryWhileItIsOff() throws Exception {
    URL[] all =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(TelemetryActivatorTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader loader =
        new URLClassLoader(all, ClassLoader.getPlatformClassLoader()) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("io.opentelemetry.")) {
              throw new ClassNotFoundException(name);
            }
            return name.startsWith("org.osgi.")
                ? TelemetryActivatorTest.class.getClassLoader().loadClass(name)
                : super.findClass(name);
          }
        }) {
      Object activator =
          loader.loadClass(TelemetryActivator.class.getName()).getConstructor().newInstance();
      assertThatThrownBy(() -> loader.loadClass("io.opentelemetry.api.common.Attributes"))
          .isInstanceOf(ClassNotFoundException.class);

      ((BundleActivator) activator).start(context(Map.of()));
      ((BundleActivator) activator).stop(context(Map.of()));
    }
  }

  private static URL url(String entry) {
    try {
      return new File(entry).toURI().toURL();
    } catch (java.net.MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void doesNotStartOnAnAddressThatCannotBeUsed() {
    BundleContext context = context(Map.of(Settings.ENDPOINT, "collector:4318"));

    assertThatThrownBy(() -> new TelemetryActivator().start(context))
        .hasMessageContaining(Settings.ENDPOINT)
        .hasMessageContaining("(collector:4318)");
  }
}
