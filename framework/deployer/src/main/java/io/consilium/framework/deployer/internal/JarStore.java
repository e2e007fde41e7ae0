package io.consilium.framework.deployer.internal;

import io.consilium.api.task.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Keeps each jar under the SHA-256 of its bytes, so that a bundle's file never changes. */
final class JarStore {
  private final Path directory;

  JarStore(Path directory) {
    this.directory = directory;
  }

  /** True if these bytes were kept before, and so were whole. */
  boolean has(Digest digest) {
    return Files.exists(directory.resolve(digest.hex() + ".jar"));
  }

  /** Where the jar's bytes stand from now on. */
  Path keep(PluginJar jar) throws IOException {
    Path kept = directory.resolve(jar.digest().hex() + ".jar");
    if (Files.exists(kept) && Files.size(kept) == Files.size(jar.file())) {
      return kept;
    }
    Files.createDirectories(directory);
    Path part = directory.resolve(jar.digest().hex() + ".jar.part");
    Files.copy(jar.file(), part, StandardCopyOption.REPLACE_EXISTING);
    if (!PluginJarDigest.of(part).equals(jar.digest())) {
      Files.delete(part);
      throw new IOException("The file changed while it was read (" + jar.file() + ").");
    }
    return Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
  }
}
