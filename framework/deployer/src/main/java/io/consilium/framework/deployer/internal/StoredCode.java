package io.consilium.framework.deployer.internal;

import io.consilium.api.ledger.Code;
import io.consilium.api.task.Digest;
import io.consilium.framework.deployer.internal.PluginJar.BadJar;
import io.consilium.framework.engine.CodeArchive.Missing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.Version;

/** Looks up in the store what records name, and believes no file its name. */
final class StoredCode {
  private StoredCode() {}

  /**
   * The jar of recorded code.
   *
   * @throws Missing if it is not there, or is another
   * @throws BadJar if it is more than a jar may be
   */
  static PluginJar find(JarStore store, Code code) throws Missing, BadJar {
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
      JarBounds.OF_PLUGINS.check(file, true);
      return new PluginJar(file, code.bundle(), Version.parseVersion(code.version()), found);
    } catch (IOException | IllegalArgumentException e) {
      throw new Missing("The bytes of " + words(code) + " cannot be read: " + e.getMessage());
    }
  }

  static String words(Code code) {
    return code.bundle() + " " + code.version() + " (SHA-256 " + code.digest() + ")";
  }
}
