package io.consilium.api.ledger;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Whose code acted.
 *
 * @param plugin the service's id, such as an expert's
 * @param bundle symbolic name
 * @param version bundle version
 * @param digest SHA-256 of the bundle's bytes, in hex
 * @param signer who signed the jar, if anybody
 * @param models model name to SHA-256, in hex
 */
public record Code(
    String plugin,
    String bundle,
    String version,
    String digest,
    Optional<String> signer,
    Map<String, String> models) {
  public Code {
    Objects.requireNonNull(plugin, "plugin");
    Objects.requireNonNull(bundle, "bundle");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(signer, "signer");
    models = Map.copyOf(models);
  }
}
