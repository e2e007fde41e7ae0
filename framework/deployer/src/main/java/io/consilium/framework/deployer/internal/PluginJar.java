package io.consilium.framework.deployer.internal;

import io.consilium.api.task.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A jar that was looked into and found to be a whole bundle.
 *
 * @param file where it was found
 * @param bundle symbolic name
 * @param digest SHA-256 of its bytes
 */
record PluginJar(Path file, String bundle, Version version, Digest digest) {
  /** Characters of a name or a version. */
  private static final int MOST = 200;

  /**
   * Reads a jar, from end to end unless the same bytes were read before.
   *
   * @param known true for bytes that were found whole before
   * @throws BadJar if it is no bundle, or not all of one
   */
  static PluginJar read(Path file, Predicate<Digest> known) throws BadJar {
    try {
      // First: what is put in its place while it is read does not have this digest.
      JarBounds.OF_PLUGINS.check(file, false);
      Digest digest = PluginJarDigest.of(file);
      boolean whole = known.test(digest);
      if (!whole) {
        JarBounds.OF_PLUGINS.check(file, true);
      }
      return read(file, digest, whole);
    } catch (SecurityException e) {
      throw brokenSignature("its signature does not hold (" + e.getMessage() + ")");
    } catch (IOException e) {
      throw new BadJar(
          "not-a-jar",
          "is no whole jar ("
              + e.getMessage()
              + "). Maybe copy it as x.jar.part and rename it when it is all there.");
    } catch (RuntimeException | Error e) {
      // Whoever made it so that reading breaks must not end the watch over all others.
      throw new BadJar(
          "not-a-jar", "cannot be read (" + e + "). Maybe get it anew from whoever built it.");
    }
  }

  /** The main attributes of a jar's manifest; none of one that has no manifest. */
  static Attributes manifest(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      Manifest manifest = file.getManifest();
      return manifest == null ? new Attributes() : manifest.getMainAttributes();
    }
  }

  private static PluginJar read(Path file, Digest digest, boolean known)
      throws BadJar, IOException {
    try (JarFile jar = new JarFile(file.toFile(), true)) {
      Manifest manifest = jar.getManifest();
      if (manifest == null) {
        throw new BadJar("no-manifest", "holds no manifest. Maybe build it with bnd-maven-plugin.");
      }
      String name = manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
      if (name == null || plain(name).isEmpty()) {
        throw new BadJar(
            "no-symbolic-name",
            "has no Bundle-SymbolicName in its manifest. Maybe build it with bnd-maven-plugin.");
      }
      if (manifest.getMainAttributes().getValue(Constants.FRAGMENT_HOST) != null) {
        throw new BadJar(
            "fragment",
            "is a fragment: its code would run as part of another bundle, before anybody could start"
                + " it or take it out. Maybe leave out Fragment-Host, and hold in the plugin what it"
                + " needs.");
      }
      String version = manifest.getMainAttributes().getValue(Constants.BUNDLE_VERSION);
      refuseLong(Constants.BUNDLE_SYMBOLICNAME, plain(name));
      refuseLong(Constants.BUNDLE_VERSION, version);
      if (!known && jar.stream().anyMatch(one -> SignatureCheck.isSignatureFile(one.getName()))) {
        readThrough(jar);
      }
      return new PluginJar(file, plain(name), version(version), digest);
    }
  }

  /**
   * Makes sure that bytes which stand for good are this plugin: its name was read out of a file
   * that may have been another a moment later.
   *
   * @throws BadJar if they are another one
   */
  void demandSame(Path bytes) throws BadJar, IOException {
    PluginJar kept = read(bytes, digest, true);
    if (!kept.bundle.equals(bundle) || !kept.version.equals(version)) {
      throw new BadJar(
          "not-a-jar", "changed while it was read. Maybe rename it when it is all there.");
    }
  }

  /** Somebody changed what somebody else had signed. */
  static BadJar brokenSignature(String what) {
    return new BadJar(
        "signature-broken",
        "is refused: "
            + what
            + ". Maybe somebody changed the jar after it was signed; get it anew from whoever built"
            + " it.");
  }

  private static String plain(String symbolicName) {
    int directive = symbolicName.indexOf(';');
    return (directive < 0 ? symbolicName : symbolicName.substring(0, directive)).trim();
  }

  /** Both stand in each record of the plugin, and a record has an end. */
  private static void refuseLong(String header, String value) throws BadJar {
    if (value != null && value.length() > MOST) {
      throw new BadJar(
          "too-long",
          "has a "
              + header
              + " of "
              + value.length()
              + " characters ("
              + value.substring(0, 20)
              + "...); at most "
              + MOST
              + ". Maybe build it with bnd-maven-plugin.");
    }
  }

  private static Version version(String version) throws BadJar {
    try {
      return Version.parseVersion(version);
    } catch (IllegalArgumentException e) {
      throw new BadJar(
          "bad-version",
          "has no valid Bundle-Version (" + version + "). Maybe write it as 1.2.3.qualifier.");
    }
  }

  /** Reads every entry, so that what was signed is compared. */
  private static void readThrough(JarFile jar) throws IOException {
    for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
      try (InputStream in = jar.getInputStream(entries.nextElement())) {
        in.transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  /** Why a jar cannot be deployed. */
  static final class BadJar extends Exception {
    static final String UNRESOLVED = "unresolved";
    static final String NO_TRIAL = "no-trial";

    /** Refusals by a list that may have changed since. */
    private static final Set<String> LISTS =
        Set.of(
            "unsigned",
            "signed-by-stranger",
            "signature-unread",
            "not-listed",
            "not-allowed",
            "beyond-claims",
            "list-unread");

    private static final long serialVersionUID = 1L;
    private final String code;

    /**
     * @param code short word for the record
     * @param message for a person; continues a sentence that begins with the file's name
     */
    BadJar(String code, String message) {
      super(message);
      this.code = code;
    }

    String code() {
      return code;
    }

    /** True if another trust list or allow-list may help. */
    boolean mayBeTrusted() {
      return LISTS.contains(code);
    }

    /** True if another way of trying it, or none, may help. */
    boolean mayBeReplanned() {
      return code.equals(NO_TRIAL);
    }

    /** True if another plugin's arrival may help. */
    boolean mayPass() {
      return code.equals(UNRESOLVED);
    }
  }
}
