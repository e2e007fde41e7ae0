package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Code;
import io.consilium.api.task.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Whose code it is, for plugins that come from the class path. */
final class Codes {
  private Codes() {}

  /** Names the class and the digest of its class file; of its name, if the file is not at hand. */
  static Code of(String plugin, Class<?> type) {
    String version = Optional.ofNullable(type.getPackage().getImplementationVersion()).orElse("0");
    return new Code(
        plugin, type.getName(), version, digest(type).hex(), Optional.empty(), Map.of());
  }

  private static Digest digest(Class<?> type) {
    String file = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      return Digest.of(
          in == null ? type.getName().getBytes(StandardCharsets.UTF_8) : in.readAllBytes());
    } catch (IOException e) {
      return Digest.of(type.getName().getBytes(StandardCharsets.UTF_8));
    }
  }
}
