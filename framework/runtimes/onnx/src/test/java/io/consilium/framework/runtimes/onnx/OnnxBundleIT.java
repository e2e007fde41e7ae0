package io.consilium.framework.runtimes.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;

/** The bundle as built, in a framework with an empty cache. */
class OnnxBundleIT {
  @TempDir Path home;
  private Framework framework;
  private Bundle bundle;

  @BeforeEach
  void install() throws Exception {
    Map<String, String> settings =
        Map.of("org.osgi.framework.storage", home.resolve("cache").toString());
    framework = new FrameworkFactory().newFramework(settings);
    framework.start();
    bundle =
        framework
            .getBundleContext()
            .installBundle(Path.of(System.getProperty("bundle")).toUri().toString());
  }

  @AfterEach
  void stop() throws Exception {
    framework.stop();
    framework.waitForStop(10_000);
  }

  @Test
  void loadsTheNativeLibraryOutOfTheFrameworksCache() throws Exception {
    bundle.start();
    Class<?> type = bundle.loadClass("ai.onnxruntime.OrtEnvironment");
    Object environment = type.getMethod("getEnvironment").invoke(null);

    assertThat(type.getMethod("getVersion").invoke(environment))
        .isEqualTo(
            bundle.getHeaders().get("Export-Package").replaceAll("[^\\d.]", "").substring(1));
    assertThat(natives()).isEqualTo(2);
  }

  @Test
  void exportsTheLibraryAndNothingElse() {
    assertThat(bundle.getHeaders().get("Export-Package"))
        .startsWith("ai.onnxruntime;")
        .doesNotContain(",");
  }

  private long natives() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files.filter(file -> file.toString().endsWith(".so")).count();
    }
  }
}
