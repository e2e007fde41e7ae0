package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Code;
import io.consilium.api.task.Digest;
import io.consilium.framework.engine.CodeArchive;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;

/**
 * Whose code a bundle is: its bytes are read once, and what they say is forgotten when it is
 * uninstalled. Thread-safe.
 */
final class BundleCodes {
  /** What the bytes say that were installed at a moment. */
  private record Known(long installed, String digest, Map<String, String> models) {}

  private final Supplier<CodeArchive> archive;
  private final Map<Long, Known> known = new ConcurrentHashMap<>();

  /**
   * @param archive gives null while nobody keeps code
   */
  BundleCodes(Supplier<CodeArchive> archive) {
    this.archive = archive;
  }

  /** Name, version, SHA-256 of the bytes as installed, models. */
  Code code(String plugin, Bundle bundle, Optional<String> configuration) {
    Known bytes = known(bundle);
    return new Code(
        plugin,
        bundle.getSymbolicName(),
        bundle.getVersion().toString(),
        bytes.digest(),
        signer(bytes.digest()),
        bytes.models(),
        configuration);
  }

  private Known known(Bundle bundle) {
    long installed = bundle.getLastModified();
    Known now =
        known.compute(
            bundle.getBundleId(),
            (id, before) ->
                before != null && before.installed() == installed
                    ? before
                    : new Known(installed, digest(bundle), Models.of(bundle)));
    if (bundle.getState() == Bundle.UNINSTALLED) {
      // It may have been told so while this was worked out.
      forget(bundle.getBundleId());
    }
    return now;
  }

  /** Bundles of which something is known. */
  int size() {
    return known.size();
  }

  /** The bundle is no more. */
  void forget(long bundle) {
    known.remove(bundle);
  }

  /** The framework checks no signatures: who installs jars does. */
  private Optional<String> signer(String digest) {
    CodeArchive checked = archive.get();
    return checked == null ? Optional.empty() : checked.signer(digest);
  }

  private static String digest(Bundle bundle) {
    String location = bundle.getLocation();
    String url = location.startsWith("reference:") ? location.substring(10) : location;
    MessageDigest sha256 = Digest.sha256();
    try (InputStream in = new DigestInputStream(URI.create(url).toURL().openStream(), sha256)) {
      in.transferTo(OutputStream.nullOutputStream());
      return Digest.ofRaw(sha256.digest()).hex();
    } catch (IOException | IllegalArgumentException e) {
      return "";
    }
  }
}
