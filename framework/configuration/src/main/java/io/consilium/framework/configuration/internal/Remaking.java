package io.consilium.framework.configuration.internal;

import io.consilium.framework.modules.Configured;
import io.consilium.framework.modules.Publications;
import io.consilium.framework.modules.Renewal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;

/**
 * Has services made anew on a thread that nobody waits for longer than for so long: a module may
 * hang. Thread-safe.
 */
final class Remaking {
  private final Publications publications;
  private final Executor threads;
  private final Duration patience;

  Remaking(Publications publications, Executor threads, Duration patience) {
    this.publications = publications;
    this.threads = threads;
    this.patience = patience;
  }

  /**
   * As {@link Publications#renew}.
   *
   * @throws BadConfiguration if the plugin refuses its settings, or takes too long; it is
   *     interrupted then, and what it may still make is given up
   */
  Optional<Renewal> make(Bundle bundle, Configured configured)
      throws BadConfiguration, InterruptedException {
    CompletableFuture<Optional<Renewal>> made = new CompletableFuture<>();
    FutureTask<Void> making = new FutureTask<>(() -> make(bundle, configured, made), null);
    threads.execute(making);
    try {
      return made.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      abandon(made, making);
      throw new BadConfiguration(
          Changeover.name(bundle)
              + " was not made with these settings within "
              + patience.toSeconds()
              + " s and is not waited for. Maybe what it connects to is away.");
    } catch (InterruptedException e) {
      abandon(made, making);
      throw e;
    } catch (ExecutionException e) {
      throw refused(bundle, e.getCause());
    }
  }

  private void make(
      Bundle bundle, Configured configured, CompletableFuture<Optional<Renewal>> made) {
    try {
      Optional<Renewal> renewal = publications.renew(bundle, configured);
      if (!made.complete(renewal)) {
        renewal.ifPresent(Renewal::giveUp);
      }
    } catch (RuntimeException | Error e) {
      made.completeExceptionally(e);
    }
  }

  private static void abandon(CompletableFuture<Optional<Renewal>> made, FutureTask<Void> making) {
    if (!made.cancel(false)) {
      made.thenAccept(renewal -> renewal.ifPresent(Renewal::giveUp));
    }
    making.cancel(true);
  }

  private static BadConfiguration refused(Bundle bundle, Throwable cause) {
    if (cause instanceof IllegalArgumentException) {
      return new BadConfiguration(
          Changeover.name(bundle) + " refuses these settings: " + cause.getMessage());
    } else if (cause instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) cause;
  }
}
