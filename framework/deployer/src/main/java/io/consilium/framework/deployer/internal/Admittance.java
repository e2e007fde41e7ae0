package io.consilium.framework.deployer.internal;

import io.consilium.framework.deployer.internal.PluginJar.BadJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Whether a jar may come in, by its signature. A broken one never may; an unsigned one, or one of a
 * stranger, only where nobody asks for more. Used by one thread, except {@link #signer}.
 */
final class Admittance {
  private final Path list;
  private final String password;
  private final boolean demanded;
  private final Path house;
  private final BiConsumer<String, String> onList;
  private final Map<String, Optional<String>> signers = new ConcurrentHashMap<>();
  private String revision = "";
  private String stamp = "";

  /**
   * @param list where the trust list stands; read anew for each jar
   * @param demanded whether a jar must be signed by somebody on the list
   * @param house jars in this directory came with the distribution: nobody demands it of them
   * @param onList told the list's revision before and now, first and whenever it is another; throws
   *     {@link IllegalStateException} if it may not be used
   */
  Admittance(
      Path list, String password, boolean demanded, Path house, BiConsumer<String, String> onList) {
    this.list = list;
    this.password = password;
    this.demanded = demanded;
    this.house = house;
    this.onList = onList;
  }

  /** Who signed the jar of this digest, as far as it was looked at; as it stands in records. */
  Optional<String> signer(String digest) {
    return signers.getOrDefault(digest, Optional.empty());
  }

  /**
   * Looks at a jar's signature.
   *
   * @param bytes where the jar's bytes stand for good
   * @throws BadJar if it may not come in
   */
  void admit(PluginJar jar, Path bytes) throws BadJar {
    Signature signature = check(bytes);
    signers.put(jar.digest().hex(), signature.signer());
    switch (signature.state()) {
      case BROKEN -> throw PluginJar.brokenSignature(signature.trouble());
      case UNSIGNED -> demand(jar, "unsigned", "it is not signed");
      case STRANGER ->
          demand(jar, "signed-by-stranger", "it is signed by " + signature.signer().orElse(""));
      default -> {
        // Signed by somebody on the list.
      }
    }
  }

  /** True once after the list changed: its file, or any file of its directory. */
  boolean relisted() {
    String before = stamp;
    try {
      stamp = Files.exists(list) ? stamped() : "";
    } catch (IOException | UncheckedIOException e) {
      stamp = e.toString();
    }
    return !stamp.equals(before);
  }

  private String stamped() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(list, 1)) {
      for (Path file : files.sorted().toList()) {
        all.append(file).append(' ').append(Files.size(file)).append(' ');
        all.append(Files.getLastModifiedTime(file)).append('\n');
      }
    }
    return all.toString();
  }

  private void demand(PluginJar jar, String code, String what) throws BadJar {
    if (demanded && !jar.file().toAbsolutePath().normalize().startsWith(house)) {
      throw new BadJar(
          code,
          "is refused: "
              + what
              + ", and consilium.plugins.require is signed. Maybe add its signer's fingerprint to "
              + list
              + ".");
    }
  }

  private Signature check(Path bytes) throws BadJar {
    try {
      TrustList trust = TrustList.read(list, password);
      if (!trust.revision().equals(revision)) {
        onList.accept(revision, trust.revision());
        revision = trust.revision();
      }
      return new SignatureCheck(trust).of(bytes);
    } catch (IOException | IllegalStateException e) {
      throw new BadJar(
          "signature-unread",
          "is refused, since its signature cannot be judged: " + e.getMessage());
    }
  }
}
