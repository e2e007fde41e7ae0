package io.consilium.governance.auditor.internal;

import io.consilium.json.PersonName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Finds people by their names, where the key is there under which the ledger made their pseudonyms
 * (governance/docs/ledger-format.md, "A record").
 */
final class Pseudonymous {
  private static final String KEY = "keys/pseudonyms.key";
  private static final String TENANT = "local";

  private Pseudonymous() {}

  /**
   * What records may hold for the names.
   *
   * @param given names, with a tenant and a slash before them or without; pseudonyms stay
   */
  static List<String> of(List<String> given, LedgerDirectory directory) throws IOException {
    Optional<byte[]> file = given.isEmpty() ? Optional.empty() : directory.find(KEY);
    List<String> all = new ArrayList<>(given);
    if (file.isPresent()) {
      String digits = new String(file.get(), StandardCharsets.US_ASCII).strip();
      try {
        byte[] key = HexFormat.of().parseHex(digits);
        given.forEach(name -> add(key, name, all));
      } catch (IllegalArgumentException e) {
        throw AuditFailure.failed("The key (" + KEY + ") cannot be used: " + e.getMessage());
      }
    }
    return all;
  }

  private static void add(byte[] key, String given, List<String> to) {
    int slash = given.indexOf('/');
    String tenant = slash < 0 ? TENANT : given.substring(0, slash);
    String name = given.substring(slash + 1);
    for (String kind : List.of("person", "subject")) {
      for (String one : forms(name)) {
        to.add(kind + "-" + mac(key, kind + "\n" + tenant + "\n" + one));
      }
    }
  }

  /** As the host hands names over, and as it is typed: another writer may have taken it so. */
  private static Set<String> forms(String name) {
    try {
      return new LinkedHashSet<>(List.of(PersonName.form(name, "whom to find"), name));
    } catch (IllegalArgumentException e) {
      return Set.of(name);
    }
  }

  private static String mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java platform lacks HMAC-SHA-256.", e);
    }
  }
}
