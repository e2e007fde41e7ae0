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
 * @param configuration revision of the settings that it was made with, in hex; empty if it has none
 */
public record Code(
    String plugin,
    String bundle,
    String version,
    String digest,
    Optional<String> signer,
    Map<String, String> models,
    Optional<String> configuration) {
  public Code {
    Objects.requireNonNull(plugin, "plugin");
    Objects.requireNonNull(bundle, "bundle");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(signer, "signer");
    Objects.requireNonNull(configuration, "configuration");
    models = Map.copyOf(models);
  }

  /** Code that was made without settings. */
  public Code(
      String plugin,
      String bundle,
      String version,
      String digest,
      Optional<String> signer,
      Map<String, String> models) {
    this(plugin, bundle, version, digest, signer, models, Optional.empty());
  }
}
