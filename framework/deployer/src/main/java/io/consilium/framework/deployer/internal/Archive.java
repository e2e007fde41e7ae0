package io.consilium.framework.deployer.internal;

import io.consilium.api.ledger.Code;
import io.consilium.api.task.Digest;
import io.consilium.framework.deployer.internal.PluginJar.BadJar;
import io.consilium.framework.deployer.internal.Rollout.Running;
import io.consilium.framework.engine.CodeArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recorded code from the store, under the digest that was recorded and no other. Thread-safe. */
final class Archive implements CodeArchive {
  private static final Logger LOG = LoggerFactory.getLogger(Archive.class);

  private final JarStore store;
  private final Rollout rollout;
  private final Admittance admittance;
  private final Map<String, Held> held = new HashMap<>();

  Archive(JarStore store, Rollout rollout, Admittance admittance) {
    this.store = store;
    this.rollout = rollout;
    this.admittance = admittance;
  }

  /** Code that is recalled, and by how many. */
  private static final class Held {
    private final Running running;
    private int users;

    Held(Running running) {
      this.running = running;
    }
  }

  @Override
  public Optional<String> signer(String digest) {
    return admittance.signer(digest);
  }

  @Override
  public synchronized Recalled recall(Code code) throws Missing {
    Held now = held.get(code.digest());
    if (now == null) {
      now = new Held(start(code));
      held.put(code.digest(), now);
    }
    now.users++;
    return once(code.digest());
  }

  private Recalled once(String digest) {
    return new Recalled() {
      private boolean closed;

      @Override
      public void close() {
        if (!closed) {
          closed = true;
          release(digest);
        }
      }
    };
  }

  private Running start(Code code) throws Missing {
    PluginJar jar = jar(code);
    try {
      return rollout.recall(jar);
    } catch (BadJar e) {
      throw new Missing("The code " + words(code) + " " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Missing("Interrupted while " + words(code) + " was brought in.");
    }
  }

  private PluginJar jar(Code code) throws Missing {
    Path file = store.file(code.digest());
    if (!Files.exists(file)) {
      throw new Missing(
          "The bytes of "
              + words(code)
              + " are not in the store. Maybe put that jar back as "
              + file
              + ": from a backup of "
              + store.directory()
              + ", from the distribution that held it, or from whoever built it"
              + code.signer().map(signer -> " (" + signer + ")").orElse("")
              + ".");
    }
    try {
      Digest found = PluginJarDigest.of(file);
      if (!found.hex().equals(code.digest())) {
        throw new Missing(
            "The file "
                + file
                + " is refused: it is not the code that its name and the record say, but has"
                + " SHA-256 "
                + found.hex()
                + ". Maybe somebody changed it; put the jar of "
                + words(code)
                + " back.");
      }
      return new PluginJar(file, code.bundle(), Version.parseVersion(code.version()), found);
    } catch (IOException | IllegalArgumentException e) {
      throw new Missing("The bytes of " + words(code) + " cannot be read: " + e.getMessage());
    }
  }

  private synchronized void release(String digest) {
    Held now = held.get(digest);
    if (now == null || --now.users > 0) {
      return;
    }
    held.remove(digest);
    try {
      rollout.letGo(now.running);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn("Interrupted while {} was taken out.", now.running.jar().bundle());
    }
  }

  private static String words(Code code) {
    return code.bundle() + " " + code.version() + " (SHA-256 " + code.digest() + ")";
  }
}
