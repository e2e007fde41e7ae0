package io.consilium.framework.deployer.internal;

import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.host.CallContext;
import io.consilium.api.verifier.Verifier;
import io.consilium.framework.deployer.internal.PluginJar.BadJar;
import io.consilium.framework.deployer.internal.Rollout.Running;
import io.consilium.json.Example;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Asks new code one of the examples that its jar carries, before it gets work. Whoever carries none
 * is not asked; nor is an expert that reads or writes outside, since nobody asked for that.
 */
final class HealthCheck {
  private static final String UNHEALTHY = "not-healthy";

  private final JarStore store;
  private final Duration patience;

  /**
   * @param patience how long the call may take at most
   */
  HealthCheck(JarStore store, Duration patience) {
    this.store = store;
    this.patience = patience;
  }

  /** A call of new code; what it gives is whether it ended as the example says. */
  private interface Probe {
    Optional<String> trouble(CallContext context) throws Exception;
  }

  /**
   * Whether there is anything to ask.
   *
   * @throws BadJar if an example is none
   */
  boolean carries(PluginJar jar) throws BadJar {
    return !examples(jar).isEmpty();
  }

  /**
   * Asks.
   *
   * @param goesOn what becomes of the version before, if there is one
   * @throws BadJar if its call does not end as the example says, or an example is none
   */
  void check(Running running, String goesOn) throws BadJar, InterruptedException {
    List<Example> examples = examples(running.jar());
    if (examples.isEmpty()) {
      return;
    }
    AtomicReference<String> what = new AtomicReference<>("its description");
    Optional<String> trouble =
        ask(call -> first(running.bundle(), examples, call, what), running.jar());
    if (trouble.isPresent()) {
      throw new BadJar(
          UNHEALTHY, "is not healthy" + goesOn + ": " + what.get() + " " + trouble.get() + ".");
    }
  }

  /** Asks the first example that anybody here is for; nobody knows more of who is for none. */
  private static Optional<String> first(
      Bundle bundle, List<Example> examples, CallContext call, AtomicReference<String> what)
      throws Exception {
    for (Example example : examples) {
      Optional<Probe> probe = probe(bundle, example);
      if (probe.isPresent()) {
        what.set("its own example \"" + example.name() + "\"");
        return probe.get().trouble(call);
      }
    }
    return Optional.empty();
  }

  private List<Example> examples(PluginJar jar) throws BadJar {
    try {
      return Example.in(store.file(jar.digest().hex()));
    } catch (IOException | RuntimeException e) {
      throw new BadJar(UNHEALTHY, "carries an example that is none: " + e.getMessage());
    }
  }

  private static Optional<Probe> probe(Bundle bundle, Example example) {
    ServiceReference<?>[] offered = bundle.getRegisteredServices();
    BundleContext context = bundle.getBundleContext();
    if (offered == null || context == null) {
      return Optional.empty();
    }
    for (ServiceReference<?> one : offered) {
      Object service = context.getService(one);
      if (example.of() == Example.Of.EXPERT
          && service instanceof Expert expert
          && does(expert.descriptor(), example.called())) {
        return Optional.of(call -> of(expert, example, call));
      } else if (example.of() == Example.Of.VERIFIER
          && service instanceof Verifier verifier
          && verifier.descriptor().id().equals(example.called())) {
        return Optional.of(call -> of(verifier, example, call));
      }
    }
    return Optional.empty();
  }

  private static boolean does(ExpertDescriptor expert, String capability) {
    return expert.effect() == Effect.PURE
        && expert.capabilities().stream().anyMatch(one -> one.name().equals(capability));
  }

  private static Optional<String> of(Expert expert, Example example, CallContext call)
      throws Exception {
    var outcome = expert.solve(example.assignment(), call);
    return example.endsSo(outcome) ? Optional.empty() : other(example, outcome);
  }

  private static Optional<String> of(Verifier verifier, Example example, CallContext call)
      throws Exception {
    var verdict = verifier.verify(example.claim(), call);
    return example.endsSo(verdict) ? Optional.empty() : other(example, verdict);
  }

  private static Optional<String> other(Example example, Object ended) {
    return Optional.of(
        "ended as "
            + (ended == null ? "nothing" : word(ended.getClass().getSimpleName()))
            + " instead of "
            + word(example.expect().name()));
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** On a thread of its own: what hangs holds up nothing but its own plugin, and not for ever. */
  private Optional<String> ask(Probe probe, PluginJar jar) throws InterruptedException {
    HealthCall call = new HealthCall(patience);
    CompletableFuture<Optional<String>> ended = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                ended.complete(probe.trouble(call));
              } catch (Throwable e) {
                ended.completeExceptionally(e);
              }
            },
            "consilium-health-" + jar.bundle());
    thread.setDaemon(true);
    thread.start();
    try {
      return ended.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return Optional.of("did not end within " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      return Optional.of("broke it (" + e.getCause() + ")");
    } finally {
      call.cancel();
      HealthCall.apart(thread::interrupt); // an interrupt runs what the plugin hung on it
    }
  }
}
