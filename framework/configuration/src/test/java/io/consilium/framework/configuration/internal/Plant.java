package io.consilium.framework.configuration.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.policy.Policy;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.PolicyQuestion;
import io.consilium.api.policy.Ruling;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.modules.Configured;
import io.consilium.framework.modules.PublicationSource;
import io.consilium.framework.modules.Publications;
import io.consilium.framework.modules.Renewal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/** A framework with Configuration Admin in it, a plugin with a metatype, and a fake extender. */
final class Plant implements AutoCloseable {
  static final String PID = "test.plugin";
  private static final String METATYPE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
        <OCD id="test.Settings" name="Test">
          <AD id="most" type="Integer" min="1" max="9" default="5"/>
          <AD id="mode" type="String" default="fast">
            <Option label="fast" value="fast"/><Option label="sure" value="sure"/>
          </AD>
          <AD id="words" type="String" cardinality="2147483647" required="false"/>
          <AD id="loud" type="Boolean" default="false"/>
          <AD id="token" type="Password" required="false"/>
        </OCD>
        <Designate pid="test.plugin"><Object ocdref="test.Settings"/></Designate>
      </metatype:MetaData>
      """;

  /** Of another version, with another setting. */
  static final String OTHER =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
        <OCD id="test.Other" name="Other"><AD id="least" type="Integer" default="1"/></OCD>
        <Designate pid="test.plugin"><Object ocdref="test.Other"/></Designate>
      </metatype:MetaData>
      """;

  private final Felix felix;
  final Path work;
  final Map<String, String> properties = new HashMap<>();
  final Map<String, String> environment = new HashMap<>();
  final List<String> events = Collections.synchronizedList(new ArrayList<>());
  final List<Configured> made = Collections.synchronizedList(new ArrayList<>());
  final LiveConfigurations live;
  final DefaultConfigurations configurations;
  String refusal = "";
  boolean absent;

  /** Whoever is made anew waits for it, but other plugins, whatever it is told meanwhile. */
  CompletableFuture<Void> hangs = CompletableFuture.completedFuture(null);

  /** Done once somebody is to be made anew. */
  final CompletableFuture<Void> asked = new CompletableFuture<>();

  /** Where changes are brought in. */
  Executor threads = Runnable::run;

  Supplier<Engine> engine = () -> null;
  Callable<?> meanwhile = () -> null;
  String denial = "";

  Plant(Path work) throws Exception {
    this(work, Duration.ofSeconds(20));
  }

  /**
   * @param making patience with a module that is made anew
   */
  Plant(Path work, Duration making) throws Exception {
    this.work = work;
    felix =
        new Felix(
            Map.of(
                "org.osgi.framework.storage", work.resolve("cache").toString(),
                "org.osgi.framework.system.packages.extra", "org.osgi.service.cm;version=1.6.1",
                "felix.log.level", "0"));
    felix.start();
    String admin =
        ConfigurationAdmin.class.getProtectionDomain().getCodeSource().getLocation().toString();
    context().installBundle(admin).start();
    ConfigDirectory directory = new ConfigDirectory(work.resolve("config"));
    Preparation preparation =
        new Preparation(context(), properties::get, new Secrets(environment::get, work));
    live =
        new LiveConfigurations(
            directory,
            preparation,
            new ConfigurationRecords(this::policy, () -> new Recording(events)),
            new Mirror(this::admin),
            new Changeover(
                new Remaking(new Extending(), task -> threads.execute(task), making),
                new Presence(() -> engine.get()),
                new Changeover.Patience(Duration.ofSeconds(5), Duration.ofSeconds(5)),
                Runnable::run),
            new Lanes(task -> threads.execute(task), Duration.ZERO));
    configurations = new DefaultConfigurations(live, directory, preparation);
  }

  BundleContext context() {
    return felix.getBundleContext();
  }

  ConfigurationAdmin admin() {
    return context().getService(context().getServiceReference(ConfigurationAdmin.class));
  }

  /** Installs and starts the plugin; the extender asks for its settings as it would. */
  Optional<Configured> arrive() throws Exception {
    return live.of(plugin(PID, "1.0.0", METATYPE));
  }

  Bundle plugin(String name, String version, String metatype) throws Exception {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", name);
    main.putValue("Bundle-Version", version);
    main.putValue("Consilium-Module", "test.Module");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      if (!metatype.isEmpty()) {
        jar.putNextEntry(new JarEntry("OSGI-INF/metatype/test.Settings.xml"));
        jar.write(metatype.getBytes(StandardCharsets.UTF_8));
      }
    }
    Bundle bundle =
        context().installBundle(name + version, new ByteArrayInputStream(bytes.toByteArray()));
    bundle.start();
    return bundle;
  }

  /** Writes the plugin's file, and looks until it counts. */
  void write(String text) throws Exception {
    Path file = work.resolve("config").resolve(PID + ".yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    live.look();
    live.look();
  }

  List<String> problems() {
    return live.standing(PID).problems();
  }

  private Policy policy() {
    return new Policy() {
      @Override
      public String revision() {
        return "r";
      }

      @Override
      public boolean governs(PolicyPoint point) {
        return !denial.isEmpty();
      }

      @Override
      public Ruling ask(PolicyQuestion question) {
        return Ruling.denied(question.point(), "r", denial);
      }
    };
  }

  /** Says what is done, in order. */
  private final class Extending implements Publications {
    @Override
    public List<Published> of(Bundle bundle) {
      return List.of();
    }

    @Override
    public Optional<String> trouble(Bundle bundle) {
      return Optional.empty();
    }

    @Override
    public void retire(Bundle bundle) {}

    @Override
    public PublicationSource.Place place(String name, Attributes manifest) {
      return PublicationSource.Place.HERE;
    }

    @Override
    public void role(Bundle bundle, Role role) {}

    @Override
    public void withdraw(Bundle bundle) {}

    @Override
    public Optional<Renewal> renew(Bundle bundle, Configured configured) {
      if (!refusal.isEmpty()) {
        throw new IllegalArgumentException(refusal);
      }
      if (absent) {
        return Optional.empty();
      }
      if (bundle.getSymbolicName().equals(PID)) {
        asked.complete(null);
        hangs.join();
      }
      events.add("made");
      made.add(configured);
      return Optional.of(new Renewing());
    }
  }

  private final class Renewing implements Renewal {
    @Override
    public int services() {
      return 1;
    }

    @Override
    public void register() {
      events.add("registered");
      try {
        meanwhile.call();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void takeOver() {
      events.add("takes over");
    }

    @Override
    public void finish() {
      events.add("finished");
    }

    @Override
    public void giveUp() {
      events.add("given up");
    }
  }

  /** A ledger that says which bodies it was given. */
  static String words(Draft draft) {
    return draft.body() instanceof Body.ConfigurationChanged changed
        ? changed.pid() + " is " + changed.revision().substring(0, 8)
        : draft.body().getClass().getSimpleName();
  }

  @Override
  public void close() throws Exception {
    felix.stop();
    felix.waitForStop(10_000);
  }
}
