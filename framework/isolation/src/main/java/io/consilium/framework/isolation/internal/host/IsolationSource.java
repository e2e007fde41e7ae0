package io.consilium.framework.isolation.internal.host;

import io.consilium.api.host.Settings;
import io.consilium.framework.bridge.BridgedPlugin;
import io.consilium.framework.bridge.ChildSpec;
import io.consilium.framework.bridge.Exchange;
import io.consilium.framework.bridge.Limits;
import io.consilium.framework.modules.PublicationSource;
import io.consilium.framework.modules.Publications;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.LoggerFactory;

/** Makes the services of isolated plugins: stand-ins for what a child process does. */
public final class IsolationSource implements PublicationSource {
  /**
   * A Java machine and a framework begin in seconds; on a machine at its limits in a quarter
   * minute.
   */
  private static final Limits LIMITS =
      Limits.DEFAULT.with(
          Duration.ofSeconds(60),
          Limits.DEFAULT.warm(),
          Limits.DEFAULT.cancel(),
          Limits.DEFAULT.end(),
          Limits.DEFAULT.restarts());

  /** What native libraries of our runtimes look for in the environment. */
  private static final List<String> ENVIRONMENT = List.of("OPENBLAS_CORETYPE", "OMP_NUM_THREADS");

  private static final String WORK = "consilium.work";
  private static final String TENSOR = "consilium.tensor.";

  private final BundleContext host;
  private final Isolated isolated;
  private final Machine machine;
  private final Path directory;

  private IsolationSource(BundleContext host, Isolated isolated, Machine machine, Path directory) {
    this.host = host;
    this.isolated = isolated;
    this.machine = machine;
    this.directory = directory;
  }

  /** Offers it to the extender, and keeps the code of isolated plugins out of this process. */
  public static void register(BundleContext host) {
    Path work = Path.of(host.getProperty(WORK)).toAbsolutePath();
    Path directory = work.resolve("cache").resolve("isolated");
    Exchange.deleteTree(directory);
    Isolated isolated = new Isolated(host::getProperty, work.resolve("store"));
    new Ban(host, isolated).open();
    host.registerService(
        PublicationSource.class,
        new IsolationSource(host, isolated, Machine.of(host::getProperty), directory),
        null);
  }

  @Override
  public boolean takes(Bundle bundle) {
    return isolated.claims(bundle);
  }

  @Override
  public Optional<Place> place(String name, Attributes manifest) {
    return isolated.place(name, manifest);
  }

  @Override
  public Offer offer(Bundle bundle, Settings settings) throws Exception {
    Optional<String> refusal = isolated.refusal(bundle);
    if (refusal.isPresent()) {
      throw new IllegalArgumentException(refusal.get());
    }
    Files.createDirectories(directory);
    Path home = Files.createTempDirectory(directory, "p");
    try {
      BridgedPlugin child = BridgedPlugin.child(spec(bundle, settings, home), Optional.empty());
      return new Offer(
          child.services(),
          () -> {
            child.close();
            Exchange.deleteTree(home);
          });
    } catch (Exception e) {
      Exchange.deleteTree(home);
      throw e;
    }
  }

  private ChildSpec spec(Bundle bundle, Settings settings, Path home) throws Exception {
    Path boot = home.resolve("boot.properties");
    try (Writer out = Files.newBufferedWriter(boot)) {
      boot(bundle).store(out, null);
    }
    return new ChildSpec(
        bundle.getSymbolicName() + " " + bundle.getVersion(),
        host.getBundle().getVersion().toString(),
        machine.command(classPath(), boot),
        environment(),
        home,
        home,
        settings,
        LIMITS,
        (status, temporary) -> LastBreath.words(status, temporary, machine));
  }

  private Properties boot(Bundle bundle) {
    Bundle extender = FrameworkUtil.getBundle(Publications.class);
    Properties boot = Wiring.of(bundle, List.of(extender, host.getBundle()));
    boot.setProperty(WORK, host.getProperty(WORK));
    boot.setProperty(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
    boot.setProperty(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, logging());
    for (String name : names()) {
      if (name.startsWith(TENSOR)) {
        boot.setProperty(name, host.getProperty(name));
      }
    }
    return boot;
  }

  private List<String> names() {
    String settings = host.getProperty("consilium.settings");
    return settings == null ? List.of() : List.of(settings.split(","));
  }

  /** The host's own packages on its class path of which a child's has the like. */
  private String logging() {
    String packages = host.getProperty(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA);
    return Arrays.stream(packages == null ? new String[0] : packages.split(","))
        .map(String::strip)
        .filter(one -> one.startsWith("org.slf4j"))
        .collect(Collectors.joining(","));
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    for (String name : ENVIRONMENT) {
      String value = System.getenv(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    return environment;
  }

  /** The framework, its log, and ourselves, where the host has them from. */
  private List<Path> classPath() throws URISyntaxException {
    return List.of(
        origin(host.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getClass()),
        origin(LoggerFactory.class),
        Wiring.file(host.getBundle()));
  }

  private static Path origin(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
