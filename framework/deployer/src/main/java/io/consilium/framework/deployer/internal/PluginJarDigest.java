package io.consilium.framework.deployer.internal;

import io.consilium.api.task.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** Hashes a file. */
final class PluginJarDigest {
  private PluginJarDigest() {}

  static Digest of(Path file) throws IOException {
    MessageDigest sha256 = Digest.sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha256.update(buffer, 0, read);
      }
    }
    return Digest.ofRaw(sha256.digest());
  }
}
