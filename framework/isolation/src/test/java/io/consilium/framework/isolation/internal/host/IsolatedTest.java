package io.consilium.framework.isolation.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.framework.modules.PublicationSource.Place;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

class IsolatedTest {
  @TempDir Path directory;
  private Path store;

  @BeforeEach
  void makeStore() throws Exception {
    store = Files.createDirectory(directory.resolve("store"));
  }

  @Test
  void namesAreExactOrHoldStars() throws Exception {
    Isolated isolated = isolated("com.example.fraud, org.*.risky");

    assertThat(isolated.claims(deployed("com.example.fraud", Map.of()))).isTrue();
    assertThat(isolated.claims(deployed("org.acme.risky", Map.of()))).isTrue();
    assertThat(isolated.claims(deployed("com.example.fraudulent", Map.of()))).isFalse();
    assertThat(isolated.claims(deployed("comXexample.fraud", Map.of()))).isFalse();
  }

  @Test
  void allMeansWhatIsDeployedAndNotTheHouse() throws Exception {
    Isolated isolated = isolated("all");

    assertThat(isolated.claims(deployed("com.example.fraud", Map.of()))).isTrue();
    assertThat(isolated.claims(bundle("the.engine", Map.of(), directory))).isFalse();
  }

  @Test
  void nobodyIsIsolatedWithoutAWord() throws Exception {
    assertThat(isolated(null).claims(deployed("com.example.fraud", Map.of()))).isFalse();
  }

  @Test
  void aPluginMayAskForIt() throws Exception {
    Bundle plugin = deployed("com.example.fraud", Map.of("Consilium-Isolation", "process"));

    assertThat(isolated(null).claims(plugin)).isTrue();
    assertThat(isolated(null).refusal(plugin)).isEmpty();
  }

  @Test
  void codeThatTheFrameworkWouldRunIsRefusedByItsHeader() throws Exception {
    Bundle plugin = deployed("com.example.fraud", Map.of("Bundle-Activator", "com.example.A"));

    assertThat(isolated("all").refusal(plugin).orElseThrow())
        .contains("header Bundle-Activator", "Maybe move that into its Guice module");
  }

  @Test
  void anotherKindOfIsolationIsRefused() throws Exception {
    Bundle plugin = deployed("com.example.fraud", Map.of("Consilium-Isolation", "planet"));

    assertThat(isolated(null).claims(plugin)).isTrue();
    assertThat(isolated(null).refusal(plugin).orElseThrow()).contains("(planet)");
  }

  @Test
  void whereAJarWillRunIsKnownBeforeItIsInstalled() throws Exception {
    Attributes plugin = manifest("Consilium-Module", "com.example.Module");
    assertThat(isolated("com.example.*").place("com.example.fraud", plugin))
        .hasValue(new Place(true, Optional.empty()));
    assertThat(isolated(null).place("com.example.fraud", plugin)).isEmpty();

    plugin.putValue("consilium-isolation", "process");
    assertThat(isolated(null).place("com.example.fraud", plugin))
        .hasValue(new Place(true, Optional.empty()));
  }

  @Test
  void whatTheFrameworkWouldRunIsNotOutside() throws Exception {
    Attributes plugin = manifest("bundle-activator", "com.example.A");

    Place place = isolated("all").place("com.example.fraud", plugin).orElseThrow();

    assertThat(place.outside()).isFalse();
    assertThat(place.refusal().orElseThrow()).contains("header Bundle-Activator");
  }

  private static Attributes manifest(String header, String value) {
    Attributes manifest = new Attributes();
    manifest.putValue(header, value);
    return manifest;
  }

  private Isolated isolated(String setting) {
    return new Isolated(name -> name.equals(Isolated.SETTING) ? setting : null, store);
  }

  private Bundle deployed(String name, Map<String, String> headers) throws Exception {
    return bundle(name, headers, store);
  }

  private static Bundle bundle(String name, Map<String, String> headers, Path directory)
      throws Exception {
    Path jar = Files.write(directory.resolve(name + ".jar"), new byte[0]);
    Hashtable<String, String> all = new Hashtable<>(headers);
    all.put("Consilium-Module", "com.example.Module");
    Map<String, Object> answers =
        Map.of(
            "getSymbolicName", name, "getLocation", "reference:" + jar.toUri(), "getHeaders", all);
    return (Bundle)
        Proxy.newProxyInstance(
            IsolatedTest.class.getClassLoader(),
            new Class<?>[] {Bundle.class},
            (self, method, arguments) -> answers.get(method.getName()));
  }
}
