package io.consilium.framework.deployer.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.cert.X509Certificate;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * Checks the signature (JAR File Specification, "Signed JAR File") of a jar that {@link JarBounds}
 * let pass, by reading every entry. It holds only if one signer signed all that is in the jar: an
 * entry added, changed or taken away breaks it. Trust goes by the signer's own certificate, never
 * by who issued it.
 */
final class SignatureCheck {
  private static final Pattern SIGNATURE =
      Pattern.compile("META-INF/(SIG-[^/]*|[^/]+\\.(SF|RSA|DSA|EC))", Pattern.CASE_INSENSITIVE);

  private final TrustList trust;

  SignatureCheck(TrustList trust) {
    this.trust = trust;
  }

  /**
   * Reads the jar from end to end.
   *
   * @throws IOException if it cannot be read at all
   */
  Signature of(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile(), true)) {
      if (jar.stream().noneMatch(entry -> isSignatureFile(entry.getName()))) {
        return Signature.unsigned();
      }
      return signed(jar);
    } catch (SecurityException e) {
      return Signature.broken("its signature does not hold (" + e.getMessage() + ")");
    }
  }

  private Signature signed(JarFile jar) throws IOException {
    Set<X509Certificate> common = null;
    for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
      JarEntry entry = entries.nextElement();
      if (entry.isDirectory() || outside(entry.getName())) {
        continue;
      }
      Set<X509Certificate> signers = signers(jar, entry);
      if (signers.isEmpty()) {
        return Signature.broken(
            "the entry " + entry.getName() + " is not covered by a signature that Java accepts");
      }
      if (common == null) {
        common = signers;
      } else {
        common.retainAll(signers);
      }
      if (common.isEmpty()) {
        return Signature.broken("no one signer signed every entry");
      }
    }
    Optional<String> gone = gone(jar);
    if (gone.isPresent()) {
      return Signature.broken("the entry " + gone.get() + " was signed and is not there");
    }
    return common == null
        ? Signature.broken("it has signature files and nothing that they sign")
        : judged(common);
  }

  private Signature judged(Set<X509Certificate> signers) {
    for (X509Certificate signer : signers) {
      if (trust.names(TrustList.fingerprint(signer))) {
        return holding(Signature.State.TRUSTED, signer, "");
      }
    }
    X509Certificate first = signers.iterator().next();
    return holding(Signature.State.STRANGER, first, ", not on the trust list");
  }

  private static Signature holding(Signature.State state, X509Certificate signer, String note) {
    return new Signature(
        state, Optional.of(words(signer) + note), Optional.of(TrustList.fingerprint(signer)), "");
  }

  private static Set<X509Certificate> signers(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    Set<X509Certificate> signers = new LinkedHashSet<>();
    CodeSigner[] found = entry.getCodeSigners();
    for (CodeSigner signer : found == null ? new CodeSigner[0] : found) {
      List<?> chain = signer.getSignerCertPath().getCertificates();
      if (!chain.isEmpty() && chain.get(0) instanceof X509Certificate certificate) {
        signers.add(certificate);
      }
    }
    return signers;
  }

  /** An entry that the manifest has a digest of and the jar does not hold. */
  private static Optional<String> gone(JarFile jar) throws IOException {
    Manifest manifest = jar.getManifest();
    return manifest.getEntries().entrySet().stream()
        .filter(
            section ->
                section.getValue().keySet().stream()
                    .anyMatch(key -> key.toString().endsWith("-Digest")))
        .map(section -> section.getKey())
        .filter(name -> jar.getEntry(name) == null)
        .sorted()
        .findFirst();
  }

  /** What a signature cannot cover: itself. The manifest is covered by the signature file. */
  private static boolean outside(String name) {
    return isSignatureFile(name) || name.toUpperCase(Locale.ROOT).equals(JarFile.MANIFEST_NAME);
  }

  static boolean isSignatureFile(String name) {
    return SIGNATURE.matcher(name).matches();
  }

  private static String words(X509Certificate certificate) {
    String subject = certificate.getSubjectX500Principal().getName();
    // It stands in each record of the plugin; who signed is told by the fingerprint.
    return (subject.length() > 200 ? subject.substring(0, 200) + "..." : subject)
        + " (SHA-256 "
        + TrustList.fingerprint(certificate)
        + ")";
  }
}
