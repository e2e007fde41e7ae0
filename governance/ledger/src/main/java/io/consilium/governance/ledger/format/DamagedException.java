package io.consilium.governance.ledger.format;

import java.io.IOException;

/** A file of the ledger is not what it must be; the message names the file and what is wrong. */
public final class DamagedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;

  public DamagedException(String file, String what) {
    super(file + " " + what + ".");
    this.file = file;
  }

  /** The file, relative to the ledger's directory. */
  public String file() {
    return file;
  }
}
