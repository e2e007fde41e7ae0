package io.consilium.distribution.host;

import io.consilium.distribution.host.Home.Bundled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * A framework with what a host has, in which nothing is deployed and nothing is on record: for
 * looking at one jar. It reads the work directory and never writes there.
 */
final class CheckFramework {
  /** Up to here stand what plugins resolve against and what makes their services. */
  private static final int LEVEL = 30;

  /** They would begin a ledger, or tell others of it. */
  private static final List<String> NOT_STARTED =
      List.of("io.consilium.governance.ledger", "io.consilium.governance.telemetry");

  private static final String CONFIGURATION = "io.consilium.framework.configuration";
  private static final String CHECK = "io.consilium.framework.deployer.internal.JarCheck";
  private static final String CONTRACT = "io.consilium.api.";

  private final Home home;
  private final Felix felix;

  private CheckFramework(Home home, Felix felix) {
    this.home = home;
    this.felix = felix;
  }

  /**
   * What is looked at, and where.
   *
   * @param work the directory of the host that is to take the jar
   * @param apart a directory for what has to be written
   * @param starts whether the jar is started in the end
   * @param settings of the jar, as a file; empty for none
   */
  record Order(Path jar, Path work, Path apart, boolean starts, Optional<Path> settings) {
    /** What else is started, so that somebody gives the jar its settings. */
    private boolean needs(Bundle bundle) {
      return settings.isPresent() && CONFIGURATION.equals(bundle.getSymbolicName());
    }
  }

  static CheckFramework boot(Home home, Order order) throws BundleException, IOException {
    System.setProperty("guice_bytecode_gen_option", "DISABLED");
    Map<String, String> settings = Configuration.read(home, order.work());
    Map<String, Object> properties =
        FelixHost.properties(home, order.apart().resolve("work"), "check", settings);
    // Lists stand where the host's own stand; rules are read from beside its work directory.
    for (String list : List.of("trust", "allowed")) {
      String key = "consilium.plugins." + list;
      String usual = list.equals("trust") ? "trusted-signers" : "allowed-plugins";
      String named = settings.getOrDefault(key, "");
      properties.put(key, order.work().resolve(named.isEmpty() ? usual : named).toString());
    }
    properties.put("consilium.check.jar", order.jar().toString());
    properties.put("consilium.check.start", Boolean.toString(order.starts()));
    copy(order.work().resolve("policy"), order.apart().resolve("work").resolve("policy"));
    if (order.settings().isPresent()) {
      Path config = Files.createDirectories(order.apart().resolve("work").resolve("config"));
      Files.copy(order.settings().get(), config.resolve(pid(order.jar()) + ".yaml"));
    }
    CheckFramework framework = new CheckFramework(home, new Felix(properties));
    framework.boot(order);
    return framework;
  }

  /** What is no plugin has none; the first step says so. */
  private static String pid(Path jar) {
    try {
      String pid = JarIdentity.read(jar).bundle();
      // It comes out of a stranger's manifest: no path.
      return pid.matches("[A-Za-z0-9][A-Za-z0-9._-]*") ? pid : "none";
    } catch (IOException | IllegalArgumentException e) {
      return "none";
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    Files.createDirectories(to);
    for (Path file : files(from)) {
      if (Files.isRegularFile(file)) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private void boot(Order order) throws BundleException, IOException {
    felix.init();
    BundleContext context = felix.getBundleContext();
    List<Bundle> starting = new ArrayList<>();
    for (Bundled one : home.bundles()) {
      Bundle bundle = context.installBundle("reference:" + one.jar().toUri());
      if ((one.startLevel() <= LEVEL || order.needs(bundle))
          && bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null
          && !NOT_STARTED.contains(bundle.getSymbolicName())) {
        starting.add(bundle);
      }
    }
    for (Path directory : List.of(order.work(), home.directory())) {
      for (Path jar : files(directory.resolve("plugins"))) {
        installBeside(context, jar, order.jar());
      }
    }
    felix.start();
    for (Bundle bundle : starting) {
      bundle.start();
    }
    artifacts(context);
  }

  /**
   * What is there already may offer what the jar needs; what cannot be installed offers nothing.
   */
  private static void installBeside(BundleContext context, Path jar, Path checked)
      throws IOException {
    String name = jar.getFileName().toString();
    if (!name.endsWith(".jar") || name.startsWith(".") || Files.isSameFile(jar, checked)) {
      return;
    }
    try {
      context.installBundle("reference:" + jar.toUri());
    } catch (BundleException e) {
      org.slf4j.LoggerFactory.getLogger(CheckFramework.class).debug("{} is no bundle.", jar, e);
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(directory)) {
      return list.sorted().toList();
    }
  }

  /** The engine, which offers them in a host, is away here. */
  private void artifacts(BundleContext context) throws BundleException {
    try {
      Object artifacts =
          bundle("io.consilium.json")
              .loadClass("io.consilium.json.JsonArtifacts")
              .getConstructor()
              .newInstance();
      context.registerService("io.consilium.api.host.Artifacts", artifacts, null);
    } catch (ReflectiveOperationException e) {
      throw new BundleException("The contract's JSON does not load.", e);
    }
  }

  private Bundle bundle(String name) {
    return Arrays.stream(felix.getBundleContext().getBundles())
        .filter(bundle -> name.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("The bundle " + name + " is not there."));
  }

  /**
   * Looks at the jar up to its start.
   *
   * @return the id of its bundle if it runs, else -1
   */
  long look(Consumer<String> lines) throws ReflectiveOperationException {
    @SuppressWarnings("unchecked")
    BiFunction<BundleContext, Consumer<String>, Long> check =
        (BiFunction<BundleContext, Consumer<String>, Long>)
            bundle("io.consilium.framework.deployer")
                .loadClass(CHECK)
                .getConstructor()
                .newInstance();
    // Not the framework's own context: its classes are this process's, the contract's among them.
    return check.apply(bundle("io.consilium.framework.modules").getBundleContext(), lines);
  }

  /** Why the settings of the jar do not hold, for a person; empty if they do. */
  List<String> problems(Order order) throws ReflectiveOperationException {
    List<String> problems = new ArrayList<>();
    if (order.settings().isPresent()) {
      Class<?> type = bundle(CONFIGURATION).loadClass(CONFIGURATION + ".Configurations");
      BundleContext context = felix.getBundleContext();
      Object service = context.getService(context.getServiceReference(type.getName()));
      for (Object listed : (List<?>) type.getMethod("list").invoke(service)) {
        for (Object one : (List<?>) listed.getClass().getMethod("problems").invoke(listed)) {
          problems.add((String) one);
        }
      }
    }
    return problems;
  }

  /** The plugins that a bundle offers. */
  List<Object> plugins(long id) {
    List<Object> plugins = new ArrayList<>();
    ServiceReference<?>[] all = felix.getBundleContext().getBundle(id).getRegisteredServices();
    for (ServiceReference<?> one : all == null ? new ServiceReference<?>[0] : all) {
      String[] types = (String[]) one.getProperty(Constants.OBJECTCLASS);
      if (Arrays.stream(types).anyMatch(type -> type.startsWith(CONTRACT))) {
        plugins.add(felix.getBundleContext().getService(one));
      }
    }
    return plugins;
  }

  /** Loads the conformance kits over the framework's contract. */
  ClassLoader kits() throws IOException {
    URL[] jars =
        files(home.directory().resolve("check")).stream()
            .map(CheckFramework::url)
            .toArray(URL[]::new);
    return new KitLoader(jars, List.of(bundle("io.consilium.json"), bundle("io.consilium.api")));
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
