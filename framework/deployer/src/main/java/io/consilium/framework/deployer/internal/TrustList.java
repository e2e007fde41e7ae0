package io.consilium.framework.deployer.internal;

import io.consilium.api.task.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The certificates whose signatures are trusted, by the SHA-256 of each certificate. Read from a
 * text file of fingerprints, a directory of PEM files, or a PKCS12 file.
 *
 * @param fingerprints 64 lower-case hex digits each
 */
record TrustList(Set<String> fingerprints) {
  static final TrustList EMPTY = new TrustList(Set.of());
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");
  private static final List<String> PEM = List.of(".pem", ".crt", ".cer");

  TrustList {
    fingerprints = Collections.unmodifiableSet(new TreeSet<>(fingerprints));
  }

  boolean names(String fingerprint) {
    return fingerprints.contains(fingerprint);
  }

  /** What the list says, as one digest: another list, another revision. */
  String revision() {
    return Digest.of(String.join("\n", fingerprints).getBytes(StandardCharsets.UTF_8)).hex();
  }

  /**
   * Reads a list; a file that is not there is an empty one.
   *
   * @param password of a PKCS12 file
   * @throws IOException if it cannot be read as what it is; the message is for a person
   */
  static TrustList read(Path path, String password) throws IOException {
    if (!Files.exists(path)) {
      return EMPTY;
    }
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    try {
      if (Files.isDirectory(path)) {
        return directory(path);
      }
      return name.endsWith(".p12") || name.endsWith(".pfx")
          ? store(path, password)
          : fingerprints(path);
    } catch (IOException | GeneralSecurityException e) {
      throw new IOException(
          "the trust list " + path + " cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static TrustList fingerprints(Path file) throws IOException {
    Set<String> found = new TreeSet<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      String text = line.replaceFirst("#.*", "").strip();
      if (!text.isEmpty()) {
        String first = text.split("\\s+", 2)[0];
        String hex = first.replaceFirst("(?i)^sha-?256[:=]", "").replace(":", "");
        if (!FINGERPRINT.matcher(hex.toLowerCase(Locale.ROOT)).matches()) {
          throw new IOException(
              "line "
                  + number
                  + " is no SHA-256 fingerprint: "
                  + first
                  + ". Maybe take it from keytool -printcert -jarfile x.jar");
        }
        found.add(hex.toLowerCase(Locale.ROOT));
      }
    }
    return new TrustList(found);
  }

  private static TrustList directory(Path directory) throws IOException, GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    Set<String> found = new TreeSet<>();
    List<Path> files;
    try (Stream<Path> list = Files.list(directory)) {
      files = list.filter(TrustList::isPem).sorted().toList();
    }
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        Collection<? extends Certificate> certificates = factory.generateCertificates(in);
        if (certificates.isEmpty()) {
          throw new IOException("no certificate is in " + file);
        }
        certificates.forEach(certificate -> found.add(fingerprint(certificate)));
      }
    }
    return new TrustList(found);
  }

  private static boolean isPem(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return PEM.stream().anyMatch(name::endsWith);
  }

  private static TrustList store(Path file, String password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password.toCharArray());
    }
    Set<String> found = new TreeSet<>();
    for (String alias : Collections.list(store.aliases())) {
      found.add(fingerprint(store.getCertificate(alias)));
    }
    return new TrustList(found);
  }

  /** The SHA-256 of a certificate, in hex. */
  static String fingerprint(Certificate certificate) {
    try {
      return Digest.of(certificate.getEncoded()).hex();
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("The certificate cannot be encoded.", e);
    }
  }
}
