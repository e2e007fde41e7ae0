package io.consilium.framework.deployer.internal;

import io.consilium.api.ledger.Body.PluginChanged;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Ledger;
import io.consilium.framework.deployer.Deployer.Plugin;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.modules.PublicationSource;
import io.consilium.framework.modules.Publications;
import io.consilium.framework.modules.Publications.Published;
import io.consilium.framework.modules.Publications.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * A deployer over real directories, in a framework that only remembers: which bundles run and in
 * which role.
 */
final class FakeHouse {
  private static final AtomicLong IDS = new AtomicLong(1);
  private static final Map<String, byte[]> JARS = new java.util.concurrent.ConcurrentHashMap<>();

  /** What happened, as records say it: {@code REPLACED a.plugin 2.0.0 dropped}. */
  final List<String> records = new CopyOnWriteArrayList<>();

  /** Bundles that do not start. */
  final Set<String> broken = java.util.concurrent.ConcurrentHashMap.newKeySet();

  /** What bundles throw that start, besides. */
  final Map<String, Error> throwing = new java.util.concurrent.ConcurrentHashMap<>();

  /** What whoever gives a bundle a part is thrown. */
  final Map<String, Error> unplayable = new java.util.concurrent.ConcurrentHashMap<>();

  /** Whether the engine was asked by somebody whom others wait for. */
  volatile boolean waitedFor;

  /** Tallies, as the engine has them. */
  final List<Engine.Trial> trials = new CopyOnWriteArrayList<>();

  /** What a plugin publishes. */
  String kind = "expert";

  /** Called when a bundle is waited for until it is warm. */
  volatile Runnable onWarm = () -> {};

  /** Called when the calls of a bundle are waited for. */
  volatile java.util.function.Consumer<Long> onDrain = bundle -> {};

  final Path plugins;
  final Path home;
  final JarStore store;
  private final Map<Long, FakeBundle> bundles = new LinkedHashMap<>();
  private final WatchingDeployer deployer;
  private final PluginShelf shelf;

  /** A bundle that runs. */
  private final class FakeBundle implements InvocationHandler {
    private final long id = IDS.getAndIncrement();
    private final PluginJar jar;
    private final Bundle proxy = fake(Bundle.class, this);
    private volatile Role role = Role.PRIMARY;
    private volatile boolean retired;
    private volatile int state = Bundle.INSTALLED;

    FakeBundle(PluginJar jar) {
      this.jar = jar;
    }

    String name() {
      return jar.bundle() + " " + jar.version();
    }

    @Override
    public Object invoke(Object self, Method method, Object[] arguments) throws BundleException {
      switch (method.getName()) {
        case "start":
          if (broken.contains(name())) {
            throw new BundleException("Its activator fails.");
          } else if (throwing.containsKey(name())) {
            throw throwing.get(name());
          }
          state = Bundle.ACTIVE;
          return null;
        case "uninstall":
          state = Bundle.UNINSTALLED;
          synchronized (bundles) {
            bundles.remove(id);
          }
          return null;
        case "getState":
          return state;
        case "getBundleId":
          return id;
        case "hashCode":
          return (int) id;
        case "equals":
          return self == arguments[0];
        default:
          return null;
      }
    }

    @Override
    public String toString() {
      return name()
          + (retired
              ? " retired"
              : role.kind() == Role.Kind.CANARY
                  ? " canary " + role.share()
                  : " " + role.kind().name().toLowerCase(java.util.Locale.ROOT));
    }
  }

  FakeHouse(Path directory, Executor threads) throws IOException {
    plugins = Files.createDirectories(directory.resolve("work/plugins"));
    home = Files.createDirectories(directory.resolve("home"));
    Files.createDirectories(home.resolve("plugins"));
    store = new JarStore(directory.resolve("work/store"));
    shelf = new PluginShelf(plugins);
    BundleContext context = fake(BundleContext.class, this::context);
    Changes changes = new Changes(this::ledger, digest -> Optional.empty());
    Publications publications = fake(Publications.class, this::publications);
    Installer installer =
        new Installer(
            context,
            store,
            new Admittance(
                new Admittance.Terms(
                    directory.resolve("trusted"), "", directory.resolve("allowed"), Set.of(), home),
                (list, before, revision) -> {}),
            new PluginPolicy(() -> null, (ruling, question) -> {}),
            new ClaimGate(context, (bundle, why) -> {}),
            publications,
            changes);
    Rollout rollout =
        new Rollout(
            installer,
            publications,
            new ReadyTraffic(),
            changes,
            new HealthCheck(store, Duration.ofSeconds(10)),
            new Rollout.Patience(Duration.ofSeconds(10), Duration.ofSeconds(10)));
    Clock clock = Clock.systemUTC();
    deployer =
        new WatchingDeployer(
            List.of(
                new PluginFolder(plugins, store::has, clock),
                new PluginFolder(home.resolve("plugins"), store::has, clock)),
            Crew.of(
                rollout,
                installer,
                new ServedVersions(plugins.resolve(".served"), clock),
                shelf,
                store,
                new Comparing(() -> fake(Engine.class, this::engine)),
                changes),
            new Lanes(threads, () -> {}),
            Duration.ZERO);
  }

  /** All its work happens within {@link #look}. */
  static FakeHouse at(Path directory) throws IOException {
    return new FakeHouse(directory, Runnable::run);
  }

  private final class ReadyTraffic extends Traffic {
    ReadyTraffic() {
      super(() -> null);
    }

    @Override
    Warmth awaitWarm(long bundle, int experts, Duration patience) {
      onWarm.run();
      return new Warmth(true, List.of());
    }

    @Override
    boolean awaitIdle(long bundle, Duration patience) {
      onDrain.accept(bundle);
      return true;
    }
  }

  private Object engine(Object self, Method method, Object[] arguments) {
    waitedFor |= Thread.holdsLock(deployer);
    return trials;
  }

  private static <T> T fake(Class<T> type, InvocationHandler answers) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
  }

  private Object context(Object self, Method method, Object[] arguments) {
    if (method.getName().equals("installBundle")) {
      String location = (String) arguments[0];
      try {
        Path file = Path.of(java.net.URI.create(location.substring("reference:".length())));
        FakeBundle bundle = new FakeBundle(PluginJar.read(file, digest -> false));
        synchronized (bundles) {
          bundles.put(bundle.id, bundle);
        }
        return bundle.proxy;
      } catch (PluginJar.BadJar e) {
        throw new IllegalStateException(e);
      }
    }
    if (!method.getName().equals("getBundle")) {
      return null;
    }
    return fake(
        Bundle.class, (bundle, asked, given) -> asked.getName().equals("adapt") ? wiring() : null);
  }

  private static FrameworkWiring wiring() {
    return fake(
        FrameworkWiring.class,
        (self, method, arguments) -> {
          if (method.getName().equals("resolveBundles")) {
            return true;
          }
          Bundle any = fake(Bundle.class, (bundle, asked, given) -> null);
          ((FrameworkListener[]) arguments[1])
              [0].frameworkEvent(new FrameworkEvent(FrameworkEvent.PACKAGES_REFRESHED, any, null));
          return null;
        });
  }

  private Object publications(Object self, Method method, Object[] arguments) {
    if (method.getName().equals("place")) {
      return PublicationSource.Place.HERE;
    }
    FakeBundle bundle = bundle(((Bundle) arguments[0]).getBundleId());
    switch (method.getName()) {
      case "trouble":
        return Optional.empty();
      case "of":
        return List.of(new Published(kind, "an.id", bundle.jar.digest().hex()));
      case "retire":
        bundle.retired = true;
        return null;
      case "role":
        if (unplayable.containsKey(bundle.name())) {
          throw unplayable.get(bundle.name());
        }
        bundle.role = (Role) arguments[1];
        return null;
      default:
        return null;
    }
  }

  private FakeBundle bundle(long id) {
    synchronized (bundles) {
      return bundles.get(id);
    }
  }

  private Ledger ledger() {
    return fake(
        Ledger.class,
        (self, method, arguments) -> {
          for (Object draft : (List<?>) arguments[0]) {
            if (((Draft) draft).body() instanceof PluginChanged changed) {
              records.add(
                  changed.change()
                      + " "
                      + changed.bundle()
                      + " "
                      + changed.version()
                      + " "
                      + changed.cause());
            }
          }
          return null;
        });
  }

  WatchingDeployer deployer() {
    return deployer;
  }

  FakeHouse look() {
    deployer.look();
    return this;
  }

  /** Puts a jar into the user's directory, old enough to be whole. */
  Path drop(String file, String name, String version) throws IOException {
    return drop(file, jar(name, version));
  }

  /** The same bytes each time, although jars hold the time of their making. */
  static byte[] jar(String name, String version) throws IOException {
    byte[] made = Jars.bundle(name, version);
    byte[] before = JARS.putIfAbsent(name + " " + version, made);
    return before == null ? made : before;
  }

  Path drop(String file, byte[] bytes) throws IOException {
    return put(plugins.resolve(file), bytes);
  }

  static Path put(Path to, byte[] bytes) throws IOException {
    Path part = to.resolveSibling(to.getFileName() + ".part");
    Files.write(part, bytes);
    Files.setLastModifiedTime(part, FileTime.from(Instant.now().minusSeconds(60)));
    return Files.move(part, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  /** Writes how a version is to be tried. */
  void plan(String name, String... lines) throws IOException {
    Files.write(shelf.trial(name), List.of(lines));
  }

  /** What runs, in the order in which it came: {@code a.plugin 1.0.0 primary}. */
  List<String> running() {
    synchronized (bundles) {
      return bundles.values().stream().map(FakeBundle::toString).toList();
    }
  }

  /** What the user's directory holds, hidden files left out. */
  List<String> files() {
    try (java.util.stream.Stream<Path> list = Files.list(plugins)) {
      return list.map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** States by version, such as {@code 1.0.0 ACTIVE PRIMARY}. */
  List<String> states() {
    List<String> states = new ArrayList<>();
    for (Plugin plugin : deployer.plugins()) {
      states.add(plugin.version() + " " + plugin.state() + " " + plugin.role());
    }
    return states;
  }

  /** What the engine knows of a version of {@code a.plugin} from now on. */
  void judged(byte[] jar, long accepted, long rejected, long faults) {
    String digest = io.consilium.api.task.Digest.of(jar).hex();
    trials.removeIf(one -> one.digest().equals(digest));
    trials.add(new Engine.Trial("a.plugin", "", digest, accepted, rejected, faults));
  }
}
