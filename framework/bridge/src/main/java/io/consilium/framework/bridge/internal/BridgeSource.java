package io.consilium.framework.bridge.internal;

import io.consilium.api.host.Settings;
import io.consilium.framework.bridge.BridgedPlugin;
import io.consilium.framework.bridge.ChildSpec;
import io.consilium.framework.bridge.Exchange;
import io.consilium.framework.modules.PublicationSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** Offers the experts and verifiers of bundles that hold a guest instead of a module. */
final class BridgeSource implements PublicationSource {
  private static final String HEADER = "Consilium-Bridge";
  private static final int LARGEST = 64 << 10;
  private static final Optional<String> NONE = Optional.empty();

  /** Whoever has one of them brings Java that runs in the host, besides its guest. */
  private static final List<String> IN_THE_HOST =
      List.of(
          Constants.BUNDLE_ACTIVATOR,
          "Service-Component",
          Constants.FRAGMENT_HOST,
          Constants.EXPORT_PACKAGE);

  private final String host;
  private final Set<Path> swept = ConcurrentHashMap.newKeySet();

  /**
   * @param host version of the host, told to guests
   */
  BridgeSource(String host) {
    this.host = host;
  }

  @Override
  public boolean takes(Bundle bundle) {
    return bundle.getHeaders("").get(HEADER) != null;
  }

  @Override
  public Optional<Place> place(String name, Attributes manifest) {
    return manifest.getValue(HEADER) == null
        ? Optional.empty()
        : Optional.of(
            new Place(IN_THE_HOST.stream().allMatch(key -> manifest.getValue(key) == null), NONE));
  }

  @Override
  public Offer offer(Bundle bundle, Settings settings) throws Exception {
    String path = bundle.getHeaders("").get(HEADER).trim();
    BridgeFile file = read(bundle, path);
    try {
      return file.command().isEmpty() ? endpoint(bundle, file) : child(bundle, file, settings);
    } catch (IllegalArgumentException e) {
      throw wrong(path, e);
    }
  }

  private static Offer endpoint(Bundle bundle, BridgeFile file) throws Exception {
    BridgedPlugin plugin =
        BridgedPlugin.endpoint(
            bundle.getSymbolicName(), file.url(), file.limits(), file.declared());
    return new Offer(plugin.services(), plugin);
  }

  private Offer child(Bundle bundle, BridgeFile file, Settings settings) throws Exception {
    Path home = home(bundle);
    try {
      BridgedPlugin plugin =
          BridgedPlugin.child(spec(bundle, file, settings, home), file.declared());
      return new Offer(
          plugin.services(),
          () -> {
            plugin.close();
            Exchange.deleteTree(home);
          });
    } catch (Exception e) {
      Exchange.deleteTree(home);
      throw e;
    }
  }

  /**
   * A directory for one guest: while its settings change, another of the same bundle is at work.
   */
  private Path home(Bundle bundle) throws IOException {
    Path homes = bundle.getDataFile("guests").toPath();
    if (swept.add(homes)) {
      // What a host that ended at once has left.
      Exchange.deleteTree(homes);
    }
    return Files.createTempDirectory(Files.createDirectories(homes), "g");
  }

  private ChildSpec spec(Bundle bundle, BridgeFile file, Settings settings, Path home)
      throws IOException {
    Path contents = home.resolve("contents");
    Contents.unpack(bundle, contents);
    Contents.makeRunnable(contents, file.command().get(0));
    return new ChildSpec(
        bundle.getSymbolicName() + " " + bundle.getVersion(),
        host,
        file.command(),
        file.environment(System::getenv),
        contents,
        home.resolve("exchange"),
        settings,
        file.limits());
  }

  private static BridgeFile read(Bundle bundle, String path) throws IOException {
    URL entry = bundle.getEntry(path);
    if (entry == null) {
      throw new IllegalArgumentException(
          "The bundle holds no file ("
              + path
              + "). Maybe correct the name in the "
              + HEADER
              + " header.");
    }
    byte[] yaml;
    try (InputStream in = entry.openStream()) {
      yaml = in.readNBytes(LARGEST + 1);
    }
    try {
      if (yaml.length > LARGEST) {
        throw new IllegalArgumentException("it is longer than " + LARGEST + " bytes");
      }
      return BridgeFile.read(yaml);
    } catch (IllegalArgumentException e) {
      throw wrong(path, e);
    }
  }

  private static IllegalArgumentException wrong(String path, IllegalArgumentException e) {
    return new IllegalArgumentException(path + " cannot be used: " + e.getMessage(), e);
  }
}
