package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.task.Principal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names of people as records hold them: HMAC-SHA-256 (RFC 2104) under a key of this ledger, cut to
 * 128 bits, so that nobody who lacks the key finds a name by guessing.
 */
final class Pseudonyms {
  static final Pattern SUBJECT = Pattern.compile("subject-[0-9a-f]{32}");
  private static final Pattern PERSON = Pattern.compile("person-[0-9a-f]{32}");

  private static final String FILE = "keys/pseudonyms.key";
  private static final int BYTES = 32;

  private final Disk disk;
  private final Path file;
  private final byte[] key;
  private boolean saved;

  private Pseudonyms(Disk disk, Path file, byte[] key, boolean saved) {
    this.disk = disk;
    this.file = file;
    this.key = key;
    this.saved = saved;
  }

  /**
   * Reads the key, or makes one, which is on disk only after {@link #save}.
   *
   * @param needed true if records hold pseudonyms of data subjects: another key would not find them
   * @throws LedgerFailure if the key is damaged, or needed and not there
   */
  static Pseudonyms open(Disk disk, Path ledger, SecureRandom random, boolean needed)
      throws IOException {
    Path file = ledger.resolve(FILE);
    try {
      String text = new String(disk.read(file), StandardCharsets.US_ASCII).strip();
      byte[] key = HexFormat.of().parseHex(text);
      if (key.length == BYTES) {
        return new Pseudonyms(disk, file, key, true);
      }
      throw damaged(file, null);
    } catch (NoSuchFileException e) {
      if (needed) {
        throw lost(file, e);
      }
      byte[] key = new byte[BYTES];
      random.nextBytes(key);
      return new Pseudonyms(disk, file, key, false);
    } catch (IllegalArgumentException e) {
      throw damaged(file, e);
    }
  }

  /** True if the key was there, or is now. */
  boolean saved() {
    return saved;
  }

  /** Returns when the key is on disk. */
  void save() throws IOException {
    if (!saved) {
      byte[] text = (HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII);
      disk.replace(file, text, Disk.Access.SECRET);
      saved = true;
    }
  }

  /** Names the key and tells nothing of it. */
  String mark() {
    return mac("key", "", "");
  }

  private static LedgerFailure lost(Path file, Exception cause) {
    return new LedgerFailure(
        file
            + " is lost, and records name data subjects by it. Maybe restore it from a backup. If"
            + " there is none, write a line of 64 random hex digits there: subjects so far are then"
            + " found, and forgotten, only by their pseudonyms.",
        cause);
  }

  private static LedgerFailure damaged(Path file, Exception cause) {
    return new LedgerFailure(
        file + " is damaged: it is not one line of 64 hex digits. Maybe restore it from a backup.",
        cause);
  }

  /** The draft, with who handed its task in and its data subject under pseudonyms. */
  Draft pseudonymous(Draft draft) {
    if (!(draft.body() instanceof Body.TaskAdmitted b)) {
      return draft;
    }
    Principal by = b.principal();
    Body body =
        new Body.TaskAdmitted(
            b.pipeline(),
            b.pipelineDigest(),
            b.goal(),
            b.roles(),
            b.budget(),
            new Principal(
                by.tenant(),
                actor(by.tenant(), by.actor()),
                by.subject().map(name -> subject(by.tenant(), name))),
            b.admittedMillis(),
            b.seed());
    return new Draft(draft.position(), body, draft.code(), draft.payloads(), draft.redacted());
  }

  /** A data subject; a pseudonym stays what it is. */
  String subject(String tenant, String name) {
    return SUBJECT.matcher(name).matches() ? name : "subject-" + mac("subject", tenant, name);
  }

  /** Somebody who asks something of the ledger. */
  String person(String tenant, String name) {
    return "person-" + mac("person", tenant, name);
  }

  /** Who hands a task in; nobody in particular, and a pseudonym, stay what they are. */
  String actor(String tenant, String name) {
    boolean known = name.equals(Principal.LOCAL.actor()) || PERSON.matcher(name).matches();
    return known ? name : person(tenant, name);
  }

  private String mac(String kind, String tenant, String name) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] text = (kind + "\n" + tenant + "\n" + name).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(mac.doFinal(text), 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java platform lacks HMAC-SHA-256.", e);
    }
  }
}
