package io.consilium.framework.console.internal;

import io.consilium.api.ledger.Custody;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.planner.Carry;
import io.consilium.framework.deployer.Deployer;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.pipeline.Pipeline;
import io.consilium.framework.pipeline.PipelineCatalog;
import io.consilium.framework.pipeline.PipelineFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * The rooms of the house that the console speaks to. Each may be away at the moment.
 *
 * @param pipelines the catalog of named pipelines
 * @param offers which plugins that ship bring what
 */
record Host(
    BundleContext context,
    Supplier<Engine> engines,
    Supplier<Ledger> ledgers,
    Supplier<Deployer> deployers,
    PipelineCatalog pipelines,
    Offers offers) {

  Optional<Engine> engine() {
    return Optional.ofNullable(engines.get());
  }

  Optional<Ledger> ledger() {
    return Optional.ofNullable(ledgers.get());
  }

  /** The ledger's other side: what people do with it. */
  Optional<Custody> custody() {
    return ledger().filter(Custody.class::isInstance).map(Custody.class::cast);
  }

  Optional<Deployer> deployer() {
    return Optional.ofNullable(deployers.get());
  }

  /**
   * A pipeline by its name, or by the path of its file.
   *
   * @throws IllegalArgumentException if there is none
   * @throws io.consilium.framework.pipeline.PipelineError if its file has problems
   */
  Pipeline pipeline(String nameOrPath) {
    boolean path = nameOrPath.contains("/") || nameOrPath.endsWith(".yaml");
    return path ? PipelineFile.read(Path.of(nameOrPath)) : pipelines.find(nameOrPath);
  }

  /** What to install for a task that found nobody able; empty if nothing that ships would help. */
  Optional<String> advice(Carry carry) {
    Set<String> active =
        Arrays.stream(context.getBundles())
            .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
            .map(Bundle::getSymbolicName)
            .collect(Collectors.toSet());
    return offers.advice(carry, active);
  }

  /**
   * Asks one of the engine's services, which is let go of then.
   *
   * @param away what a person is told if it is not there
   * @throws LedgerFailure if it is not there
   */
  <S, T> T ask(Class<S> service, String away, Function<S, T> question) {
    ServiceReference<S> reference = context.getServiceReference(service);
    S there = reference == null ? null : context.getService(reference);
    if (there == null) {
      throw new LedgerFailure(away);
    }
    try {
      return question.apply(there);
    } finally {
      context.ungetService(reference);
    }
  }

  String property(String key, String otherwise) {
    String value = context.getProperty(key);
    return value == null ? otherwise : value;
  }
}
