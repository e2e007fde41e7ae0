package io.consilium.governance.policy.internal;

import io.consilium.api.ledger.Ledger;
import io.consilium.api.policy.Policy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Publishes the policy of {@code etc/policy} under the framework property {@code consilium.home}
 * and of {@code policy} under {@code consilium.work}, and follows their files. Does not start on
 * rules that are not sound, or without those that were in force when it last ran: the host does not
 * run without what somebody wrote for it.
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
    Path work = Path.of(property(context, "consilium.work"));
    Path house = Path.of(property(context, "consilium.home"), "etc", "policy");
    Path own = work.resolve("policy");
    RulesBefore before =
        new RulesBefore(
            work.resolve("policy-in-force"),
            Map.of("etc/policy", house, "policy", own),
            ledgers::getService);
    LivePolicy policy = new LivePolicy(List.of(house, own), ledgers::getService, before);
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
