package io.consilium.framework.deployer.internal;

import io.consilium.api.ledger.Code;
import io.consilium.framework.deployer.internal.PluginJar.BadJar;
import io.consilium.framework.deployer.internal.Rollout.Patience;
import io.consilium.framework.deployer.internal.Rollout.Running;
import io.consilium.framework.engine.CodeArchive;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recorded code from the store, under the digest that was recorded and no other. Whoever recalls
 * the same code at the same time shares it. Code may hang while it starts or stops: that happens on
 * threads of its own, and nobody waits longer than he was told to. Thread-safe.
 */
final class Archive implements CodeArchive {
  private static final Logger LOG = LoggerFactory.getLogger(Archive.class);

  private final JarStore store;
  private final Stage stage;
  private final Function<String, Optional<String>> signers;
  private final Patience patience;
  private final Executor threads;
  private final Map<String, Held> held = new HashMap<>();

  /** Where code runs; either method may take for ever. */
  interface Stage {
    /**
     * Brings recorded code in from the store; it gets no work.
     *
     * @throws BadJar if it cannot run; nothing of it is left then
     */
    Running recall(PluginJar jar) throws BadJar, InterruptedException;

    /** Takes recalled code out. */
    void letGo(Running running) throws InterruptedException;

    /** Whether a bundle is one that {@link #recall} installed. */
    boolean recalled(long osgiBundle);
  }

  /**
   * @param signers who signed the jar of a digest
   * @param patience how long to wait for a start ({@code warm}) and for a stop ({@code idle})
   * @param threads runs what may hang: each task at once
   */
  Archive(
      JarStore store,
      Stage stage,
      Function<String, Optional<String>> signers,
      Patience patience,
      Executor threads) {
    this.store = store;
    this.stage = stage;
    this.signers = signers;
    this.patience = patience;
    this.threads = threads;
  }

  /** Code that is recalled: coming, there, or, once nobody uses it any more, going. */
  private static final class Held {
    private final CompletableFuture<Running> here = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private int users = 1;
  }

  @Override
  public Optional<String> signer(String digest) {
    return signers.apply(digest);
  }

  @Override
  public Recalled recall(Code code) throws Missing {
    Held now = hold(code);
    try {
      return once(code, now, await(now.here, patience.warm()).bundle().getBundleId());
    } catch (TimeoutException e) {
      leave(code, now);
      throw new Missing(
          StoredCode.words(code)
              + " did not start within "
              + patience.warm().toSeconds()
              + " s and is left behind; it is taken out if it ever does. Maybe it waits for"
              + " something that is not there any more.");
    } catch (ExecutionException e) {
      leave(code, now);
      if (e.getCause() instanceof Missing missing) {
        throw missing;
      }
      throw new Missing(StoredCode.words(code) + " broke while it was brought in: " + e.getCause());
    } catch (InterruptedException e) {
      leave(code, now);
      throw interrupted(code);
    }
  }

  @Override
  public boolean recalled(long osgiBundle) {
    return stage.recalled(osgiBundle);
  }

  /** Counts one more user, of what is there or of what is brought in from now on. */
  private Held hold(Code code) throws Missing {
    String digest = code.digest();
    long end = System.nanoTime() + patience.idle().toNanos();
    while (true) {
      Held going;
      synchronized (held) {
        Held now = held.get(digest);
        if (now != null && now.users > 0) {
          now.users++;
          return now;
        } else if (now == null) {
          Held coming = new Held();
          held.put(digest, coming);
          store.pin(digest);
          threads.execute(() -> bring(code, coming));
          return coming;
        }
        going = now;
      }
      try {
        await(going.gone, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      } catch (TimeoutException e) {
        throw new Missing(
            StoredCode.words(code)
                + " was recalled before and does not go; it can be recalled again once it has. Maybe"
                + " start the host again.");
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        throw interrupted(code);
      }
    }
  }

  private void bring(Code code, Held coming) {
    try {
      coming.here.complete(stage.recall(StoredCode.find(store, code)));
    } catch (BadJar e) {
      coming.here.completeExceptionally(
          new Missing("The code " + StoredCode.words(code) + " " + e.getMessage()));
    } catch (Missing | InterruptedException | RuntimeException | Error e) {
      coming.here.completeExceptionally(e);
    }
  }

  private Recalled once(Code code, Held now, long bundle) {
    return new Recalled() {
      private final AtomicBoolean closed = new AtomicBoolean();

      @Override
      public long osgiBundle() {
        return bundle;
      }

      @Override
      public void close() {
        if (!closed.getAndSet(true)) {
          end(code, now);
        }
      }
    };
  }

  private void end(Code code, Held now) {
    if (!leave(code, now)) {
      return;
    }
    try {
      await(now.gone, patience.idle());
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn(
          "{} was recalled and does not stop within {} s; it is left behind.",
          StoredCode.words(code),
          patience.idle().toSeconds());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Counts one user less; true if it was the last, and the code goes. */
  private boolean leave(Code code, Held now) {
    synchronized (held) {
      if (--now.users > 0) {
        return false;
      }
    }
    now.here.whenComplete((running, failure) -> threads.execute(() -> takeOut(code, now, running)));
    return true;
  }

  private void takeOut(Code code, Held going, Running running) {
    try {
      if (running != null) {
        stage.letGo(running);
      }
      store.used(code.digest());
    } catch (InterruptedException | IOException | RuntimeException | Error e) {
      LOG.warn("{} was recalled and is not taken out cleanly.", StoredCode.words(code), e);
    } finally {
      synchronized (held) {
        held.remove(code.digest());
      }
      store.unpin(code.digest());
      going.gone.complete(null);
    }
  }

  private static <T> T await(Future<T> future, Duration patience)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static Missing interrupted(Code code) {
    Thread.currentThread().interrupt();
    return new Missing("Interrupted while " + StoredCode.words(code) + " was brought in.");
  }
}
