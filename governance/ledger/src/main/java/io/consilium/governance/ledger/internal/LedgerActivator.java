package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.Ledger;
import io.consilium.governance.ledger.FileLedger;
import io.consilium.governance.ledger.Options;
import io.consilium.governance.ledger.Redaction;
import io.consilium.governance.ledger.Retention;
import io.consilium.governance.ledger.Witnessing;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/**
 * Publishes the ledger of the directory {@code ledger} under the framework property {@code
 * consilium.work}, as long as the bundle is active.
 */
@Header(
    name = Constants.BUNDLE_ACTIVATOR,
    value = "io.consilium.governance.ledger.internal.LedgerActivator")
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=\"io.consilium.api.ledger.Ledger\"")
public final class LedgerActivator implements BundleActivator {
  private static final String WORK = "consilium.work";

  private FileLedger ledger;

  @Override
  public void start(BundleContext context) {
    String work = context.getProperty(WORK);
    if (work == null || work.isBlank()) {
      throw new IllegalStateException(
          "The framework property (" + WORK + ") is not set. Maybe name the work directory in it.");
    }
    ledger =
        FileLedger.open(
            Path.of(work, "ledger"),
            Options.DEFAULT
                .withWitnessing(Witnessing.from(context::getProperty))
                .withKeeping(
                    Redaction.from(context::getProperty), Retention.from(context::getProperty)));
    context.registerService(Ledger.class, ledger, null);
    report(context, "ledger", ledger::health);
    if (!ledger.witnessHealth().isEmpty()) {
      report(context, "witnesses", ledger::witnessHealth);
    }
  }

  private static void report(
      BundleContext context, String name, Supplier<Map<String, Object>> health) {
    context.registerService(
        Supplier.class.getName(), health, new Hashtable<>(Map.of("consilium.health", name)));
  }

  @Override
  public void stop(BundleContext context) {
    ledger.close();
  }
}
