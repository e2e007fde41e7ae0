package io.consilium.framework.modules;

import io.consilium.api.host.Secret;
import io.consilium.api.host.Settings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the plugins of a bundle are made with.
 *
 * @param settings what is set, over the defaults
 * @param typed the same as objects of the bundle's own types, to be injected by these
 * @param revision digest of what is set, in hex, with references in place of secrets; empty if
 *     nothing is
 */
public record Configured(
    Settings settings, Map<Class<?>, Object> typed, Optional<String> revision) {
  public Configured {
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(revision, "revision");
    typed = Map.copyOf(typed);
  }

  /** Settings of no revision and no type of their own. */
  public Configured(Settings settings) {
    this(settings, Map.of(), Optional.empty());
  }

  /** A text without any of the secrets: for what a plugin says that was made with them. */
  public String masked(String text) {
    String masked = text;
    for (Object value : settings.values().values()) {
      for (Object one : value instanceof List<?> list ? list : List.of(value)) {
        if (one instanceof Secret secret && !secret.reveal().isEmpty()) {
          masked = masked.replace(secret.reveal(), Secret.MASK);
        }
      }
    }
    return masked;
  }
}
