package io.consilium.distribution.host;

import io.consilium.api.task.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * Which plugin a jar is.
 *
 * @param bundle symbolic name
 * @param digest SHA-256 of its bytes, in hex
 */
record JarIdentity(Path file, String bundle, Version version, String digest) {

  /**
   * Looks into a jar that a person names. Only the rough: what a plugin must hold is the deployer's
   * to say.
   *
   * @throws Complaint if it is none
   */
  static JarIdentity of(Path jar) {
    demandFile(jar);
    if (!jar.getFileName().toString().endsWith(".jar")) {
      throw Complaint.usage("A plugin is a jar (" + jar + "). Maybe check the path.");
    }
    try {
      return read(jar);
    } catch (IOException e) {
      throw Complaint.usage(
          "The file "
              + jar
              + " is no whole jar ("
              + e.getMessage()
              + "). Maybe copy it again from where it was built.");
    } catch (IllegalArgumentException e) {
      throw Complaint.usage(
          "The file " + jar + " " + e.getMessage() + " Maybe build it with bnd-maven-plugin.");
    }
  }

  /**
   * Looks whether a file that a person names is there and can be read.
   *
   * @throws Complaint if not
   */
  static void demandFile(Path file) {
    if (!Files.exists(file)) {
      throw Complaint.usage("There is no file " + file + ". Maybe check the path.");
    } else if (!Files.isRegularFile(file)) {
      throw Complaint.usage(file + " is no file. Maybe name one in it.");
    } else if (!Files.isReadable(file)) {
      throw Complaint.usage(
          "The file " + file + " cannot be read. Maybe its permissions forbid it.");
    }
  }

  /**
   * @throws IllegalArgumentException if it is no bundle; the message goes on after its name
   */
  static JarIdentity read(Path jar) throws IOException {
    Manifest manifest;
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      manifest = file.getManifest();
    }
    if (manifest == null) {
      throw new IllegalArgumentException("holds no manifest.");
    }
    String name = manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
    if (name == null) {
      throw new IllegalArgumentException("has no Bundle-SymbolicName in its manifest.");
    }
    String version = manifest.getMainAttributes().getValue(Constants.BUNDLE_VERSION);
    return new JarIdentity(
        jar, name.split(";", 2)[0].strip(), Version.parseVersion(version), digest(jar));
  }

  private static String digest(Path jar) throws IOException {
    MessageDigest sha256 = Digest.sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(jar), sha256)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return Digest.ofRaw(sha256.digest()).hex();
  }

  String words() {
    return bundle + " " + version;
  }
}
