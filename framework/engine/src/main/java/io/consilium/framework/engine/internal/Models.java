package io.consilium.framework.engine.internal;

import io.consilium.api.task.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.Bundle;

/**
 * The models that a bundle names in its header {@code Consilium-Models}, as {@code name=path} with
 * commas between, and the SHA-256 of each.
 */
final class Models {
  private static final String HEADER = "Consilium-Models";

  private Models() {}

  /**
   * Model name to SHA-256 in hex; a model that is not in the bundle, or unreadable, is left out.
   */
  static Map<String, String> of(Bundle bundle) {
    Map<String, String> models = new TreeMap<>();
    String header = bundle.getHeaders("").get(HEADER);
    for (String clause : header == null ? new String[0] : header.split(",", -1)) {
      int equals = clause.indexOf('=');
      URL entry = equals < 1 ? null : entry(bundle, clause.substring(equals + 1).strip());
      if (entry != null) {
        digest(entry).ifPresent(hex -> models.put(clause.substring(0, equals).strip(), hex));
      }
    }
    return models;
  }

  private static URL entry(Bundle bundle, String path) {
    try {
      return bundle.getEntry(path);
    } catch (IllegalStateException e) {
      // It is uninstalled meanwhile.
      return null;
    }
  }

  private static java.util.Optional<String> digest(URL entry) {
    MessageDigest sha256 = Digest.sha256();
    try (InputStream in = new DigestInputStream(entry.openStream(), sha256)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return java.util.Optional.of(Digest.ofRaw(sha256.digest()).hex());
    } catch (IOException e) {
      return java.util.Optional.empty();
    }
  }
}
