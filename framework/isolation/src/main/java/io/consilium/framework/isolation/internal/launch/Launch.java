package io.consilium.framework.isolation.internal.launch;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/**
 * Begins a child: a framework with the bundles that a plugin is wired to in the host, at the same
 * files. On the class path, so of the platform and Felix alone; everything else is a bundle.
 */
public final class Launch {
  /** Framework property: the location of the plugin, which is installed and not started. */
  public static final String PLUGIN = "consilium.isolation.plugin";

  private Launch() {}

  /**
   * @param arguments the file that {@link Boot} wrote
   */
  public static void main(String[] arguments) {
    // The end of input is heard only once the plugin is up, which one that hangs never is.
    ProcessHandle.current()
        .parent()
        .ifPresent(host -> host.onExit().thenRun(() -> Runtime.getRuntime().halt(0)));
    PrintStream log = System.err;
    InputStream in = System.in;
    System.setIn(InputStream.nullInputStream());
    // Whatever a library prints must not stand between messages.
    System.setOut(log);
    try (OutputStream out = new FileOutputStream(Boot.MESSAGES)) {
      run(Path.of(arguments[0]), in, out);
      Runtime.getRuntime().halt(0);
    } catch (Throwable e) {
      e.printStackTrace(log);
      LastWords.say(reason(e));
      Runtime.getRuntime().halt(LastWords.STATUS);
    }
  }

  private static void run(Path file, InputStream in, OutputStream out) throws Exception {
    Properties boot = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      boot.load(reader);
    }
    Felix felix = new Felix(properties(boot));
    felix.init();
    BundleContext context = felix.getBundleContext();
    // The types of the platform are the same on both sides of the class path.
    context.registerService(InputStream.class, in, null);
    context.registerService(OutputStream.class, out, null);
    List<Bundle> started = new ArrayList<>();
    for (String location : Boot.list(boot, Boot.BUNDLE)) {
      context.installBundle(location);
    }
    for (String location : Boot.list(boot, Boot.START)) {
      started.add(context.installBundle(location));
    }
    context.installBundle(boot.getProperty(PLUGIN));
    felix.start();
    for (Bundle bundle : started) {
      bundle.start();
    }
    felix.waitForStop(0);
  }

  private static Map<String, Object> properties(Properties boot) throws IOException {
    Map<String, Object> properties = new HashMap<>();
    for (String name : boot.stringPropertyNames()) {
      if (!name.startsWith(Boot.BUNDLE) && !name.startsWith(Boot.START)) {
        properties.put(name, boot.getProperty(name));
      }
    }
    Path storage = Files.createTempDirectory("felix");
    properties.put(Constants.FRAMEWORK_STORAGE, storage.toString());
    return properties;
  }

  /** What the bundle itself threw: the framework's wrapping says nothing to a person. */
  private static String reason(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof BundleException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
