package io.consilium.governance.auditor.internal;

import io.consilium.governance.ledger.format.VerifierKey;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a verification is asked for.
 *
 * @param key the key to trust; empty for the ledger's own
 * @param from the first record; empty for the first since the checkpoint kept elsewhere, or of all
 * @param to the last record; empty for the last there is
 * @param since a checkpoint kept elsewhere: a signed note
 * @param logOnly true to look at the records' bytes alone, neither at what they say nor at payloads
 * @param witnessed true if the published checkpoint must be cosigned: no other one counts then
 */
record Asked(
    Optional<VerifierKey> key,
    OptionalLong from,
    OptionalLong to,
    Optional<byte[]> since,
    boolean logOnly,
    boolean witnessed) {}
