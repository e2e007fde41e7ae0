package io.consilium.framework.deployer.internal;

import io.consilium.framework.deployer.internal.PluginJar.BadJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Whether a jar may come in, by its signature, its claims and the allow-list. A broken signature
 * never may, nor claims beyond what the list allows; what is unsigned, of a stranger, without
 * claims or on no list only where nobody asks for more. Used by one thread at a time, except {@link
 * #signer} and {@link #limits}.
 */
final class Admittance {
  static final String SIGNED = "signed";
  static final String CLAIMS = "claims";
  static final String LISTED = "listed";

  /** The settings that name the lists, by which they are on record. */
  static final String TRUST = "consilium.plugins.trust";

  static final String ALLOWED = "consilium.plugins.allowed";

  private final Terms terms;
  private final Listener onList;
  private final Map<String, Looked> looked = new ConcurrentHashMap<>();
  private final Map<String, String> revisions = new ConcurrentHashMap<>();
  private String stamp = "";

  /** Told a list's revision before and now, first and whenever it is another. */
  interface Listener {
    /**
     * @throws IllegalStateException if it may not be used
     */
    void changed(String list, String before, String revision);
  }

  /**
   * What is asked for.
   *
   * @param trust where the trust list stands; read anew for each jar
   * @param allowed where the allow-list stands; read anew for each jar
   * @param required some of signed, claims, listed
   * @param house jars in this directory came with the distribution: nothing is required of them
   */
  record Terms(Path trust, String password, Path allowed, Set<String> required, Path house) {
    Terms {
      required = Set.copyOf(required);
    }
  }

  /** What was found out about a jar. */
  private record Looked(Signature signature, Limits limits) {}

  Admittance(Terms terms, Listener onList) {
    this.terms = terms;
    this.onList = onList;
  }

  /** Who signed the jar of this digest, as far as it was looked at; as it stands in records. */
  Optional<String> signer(String digest) {
    return Optional.ofNullable(looked.get(digest)).flatMap(one -> one.signature().signer());
  }

  /** The most that the jar of this digest may turn out to be, as far as it was looked at. */
  Limits limits(String digest) {
    return Optional.ofNullable(looked.get(digest)).map(Looked::limits).orElse(Limits.NONE);
  }

  /**
   * Looks at a jar's signature and claims.
   *
   * @param bytes where the jar's bytes stand for good
   * @throws BadJar if it may not come in
   */
  void admit(PluginJar jar, Path bytes) throws BadJar {
    Signature signature = signature(bytes);
    looked.put(jar.digest().hex(), new Looked(signature, Limits.NONE));
    demandSignature(jar, signature);
    Optional<Claims> claims = claims(jar, bytes);
    Limits limits = new Limits(claims, allowances(jar, signature));
    looked.put(jar.digest().hex(), new Looked(signature, limits));
    demandPlace(jar, limits);
  }

  /**
   * Whether the signature is as it must be.
   *
   * @throws BadJar if not
   */
  void demandSignature(PluginJar jar, Signature signature) throws BadJar {
    switch (signature.state()) {
      case BROKEN -> throw PluginJar.brokenSignature(signature.trouble());
      case UNSIGNED ->
          demandTrust(
              jar,
              "unsigned",
              "it is not signed",
              "sign it (jarsigner), and add the signer's fingerprint");
      case STRANGER ->
          demandTrust(
              jar,
              "signed-by-stranger",
              "it is signed by " + signature.signer().orElse(""),
              "add its signer's fingerprint");
      default -> {
        // Signed by somebody on the list.
      }
    }
  }

  private void demandTrust(PluginJar jar, String code, String what, String way) throws BadJar {
    if (demanded(SIGNED, jar)) {
      throw new BadJar(
          code,
          "is refused: "
              + what
              + ", and consilium.plugins.require asks for signed. Maybe "
              + way
              + " to "
              + terms.trust()
              + ".");
    }
  }

  /**
   * What the jar claims.
   *
   * @throws BadJar if it claims what cannot be understood, or nothing where claims are required
   */
  Optional<Claims> claims(PluginJar jar, Path bytes) throws BadJar {
    Optional<Claims> claims;
    try {
      claims = Claims.in(bytes);
    } catch (IOException e) {
      throw new BadJar("not-a-jar", "is no whole jar (" + e.getMessage() + ").");
    }
    if (claims.isEmpty() && demanded(CLAIMS, jar)) {
      throw new BadJar(
          "no-claims",
          "is refused: its manifest does not say what it holds and does, and"
              + " consilium.plugins.require asks for claims. Maybe add Provide-Capability: "
              + Claims.SPACE
              + ";kind=...;id=... when it is built.");
    }
    return claims;
  }

  /**
   * Whether the allow-list lets it in.
   *
   * @throws BadJar if it is on no line where it must be, or claims more than any line about it
   */
  void demandPlace(PluginJar jar, Limits limits) throws BadJar {
    if (limits.lines().isEmpty()) {
      if (demanded(LISTED, jar)) {
        throw new BadJar(
            "not-listed",
            "is refused: no line of the allow-list is about it, and consilium.plugins.require asks"
                + " for listed. Maybe add to "
                + terms.allowed()
                + ": digest="
                + jar.digest().hex()
                + " effect=pure capabilities=*");
      }
      return;
    }
    List<Claim> claims = limits.claims().map(Claims::all).orElse(List.of());
    if (!limits.allowed(claims)) {
      throw new BadJar(
          "not-allowed",
          "is refused: the allow-list "
              + terms.allowed()
              + " does not allow all that it claims: "
              + claims.stream()
                  .filter(claim -> !limits.allowance(claim).isEmpty())
                  .map(claim -> claim.words() + " (" + limits.allowance(claim) + ")")
                  .collect(Collectors.joining("; "))
              + ". Maybe review it and widen one line.");
    }
  }

  /** True once after a list changed: its file, or any file of its directory. */
  boolean relisted() {
    String before = stamp;
    stamp = ListStamp.of(terms.trust()) + ListStamp.of(terms.allowed());
    return !stamp.equals(before);
  }

  private boolean demanded(String what, PluginJar jar) {
    return terms.required().contains(what)
        && !jar.file().toAbsolutePath().normalize().startsWith(terms.house());
  }

  /**
   * The lines of the allow-list that are about a jar.
   *
   * @throws BadJar if the list cannot be read
   */
  List<Allowance> allowances(PluginJar jar, Signature signature) throws BadJar {
    try {
      AllowList list = AllowList.read(terms.allowed());
      tell(ALLOWED, list.revision());
      return list.about(jar, signature.fingerprint());
    } catch (IOException | IllegalStateException e) {
      throw new BadJar("list-unread", "is refused, since " + e.getMessage() + ".");
    }
  }

  /**
   * The signature of a jar.
   *
   * @throws BadJar if it cannot be judged
   */
  Signature signature(Path bytes) throws BadJar {
    try {
      TrustList trust = TrustList.read(terms.trust(), terms.password());
      tell(TRUST, trust.revision());
      return new SignatureCheck(trust).of(bytes);
    } catch (IOException | IllegalStateException e) {
      throw new BadJar(
          "signature-unread",
          "is refused, since its signature cannot be judged: " + e.getMessage());
    }
  }

  private void tell(String list, String revision) {
    String before = revisions.getOrDefault(list, "");
    if (!revision.equals(before)) {
      onList.changed(list, before, revision);
      revisions.put(list, revision);
    }
  }
}
