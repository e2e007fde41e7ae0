package io.consilium.governance.telemetry.internal;

import io.consilium.api.ledger.Ledger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Ships spans as long as the bundle is active, if the settings say where to. Reads the ledger below
 * the framework property {@code consilium.work} and keeps its cursor there in {@code telemetry}.
 * Without the setting nothing of OpenTelemetry is loaded.
 */
@Header(
    name = Constants.BUNDLE_ACTIVATOR,
    value = "io.consilium.governance.telemetry.internal.TelemetryActivator")
public final class TelemetryActivator implements BundleActivator {
  private static final String WORK = "consilium.work";
  private static final Duration GRACE = Duration.ofSeconds(2);

  private ServiceTracker<Ledger, Ledger> ledgers;
  private Shipper shipper;

  @Override
  public void start(BundleContext context) {
    Optional<Settings> settings = Settings.from(context::getProperty, System::getenv);
    if (settings.isEmpty()) {
      return;
    }
    String work = context.getProperty(WORK);
    if (work == null || work.isBlank()) {
      throw new IllegalStateException(
          "The framework property (" + WORK + ") is not set. Maybe name the work directory in it.");
    }
    ledgers = new ServiceTracker<>(context, Ledger.class, null);
    ledgers.open();
    shipper =
        new Shipper(
            settings.get().endpoint().toString(),
            () ->
                new Shipment(
                    new SignedLog(Path.of(work, "ledger")),
                    new CursorFile(Path.of(work, "telemetry", "cursor")),
                    new OtlpCollector(settings.get())),
            this::records,
            GRACE);
    shipper.start();
    context.registerService(
        Supplier.class.getName(),
        shipper,
        new Hashtable<>(Map.of("consilium.health", "telemetry")));
  }

  private long records() {
    Ledger ledger = ledgers.getService();
    return ledger == null ? -1 : ledger.size();
  }

  @Override
  public void stop(BundleContext context) throws InterruptedException {
    if (shipper != null) {
      shipper.stop();
      ledgers.close();
    }
  }
}
