package io.consilium.framework.modules.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.halting.HaltDecision;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.halting.HaltingRequest;
import io.consilium.api.host.Settings;
import io.consilium.framework.modules.Configured;
import io.consilium.framework.modules.PublicationSource;
import io.consilium.framework.modules.Publications;
import io.consilium.framework.modules.Publications.Published;
import io.consilium.framework.modules.Renewal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** Bundles whose services come from elsewhere than their own modules. */
class SourcesTest {
  @TempDir private Path directory;
  private Felix felix;
  private BundleContext context;
  private Extender extender;
  private final FakeSource source = new FakeSource();

  /** Offers one halting policy for whatever says so. */
  private static final class FakeSource implements PublicationSource {
    private Settings settings = Settings.EMPTY;
    private int closed;

    @Override
    public boolean takes(Bundle bundle) {
      return bundle.getHeaders("").get("Consilium-Bridge") != null;
    }

    @Override
    public Optional<Place> place(String name, Attributes manifest) {
      return Optional.ofNullable(manifest.getValue("Consilium-Bridge"))
          .map(guest -> new Place(true, Optional.of("Nobody knows " + name + ".")));
    }

    @Override
    public Offer offer(Bundle bundle, Settings given) {
      settings = given;
      if (bundle.getHeaders("").get("Consilium-Bridge").equals("broken")) {
        throw new IllegalStateException("The guest does not start.");
      }
      if (bundle.getHeaders("").get("Consilium-Bridge").equals("impossible")) {
        throw new AssertionError("This cannot be.");
      }
      return new Offer(List.of(new Never()), () -> closed++);
    }
  }

  private static final class Never implements HaltingPolicy {
    @Override
    public String id() {
      return "never";
    }

    @Override
    public HaltDecision decide(HaltingRequest request) {
      throw new UnsupportedOperationException();
    }
  }

  @BeforeEach
  void start() throws Exception {
    felix =
        new Felix(
            Map.of(
                "org.osgi.framework.storage", directory.resolve("cache").toString(),
                "consilium.settings", "test.guest.name",
                "test.guest.name", "named",
                "felix.log.level", "0"));
    felix.start();
    context = felix.getBundleContext();
    extender = new Extender(context);
    extender.open();
  }

  @AfterEach
  void stop() throws Exception {
    extender.close();
    felix.stop();
    felix.waitForStop(10_000);
  }

  @Test
  void whatASourceMakesIsPublishedAsTheBundlesOwnAndGoesWithIt() throws Exception {
    context.registerService(PublicationSource.class, source, null);
    Bundle plugin = install("bridge.yaml");
    plugin.start();

    assertThat(extender.of(plugin)).extracting(Published::id).containsExactly("never");
    assertThat(services()).hasSize(1).allMatch(service -> service.getBundle() == plugin);
    assertThat(services().get(0).getProperty(Publications.DIGEST).toString()).hasSize(64);
    assertThat(source.settings.text("name", "")).isEqualTo("named");

    extender.retire(plugin);
    assertThat(services().get(0).getProperty(Publications.RETIRED)).isEqualTo(true);

    extender.withdraw(plugin);
    assertThat(services()).isEmpty();
    assertThat(source.closed).isZero();

    plugin.stop();
    assertThat(source.closed).isEqualTo(1);
  }

  @Test
  void aBundleThatCannotRunHereWaitsForItsSourceAndStopsWithIt() throws Exception {
    Bundle plugin = install("bridge.yaml");
    plugin.start();
    assertThat(services()).isEmpty();
    assertThat(extender.trouble(plugin).orElseThrow())
        .contains("its manifest says Consilium-Bridge");

    ServiceRegistration<PublicationSource> registration =
        context.registerService(PublicationSource.class, source, null);
    assertThat(services()).hasSize(1);
    assertThat(extender.trouble(plugin)).isEmpty();

    registration.unregister();
    assertThat(services()).isEmpty();
    assertThat(source.closed).isEqualTo(1);
    assertThat(extender.trouble(plugin)).isPresent();
  }

  @Test
  void whereAJarWouldRunIsWhatItsSourceSaysElseHere() {
    Attributes guest = new Attributes();
    guest.putValue("Consilium-Bridge", "bridge.yaml");
    assertThat(extender.place("test.guest", guest)).isEqualTo(PublicationSource.Place.HERE);

    context.registerService(PublicationSource.class, source, null);

    assertThat(extender.place("test.guest", guest).outside()).isTrue();
    assertThat(extender.place("test.guest", guest).refusal()).hasValue("Nobody knows test.guest.");
    assertThat(extender.place("test.guest", new Attributes()))
        .isEqualTo(PublicationSource.Place.HERE);
  }

  @Test
  void aGuestThatDoesNotStartIsSaidSo() throws Exception {
    context.registerService(PublicationSource.class, source, null);
    Bundle plugin = install("broken");
    plugin.start();

    assertThat(services()).isEmpty();
    assertThat(extender.trouble(plugin))
        .hasValue("test.guest 1.0.0 offers nothing: The guest does not start.");
  }

  @Test
  void anErrorInAGuestIsATroubleLikeAnyOther() throws Exception {
    context.registerService(PublicationSource.class, source, null);
    Bundle plugin = install("impossible");
    plugin.start();

    assertThat(extender.trouble(plugin))
        .hasValue("test.guest 1.0.0 offers nothing: This cannot be.");
  }

  @Test
  void aBundleThatStopsWhileItIsMadeAnewClosesBothOnce() throws Exception {
    context.registerService(PublicationSource.class, source, null);
    Bundle plugin = install("bridge.yaml");
    plugin.start();
    Renewal renewal = extender.renew(plugin, new Configured(Settings.EMPTY)).orElseThrow();
    renewal.register();

    plugin.stop();
    renewal.giveUp();

    assertThat(services()).isEmpty();
    assertThat(source.closed).isEqualTo(2);
  }

  private List<ServiceReference<HaltingPolicy>> services() throws Exception {
    return List.copyOf(context.getServiceReferences(HaltingPolicy.class, null));
  }

  private Bundle install(String bridge) throws Exception {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", "test.guest");
    main.putValue("Bundle-Version", "1.0.0");
    main.putValue("Consilium-Bridge", bridge);
    Path jar = Files.createTempFile(directory, "plugin", ".jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return context.installBundle(jar.toUri().toString());
  }
}
