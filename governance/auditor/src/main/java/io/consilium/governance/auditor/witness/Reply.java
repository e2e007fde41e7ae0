package io.consilium.governance.auditor.witness;

import java.nio.charset.StandardCharsets;

/** An answer by HTTP. */
record Reply(int status, String type, byte[] body) {
  static Reply text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text);
  }

  static Reply of(int status, String type, String text) {
    return new Reply(status, type, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
