package io.consilium.governance.auditor.witness;

import java.io.IOException;
import java.util.Optional;

/** What a witness must not forget, by a log's origin. */
interface WitnessMemory {

  /** The checkpoint cosigned last, with its cosignature; empty if none was. */
  Optional<byte[]> last(String origin) throws IOException;

  /** Keeps a cosigned checkpoint; returns when no power cut can take it away. */
  void keep(String origin, byte[] note) throws IOException;

  /**
   * Keeps a refused request that its log signed.
   *
   * @return where, or empty if it was there already or there is no more room
   */
  Optional<String> evidence(String origin, byte[] request, String account) throws IOException;
}
