package io.consilium.framework.modules.internal;

import io.consilium.api.task.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import org.osgi.framework.Bundle;

/** Finds the SHA-256 of the bytes that a bundle was installed from. */
final class BundleBytes {
  private static final String REFERENCE = "reference:";

  private BundleBytes() {}

  /** The digest in hex; empty if the bytes cannot be read again from the bundle's location. */
  static String digest(Bundle bundle) {
    String location = bundle.getLocation();
    String url = location.startsWith(REFERENCE) ? location.substring(REFERENCE.length()) : location;
    MessageDigest sha256 = Digest.sha256();
    try (InputStream in = new DigestInputStream(new URL(url).openStream(), sha256)) {
      in.transferTo(OutputStream.nullOutputStream());
      return Digest.ofRaw(sha256.digest()).hex();
    } catch (IOException e) {
      return "";
    }
  }
}
