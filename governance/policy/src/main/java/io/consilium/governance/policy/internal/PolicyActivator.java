package io.consilium.governance.policy.internal;

import io.consilium.api.ledger.Ledger;
import io.consilium.api.policy.Policy;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Publishes the policy of {@code etc/policy} under the framework property {@code consilium.home}
 * and of {@code policy} under {@code consilium.work}, and follows their files. Does not start on
 * rules that are not sound: the host does not run without those that somebody wrote for it.
 */
@Header(
    name = Constants.BUNDLE_ACTIVATOR,
    value = "io.consilium.governance.policy.internal.PolicyActivator")
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=\"io.consilium.api.policy.Policy\"")
public final class PolicyActivator implements BundleActivator {
  private static final long LOOK_MILLIS = 1_000;

  private ServiceTracker<Ledger, Ledger> ledgers;
  private Thread watch;

  @Override
  public void start(BundleContext context) {
    ledgers = new ServiceTracker<>(context, Ledger.class, null);
    ledgers.open();
    List<Path> directories =
        List.of(
            Path.of(property(context, "consilium.home"), "etc", "policy"),
            Path.of(property(context, "consilium.work"), "policy"));
    LivePolicy policy = new LivePolicy(directories, ledgers::getService);
    context.registerService(Policy.class, policy, null);
    watch = new Thread(() -> watch(policy), "consilium-policy-files");
    watch.setDaemon(true);
    watch.start();
  }

  private static String property(BundleContext context, String name) {
    String value = context.getProperty(name);
    return value == null ? "." : value;
  }

  private static void watch(LivePolicy policy) {
    try {
      while (true) {
        Thread.sleep(LOOK_MILLIS);
        policy.look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop(BundleContext context) {
    watch.interrupt();
    ledgers.close();
  }
}
