package io.consilium.framework.modules.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.host.Artifacts;
import io.consilium.api.host.Secret;
import io.consilium.api.host.Settings;
import io.consilium.framework.modules.Configured;
import io.consilium.framework.modules.Publications;
import io.consilium.framework.modules.Publications.Published;
import io.consilium.framework.modules.Renewal;
import io.consilium.framework.modules.SettingsSource;
import io.consilium.framework.modules.internal.plugin.BadModule;
import io.consilium.framework.modules.internal.plugin.GoodModule;
import io.consilium.framework.modules.internal.plugin.TellingModule;
import io.consilium.json.JsonArtifacts;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
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

/** The extender in a framework; the plugin's classes are the bundle's own. */
class ExtenderTest {
  private static final String SHARED =
      String.join(
          ",",
          "com.google.inject",
          "com.google.inject.binder",
          "com.google.inject.multibindings",
          "jakarta.inject",
          "io.consilium.api.halting",
          "io.consilium.api.host",
          "io.consilium.api.task");

  @TempDir private Path directory;
  private Felix felix;
  private BundleContext context;
  private Extender extender;

  @BeforeEach
  void start() throws Exception {
    felix =
        new Felix(
            Map.of(
                "org.osgi.framework.storage", directory.resolve("cache").toString(),
                "org.osgi.framework.system.packages.extra", SHARED,
                "consilium.settings", "test.plugin.name,other.name",
                "test.plugin.name", "named",
                "other.name", "theirs",
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
  void everythingBoundIsPublishedByThePluginAndGoesWithIt() throws Exception {
    Bundle plugin = install(GoodModule.class.getName());
    plugin.start();

    assertThat(extender.of(plugin))
        .extracting(Published::kind, Published::id)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("halting policy", "named"),
            org.assertj.core.groups.Tuple.tuple("halting policy", "asking"));
    assertThat(services()).hasSize(2).allMatch(service -> service.getBundle() == plugin);
    assertThat(services().get(0).getProperty(Publications.DIGEST).toString()).hasSize(64);

    System.clearProperty("test.closed");
    plugin.stop();
    assertThat(services()).isEmpty();
    assertThat(System.getProperty("test.closed")).isEqualTo("named");
  }

  @Test
  void aRoleIsPlayedFromTheFirstMomentAndCanChange() throws Exception {
    Bundle plugin = install(GoodModule.class.getName());
    extender.role(plugin, Publications.Role.canary(0.25));
    plugin.start();
    assertThat(services())
        .isNotEmpty()
        .allMatch(service -> service.getProperty(Publications.SHARE).equals(0.25))
        .allMatch(service -> service.getProperty(Publications.SHADOW) == null);

    extender.role(plugin, Publications.Role.SHADOW);
    assertThat(services())
        .allMatch(service -> service.getProperty(Publications.SHARE) == null)
        .allMatch(service -> Boolean.TRUE.equals(service.getProperty(Publications.SHADOW)));

    extender.role(plugin, Publications.Role.PRIMARY);
    assertThat(services())
        .allMatch(service -> service.getProperty(Publications.SHARE) == null)
        .allMatch(service -> service.getProperty(Publications.SHADOW) == null);
  }

  @Test
  void aCanaryHasAShare() {
    assertThatThrownBy(() -> Publications.Role.canary(1.5)).hasMessageContaining("(1.5)");
  }

  @Test
  void withdrawnServicesAreClosedOnlyWhenTheBundleStops() throws Exception {
    Bundle plugin = install(GoodModule.class.getName());
    plugin.start();
    System.clearProperty("test.closed");

    extender.withdraw(plugin);
    assertThat(services()).isEmpty();
    assertThat(System.getProperty("test.closed")).isNull();

    plugin.stop();
    assertThat(System.getProperty("test.closed")).isEqualTo("named");
  }

  @Test
  void aPluginMadeAnewComesBesideAndThenInPlaceOfTheOneBefore() throws Exception {
    given(named("first", "a1"));
    Bundle plugin = install(GoodModule.class.getName());
    plugin.start();
    assertThat(revisions("first")).containsExactly("a1");

    Renewal renewal = extender.renew(plugin, named("second", "b2")).orElseThrow();
    assertThat(services()).hasSize(2);
    renewal.register();
    assertThat(services()).hasSize(4);
    assertThat(revisions("second")).containsExactly("b2");

    renewal.takeOver();
    assertThat(service("first").getProperty(Publications.RETIRED)).isEqualTo(true);
    assertThat(service("second").getProperty(Publications.RETIRED)).isNull();
    assertThat(extender.of(plugin)).extracting(Published::id).contains("second");

    System.clearProperty("test.closed");
    renewal.finish();
    assertThat(System.getProperty("test.closed")).isEqualTo("first");
    assertThat(services()).hasSize(2);

    plugin.stop();
    assertThat(services()).isEmpty();
    assertThat(System.getProperty("test.closed")).isEqualTo("second");
  }

  @Test
  void aRenewalThatIsGivenUpLeavesWhatThereWas() throws Exception {
    given(named("first", "a1"));
    Bundle plugin = install(GoodModule.class.getName());
    plugin.start();

    Renewal renewal = extender.renew(plugin, named("second", "b2")).orElseThrow();
    renewal.register();
    renewal.giveUp();

    assertThat(services()).hasSize(2);
    assertThat(service("first").getProperty(Publications.RETIRED)).isNull();
  }

  @Test
  void aRoleThatChangesMeanwhileGivesTheNewOnesNoWorkBeforeTheyTakeOver() throws Exception {
    given(named("first", "a1"));
    Bundle plugin = install(GoodModule.class.getName());
    extender.role(plugin, Publications.Role.canary(0.25));
    plugin.start();
    Renewal renewal = extender.renew(plugin, named("second", "b2")).orElseThrow();
    renewal.register();

    extender.role(plugin, Publications.Role.PRIMARY);

    assertThat(service("first").getProperty(Publications.SHARE)).isNull();
    assertThat(service("second").getProperty(Publications.SHARE)).isEqualTo(Double.MIN_VALUE);
    renewal.takeOver();
    assertThat(service("second").getProperty(Publications.SHARE)).isNull();
  }

  @Test
  void whoIsRetiredMeanwhileStaysSo() throws Exception {
    given(named("first", "a1"));
    Bundle plugin = install(GoodModule.class.getName());
    plugin.start();
    Renewal renewal = extender.renew(plugin, named("second", "b2")).orElseThrow();

    extender.retire(plugin);
    renewal.register();
    renewal.takeOver();

    assertThat(service("second").getProperty(Publications.RETIRED)).isEqualTo(true);
  }

  @Test
  void aSecretThatBeginsWithAnotherIsMaskedAsAWhole() {
    Secret shorter = Secret.of("hush");
    Secret longer = Secret.of("hush-5791");
    Settings settings = new Settings(Map.of("tokens", List.of(shorter, longer)));

    assertThat(new Configured(settings).masked("hush-5791, hush")).isEqualTo("********, ********");
  }

  @Test
  void whoIsRetiredIsNotMadeAnew() throws Exception {
    given(named("first", "a1"));
    Bundle plugin = install(GoodModule.class.getName());
    plugin.start();
    extender.retire(plugin);

    assertThat(extender.renew(plugin, named("second", "b2"))).isEmpty();
  }

  @Test
  void aPluginWithoutSettingsWaitsUntilItHasSome() throws Exception {
    given(null);
    Bundle plugin = install(GoodModule.class.getName());
    plugin.start();
    assertThat(services()).isEmpty();
    assertThat(extender.trouble(plugin)).isEmpty();

    Renewal renewal = extender.renew(plugin, named("late", "c3")).orElseThrow();
    renewal.register();
    renewal.takeOver();
    renewal.finish();

    assertThat(revisions("late")).containsExactly("c3");
  }

  @Test
  void aSecretThatAPluginTellsIsMasked() throws Exception {
    Settings settings = new Settings(Map.of("token", Secret.of("hush-hush")));
    given(new Configured(settings));
    Bundle plugin = install(TellingModule.class.getName());
    plugin.start();

    assertThat(extender.trouble(plugin))
        .hasValue("test.plugin 1.0.0 offers nothing: Nobody knows the token ********.");
  }

  private void given(Configured configured) {
    SettingsSource source = bundle -> Optional.ofNullable(configured);
    context.registerService(SettingsSource.class, source, null);
  }

  private static Configured named(String name, String revision) {
    return new Configured(new Settings(Map.of("name", name)), Optional.of(revision));
  }

  private ServiceReference<HaltingPolicy> service(String id) throws Exception {
    return services().stream()
        .filter(one -> one.getProperty(Publications.ID).equals(id))
        .findFirst()
        .orElseThrow();
  }

  private List<Object> revisions(String id) throws Exception {
    return List.of(service(id).getProperty(Publications.CONFIGURATION));
  }

  @Test
  void aPluginThatFailsPublishesNothingAndSaysWhy() throws Exception {
    Bundle bad = install(BadModule.class.getName());
    bad.start();

    assertThat(services()).isEmpty();
    assertThat(extender.trouble(bad))
        .hasValue("test.plugin 1.0.0 offers nothing: The model is not there.");
  }

  @Test
  void aModuleThatIsNotThereOrNoModuleIsSaidSo() throws Exception {
    Bundle missing = install("no.such.Module");
    missing.start();
    assertThat(extender.trouble(missing).orElseThrow())
        .contains("holds no class (no.such.Module)")
        .contains("Consilium-Module");
    missing.uninstall();

    Bundle odd = install("java.lang.String");
    odd.start();
    assertThat(extender.trouble(odd).orElseThrow()).contains("is no Guice module of the host's");
  }

  @Test
  void aHostServiceThatIsAwayThrowsUnavailableAndComesBack() throws Exception {
    install(GoodModule.class.getName()).start();
    HaltingPolicy asking =
        services().stream()
            .filter(one -> one.getProperty(Publications.ID).equals("asking"))
            .map(context::getService)
            .findFirst()
            .orElseThrow();
    assertThatThrownBy(() -> asking.decide(null)).hasMessage("away");

    ServiceRegistration<Artifacts> host =
        context.registerService(Artifacts.class, new JsonArtifacts(), null);
    assertThat(asking.decide(null)).isNull();

    host.unregister();
    assertThatThrownBy(() -> asking.decide(null)).hasMessage("away");
  }

  private List<ServiceReference<HaltingPolicy>> services() throws Exception {
    return List.copyOf(context.getServiceReferences(HaltingPolicy.class, null));
  }

  private Bundle install(String module) throws Exception {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", "test.plugin");
    main.putValue("Bundle-Version", "1.0.0");
    main.putValue("Import-Package", SHARED);
    main.putValue("Consilium-Module", module);
    Path jar = Files.createTempFile(directory, "plugin", ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (Class<?> type :
          Arrays.asList(
              GoodModule.class,
              Class.forName(GoodModule.class.getName() + "$Named"),
              Class.forName(GoodModule.class.getName() + "$Asking"),
              BadModule.class,
              Class.forName(BadModule.class.getName() + "$Mute"),
              TellingModule.class)) {
        String path = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(path));
        try (InputStream in = type.getResourceAsStream("/" + path)) {
          in.transferTo(out);
        }
      }
    }
    return context.installBundle(jar.toUri().toString());
  }
}
