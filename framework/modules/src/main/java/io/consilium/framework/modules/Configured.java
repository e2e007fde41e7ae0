package io.consilium.framework.modules;

import io.consilium.api.host.Secret;
import io.consilium.api.host.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the plugins of a bundle are made with.
 *
 * @param settings what is set, over the defaults
 * @param revision digest of what is set, in hex, with references in place of secrets; empty if
 *     nothing is
 */
public record Configured(Settings settings, Optional<String> revision) {
  public Configured {
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(revision, "revision");
  }

  /** Settings of no revision. */
  public Configured(Settings settings) {
    this(settings, Optional.empty());
  }

  /** A text without any of the secrets: for what a plugin says that was made with them. */
  public String masked(String text) {
    List<String> secrets = new ArrayList<>();
    for (Object value : settings.values().values()) {
      for (Object one : value instanceof List<?> list ? list : List.of(value)) {
        if (one instanceof Secret secret && !secret.reveal().isEmpty()) {
          secrets.add(secret.reveal());
        }
      }
    }
    // One may begin with another: the longer one first, or its end would stay.
    secrets.sort(Comparator.comparingInt(String::length).reversed());
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, Secret.MASK);
    }
    return masked;
  }
}
